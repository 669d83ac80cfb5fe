// How long after a key something is painted: the end of the list, what was found, all selected, the menu, the preview; beside what
// the server takes for the same requests, asked for without a page.
import type { Browser } from '@playwright/test';
import { median, milliseconds } from '../measure.ts';
import type { Table } from '../report.ts';
import { type Measured, openPage, type signIn } from './browser.ts';

const ROUNDS = 3;
/** One that few have, one in a fifth of all names, and a frequent one of the vocabulary. */
const WORDS = ['quixotry', 'img', 'bra'] as const;
const KEYS_APART_MS = 60;
const REST_MS = 300;

type Session = Awaited<ReturnType<typeof signIn>>;
type Found = Map<string, number[]>;

interface RequestTimes {
  readonly startMs: number;
  readonly endMs: number;
}

function noteIn(found: Found): (title: string, ms: number) => void {
  return (title, ms) => void found.set(title, [...(found.get(title) ?? []), ms]);
}

/** Presses a key and answers how long after it the condition of the probe was painted. */
async function afterKey({ page, ask }: Measured, condition: string, key: string): Promise<number> {
  await ask(`probe.watch('${condition}')`);
  await page.keyboard.press(key);
  return ask<number>('probe.sinceKey()');
}

export async function answering(browser: Browser, url: string, session: Session): Promise<Table[]> {
  const found: Found = new Map();
  const note = noteIn(found);
  for (let round = 0; round < ROUNDS; round++) {
    await using opened = await openPage(browser, session);
    const { page, ask } = opened;
    await page.goto(`${url}/everything`);
    await ask('probe.firstPicture');
    await page.locator('.entry[data-index="0"]').click();
    note('End, last tile', await afterKey(opened, 'last tile', 'End'));
    await ask(`probe.watch('last picture')`);
    note('End, picture in the last tile', await ask<number>('probe.sinceKey()'));
    note('Home, first picture', await afterKey(opened, 'first picture again', 'Home'));
    note('Enter, preview of a thumbnail that is here', await afterKey(opened, 'preview', 'Enter'));
    await ask(`probe.watch('large preview')`);
    note('Enter, the large picture', await ask<number>('probe.sinceKey()'));
    await page.keyboard.press('Escape');
    await page.locator('[data-preview]').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    note('Ctrl+A, all selected', await afterKey(opened, 'selected', 'Control+a'));
    // Nobody is that fast: what was selected is at rest before.
    await page.waitForTimeout(REST_MS);
    note('menu for all of them', await afterKey(opened, 'menu', 'Shift+F10'));
  }
  const rows = [...found].map(([title, times]) => [
    title,
    milliseconds(median(times)),
    milliseconds(Math.max(...times)),
    GOALS.get(title) ?? '',
  ]);
  for (const row of rows) console.log(row.join('  '));
  return [
    {
      title: 'From a key to what it shows',
      text: `Milliseconds from the key until the page was painted with it, with all assets in the list; medians of ${ROUNDS} pages and the slowest.`,
      columns: ['', 'ms', 'slowest', 'goal'],
      rows,
    },
    await searching(browser, url, session),
  ];
}

const GOALS: ReadonlyMap<string, string> = new Map([['End, last tile', '500']]);

async function searching(browser: Browser, url: string, session: Session): Promise<Table> {
  const rows: string[][] = [];
  await using opened = await openPage(browser, session);
  const { page, ask } = opened;
  await page.goto(`${url}/everything`);
  await ask('probe.firstTile');
  for (const word of WORDS) {
    const found: Found = new Map();
    const note = noteIn(found);
    for (let round = 0; round <= ROUNDS; round++) {
      // Another list is left each time, and what was found is asked for anew.
      await page.goto(`${url}/everything`);
      await ask('probe.firstTile');
      await page.keyboard.press('/');
      await ask(`probe.watch('found', '${word}')`);
      await page.keyboard.type(word, { delay: KEYS_APART_MS });
      const ms = await ask<number>('probe.sinceKey()');
      const asked = await ask<RequestTimes | undefined>(`probe.requestSinceKey('/api/console/assets')`);
      const server = await serverMs(opened, url, word);
      if (round === 0 || asked === undefined) continue;
      note('all', ms);
      note('waiting', asked.startMs);
      note('request', asked.endMs - asked.startMs);
      note('showing', ms - asked.endMs);
      note('server', server);
    }
    rows.push([
      word,
      ...['all', 'waiting', 'request', 'showing', 'server'].map((part) => milliseconds(median(found.get(part) ?? []))),
    ]);
    console.log(rows.at(-1)?.join('  '));
  }
  return {
    title: 'A search while one types',
    text: `Milliseconds from the last key stroke (keys ${KEYS_APART_MS} ms apart) until the first results were painted; the goal is 150. Each is the first search of a page, so the part of the console that shows results is loaded within. Of these: the pause of the field and all else before the request, the request, and showing what came. Beside it the same request from a client without a page. Medians of ${ROUNDS}.`,
    columns: ['typed', 'results painted', 'before the request', 'request', 'showing', 'the request alone'],
    rows,
  };
}

async function serverMs({ page }: Measured, url: string, word: string): Promise<number> {
  const query = `search=${word}&sort_by=created&sort_order=desc&position=0&limit=100`;
  const startedAt = performance.now();
  const response = await page.context().request.get(`${url}/api/console/assets?${query}`);
  await response.body();
  if (!response.ok()) throw new Error(await response.text());
  return performance.now() - startedAt;
}
