// Scrolling through all of it, and to its end; beside a page that is nothing but as many empty tiles.
import type { Browser } from '@playwright/test';
import { median, percentile } from '../measure.ts';
import type { Table } from '../report.ts';
import { heapOf, heapTakenOf, type Measured, openPage, type signIn, workOf } from './browser.ts';

const ROUNDS = 3;
const SPEEDS = [
  { title: '3,000 px/s for 10 s', speed: 3_000, durationMs: 10_000 },
  { title: '40,000 px/s for 5 s', speed: 40_000, durationMs: 5_000 },
] as const;
const CONSOLE = '.asset-scroller';
const STATIC = '#scroller';

interface Scrolled {
  readonly frames: number;
  readonly frameMs: readonly number[];
  readonly blank: number;
  readonly partly: number;
  readonly waiting: number;
  readonly seen: number;
  readonly distance: number;
  readonly longestTaskMs: number;
}

interface Run extends Scrolled {
  readonly scriptMs: number;
  readonly taskMs: number;
}

export async function scrolling(
  browser: Browser,
  url: string,
  session: Awaited<ReturnType<typeof signIn>>,
): Promise<Table[]> {
  const runs = new Map<string, Run[]>();
  const heaps: number[][] = [];
  const note = (side: string, title: string, run: Run) => {
    const key = `${title}, ${side}`;
    runs.set(key, [...(runs.get(key) ?? []), run]);
  };
  let total = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await using page = await openPage(browser, session);
    await page.page.goto(`${url}/everything`);
    await page.ask('probe.firstPicture');
    total = await page.ask<number>(`Number(document.querySelector('.entry').getAttribute('aria-setsize'))`);
    await using plain = await openPage(browser);
    await openStatic(plain, total);
    for (const { title, speed, durationMs } of SPEEDS) {
      await page.page.bringToFront();
      note('the console', title, await scroll(page, CONSOLE, speed, durationMs));
      await plain.page.bringToFront();
      note('empty tiles', title, await scroll(plain, STATIC, speed, durationMs));
    }
    await page.page.bringToFront();
    await page.page.keyboard.press('End');
    heaps.push([
      (await heapTakenOf(page)) / 1e6,
      (await heapOf(page)) / 1e6,
      (await heapTakenOf(plain)) / 1e6,
      (await heapOf(plain)) / 1e6,
    ]);
  }
  const rows = [...runs].map(([title, found]) => rowOf(title, found));
  return [scrollTable(total, rows), heapTable(heaps)];
}

async function scroll(measured: Measured, selector: string, speed: number, durationMs: number): Promise<Run> {
  const before = await workOf(measured);
  const scrolled = await measured.ask<Scrolled>(`probe.scroll('${selector}', ${speed}, ${durationMs})`);
  const after = await workOf(measured);
  return { ...scrolled, scriptMs: after.scriptMs - before.scriptMs, taskMs: after.taskMs - before.taskMs };
}

async function openStatic({ page, ask }: Measured, count: number): Promise<void> {
  await page.setContent(`<!doctype html><style>
    body { margin: 0 }
    #scroller { block-size: 100vh; overflow-y: auto; display: grid; grid-template-columns: repeat(6, 1fr); grid-auto-rows: 220px; gap: 12px }
    #scroller div { background: #ddd; border-radius: 12px }
    </style><div id="scroller"></div>`);
  await ask(`document.querySelector('${STATIC}').innerHTML = '<div></div>'.repeat(${count})`);
  await ask('new Promise(requestAnimationFrame)');
  await ask('new Promise(requestAnimationFrame)');
}

function rowOf(title: string, runs: readonly Run[]): string[] {
  const of = (pick: (run: Run) => number) => median(runs.map(pick));
  const watched = runs.some(({ seen }) => seen > 0);
  const row = [
    title,
    of(({ longestTaskMs }) => longestTaskMs).toFixed(0),
    of(({ scriptMs, frames }) => scriptMs / frames).toFixed(2),
    of(({ taskMs, frames }) => taskMs / frames).toFixed(2),
    of(({ frames, frameMs }) => (frames * 1_000) / frameMs.reduce((sum, ms) => sum + ms, 0)).toFixed(0),
    of(({ frameMs }) => percentile(frameMs, 0.95)).toFixed(0),
    watched ? `${runs.reduce((sum, { blank }) => sum + blank, 0)}` : '',
    watched ? `${runs.reduce((sum, { partly }) => sum + partly, 0)}` : '',
    watched ? `${of(({ waiting, seen }) => (waiting * 100) / seen).toFixed(0)} %` : '',
  ];
  console.log(row.join('  '));
  return row;
}

const scrollTable = (total: number, rows: readonly (readonly string[])[]): Table => ({
  title: 'Scrolling',
  text: `All ${total} assets that the seeded workspace shows, each with its placeholder and its thumbnail. "Empty tiles" is a static page of as many \`<div>\`s. The longest task is what the browser reports (from 50 ms on; 0: none), by the clock, so it includes what others take of the processor; the goal is 100. Script and main thread are processor ms for each frame, in which the watching itself has its part on the console's side; the goal is 3 of script. Blank viewports and those that are not filled are frames of all runs. "Waiting": tiles in sight whose row has not come yet. Frames drawn without a graphics processor say more of the machine than of the page. Medians of ${ROUNDS} runs.`,
  columns: [
    '',
    'longest task, ms',
    'script ms a frame',
    'main thread ms a frame',
    'frames a second',
    'p95 of frames, ms',
    'blank',
    'not filled',
    'waiting',
  ],
  rows,
});

const heapTable = (heaps: readonly (readonly number[])[]): Table => ({
  title: 'Memory after scrolling',
  text: 'The heap of scripts, in MB, after both runs and the key to the end. The goal is 200.',
  columns: ['', 'taken from the system', 'in use'],
  rows: [
    ['the console', ...[0, 1].map((at) => median(heaps.map((heap) => heap[at] ?? Number.NaN)).toFixed(1))],
    ['empty tiles', ...[2, 3].map((at) => median(heaps.map((heap) => heap[at] ?? Number.NaN)).toFixed(1))],
  ],
});
