// What tests in a browser begin with: a real server with an account, a page that is signed in, and a watch over everything that a
// page must never do: write errors to its console, break its policy, ask another host.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { type Settings, startServerProcess } from '../support/process.ts';

export { expect } from '@playwright/test';

export const ACCOUNT = { email: 'ada@example.org', name: 'Ada Lovelace', password: 'correct horse battery' };

export interface ConsoleServer extends AsyncDisposable {
  readonly url: string;
  /** Where the first password is set; used up where there is an account. */
  readonly setupUrl: string;
}

interface TestFixtures {
  /** Answers that are no success and are meant: their addresses, or what the console of the browser says of them. */
  readonly expectedFailures: readonly RegExp[];
  /** Signed in, and nowhere yet. */
  readonly newPage: Page;
  /** Signed in, on the first page. */
  readonly signedInPage: Page;
}

interface WorkerFixtures {
  /** With the one account ACCOUNT; shared by all tests of a run. */
  readonly server: ConsoleServer;
}

/** With nothing in it, and nobody who could sign in. */
export async function startConsoleServer(settings: Settings = {}): Promise<ConsoleServer> {
  await using resources = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(join(tmpdir(), 'vitrine-e2e-'));
  resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const server = resources.use(
    await startServerProcess({ VITRINE_DATA: dataFolder, VITRINE_DECODERS: '1', ...settings }),
  );
  const setupUrl = await setupUrlOf(server.output);
  const kept = resources.move();
  return { url: server.url, setupUrl, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function setupUrlOf(output: () => string): Promise<string> {
  for (;;) {
    const found = /(\S+\/setup\?token=\S+)\n/.exec(output())?.[1];
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** With the first password set. */
export async function startConsoleWithAccount(): Promise<ConsoleServer> {
  const server = await startConsoleServer();
  await createAccount(server);
  return server;
}

async function createAccount({ url, setupUrl }: ConsoleServer): Promise<void> {
  const token = new URL(setupUrl).searchParams.get('token') ?? '';
  const response = await fetch(`${url}/setup`, {
    method: 'POST',
    body: new URLSearchParams({ token, ...ACCOUNT }),
    headers: { origin: url },
    redirect: 'manual',
  });
  if (response.status >= 400) throw new Error(`the account was refused: ${response.status} ${await response.text()}`);
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern
    async ({}, use) => {
      await using server = await startConsoleWithAccount();
      await use(server);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  expectedFailures: [[], { option: true }],
  page: async ({ page, expectedFailures }, use) => {
    const problems = watch(page, [/\/api\/console\/session$/, ...expectedFailures]);
    await use(page);
    expect(problems).toEqual([]);
  },
  newPage: async ({ page, context, server }, use) => {
    const { email, password } = ACCOUNT;
    const response = await context.request.post(`${server.url}/api/console/session`, { data: { email, password } });
    expect(response.ok()).toBe(true);
    await use(page);
  },
  signedInPage: async ({ newPage: page }, use) => {
    await page.goto('/');
    // Keys that are pressed before it are nobody's.
    await page.locator('#content').waitFor();
    await use(page);
  },
});

/** Fills up with what the page does wrong. */
function watch(page: Page, expected: readonly RegExp[]): string[] {
  const problems: string[] = [];
  const note = (text: string): void => {
    if (!expected.some((pattern) => pattern.test(text))) problems.push(text);
  };
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    note(message.text().startsWith('Failed to load resource') ? message.location().url : message.text());
  });
  page.on('pageerror', (error) => note(`${error.name}: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') note(`a request to another host: ${request.url()}`);
  });
  return problems;
}

/** What axe finds by WCAG 2.2 A and AA, in words. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  await comeToRest(page);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  );
}

/** Half-way from one colour to another nothing can be read; what turns for ever is left to turn. */
const comeToRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    // A change that was just made begins its transitions with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter((one) => one.playState === 'running' && Number.isFinite(one.effect?.getComputedTiming().endTime));
    await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
  });

/** By how many pixels the page is wider than the window. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
