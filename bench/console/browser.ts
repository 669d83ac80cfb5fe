// Chromium without a window as the tests in a browser have it, and pages in it that are signed in and can be measured.
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { CHROMIUM } from '../../test/support/chromium.ts';
import { ACCOUNT } from './library.ts';

const PROBE = fileURLToPath(new URL('./probe.js', import.meta.url));
const WINDOW = { width: 1280, height: 800 };

export interface Measured extends AsyncDisposable {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Of the probe: an expression over `probe`. */
  ask<T>(expression: string): Promise<T>;
}

export const openBrowser = (): Promise<Browser> => chromium.launch(CHROMIUM);

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

export async function signIn(browser: Browser, url: string): Promise<Session> {
  await using context = await browser.newContext();
  const response = await context.request.post(`${url}/api/console/session`, { data: ACCOUNT });
  if (!response.ok()) throw new Error(`signing in was refused: ${await response.text()}`);
  return await context.storageState();
}

/** With a cache of its own, which is empty. */
export async function openPage(browser: Browser, session?: Session): Promise<Measured> {
  const context = await browser.newContext({
    viewport: WINDOW,
    locale: 'en-US',
    colorScheme: 'light',
    ...(session && { storageState: session }),
  });
  await context.addInitScript({ path: PROBE });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    page,
    cdp,
    ask: <T>(expression: string): Promise<T> => page.evaluate<T>(expression),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

export interface Work {
  readonly scriptMs: number;
  /** All of the main thread: scripts, styles, layout, painting. */
  readonly taskMs: number;
}

/** Processor time of the page's main thread so far. */
export async function workOf({ cdp }: Measured): Promise<Work> {
  const found = await metricsOf(cdp);
  return {
    scriptMs: (found.get('ScriptDuration') ?? 0) * 1_000,
    taskMs: (found.get('TaskDuration') ?? 0) * 1_000,
  };
}

/** Bytes; what nobody needs any more is collected before. */
export async function heapOf({ cdp }: Measured): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await metricsOf(cdp)).get('JSHeapUsedSize') ?? Number.NaN;
}

/** Bytes that the heap takes before anything is collected. */
export async function heapTakenOf({ cdp }: Measured): Promise<number> {
  return (await metricsOf(cdp)).get('JSHeapTotalSize') ?? Number.NaN;
}

async function metricsOf(cdp: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}
