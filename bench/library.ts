// Numbered pages of publications inside the process, without HTTP: the same questions to ten thousand, a hundred thousand and a
// million assets, among which there are some references.
import type { Core } from '../src/core/index.ts';
import { compare, milliseconds, ratio, timePerCall } from './measure.ts';
import type { Table } from './report.ts';
import { openSeeded, type Seeded } from './seeded.ts';
import { RARE_WORD, VOCABULARY } from './seeding/words.ts';

const ROUNDS = 3;
const LIMIT = 20;
const REFERENCES = 500;

type Query = Omit<Parameters<Core['listPublications']>[1], 'offset' | 'limit'>;

interface Case {
  readonly name: string;
  readonly query: Query;
  /** Where the page begins, as a share of the list. */
  readonly at?: number;
}

const NEWEST = { order: 'desc' } as const;
const BY_TITLE = { sort: 'title', order: 'asc' } as const;
const FREQUENT = VOCABULARY[0] ?? '';
const CASES: readonly Case[] = [
  { name: 'all, newest first', query: NEWEST },
  { name: 'the same, a hundredth down', query: NEWEST, at: 0.01 },
  { name: 'the same, in the middle', query: NEWEST, at: 0.5 },
  { name: 'the same, last page', query: NEWEST, at: 1 },
  { name: 'all, by title', query: BY_TITLE },
  { name: 'the same, a hundredth down', query: BY_TITLE, at: 0.01 },
  { name: 'all, by change', query: { sort: 'updated', order: 'desc' } },
  { name: 'pdf, newest first', query: { ...NEWEST, kind: 'pdf' } },
  { name: 'pdf, by title', query: { ...BY_TITLE, kind: 'pdf' } },
  { name: 'link, newest first', query: { ...NEWEST, kind: 'link' } },
  { name: 'search rare word', query: { ...NEWEST, search: RARE_WORD } },
  { name: 'search frequent word', query: { ...NEWEST, search: FREQUENT } },
  { name: 'the same, in the middle', query: { ...NEWEST, search: FREQUENT }, at: 0.5 },
  { name: 'the same, by title', query: { ...BY_TITLE, search: FREQUENT } },
  { name: 'the same, pdf', query: { ...NEWEST, search: FREQUENT, kind: 'pdf' } },
  { name: 'search two words', query: { ...NEWEST, search: `${VOCABULARY[3]} ${VOCABULARY[40]}` } },
  { name: 'search img, in a tenth of all titles', query: { ...NEWEST, search: 'img' } },
  { name: 'the same, by creation', query: { ...NEWEST, search: 'img', sort: 'created' } },
  { name: 'the same, by title', query: { ...BY_TITLE, search: 'img' } },
  { name: 'search nothing found', query: { ...NEWEST, search: 'zzzzzz' } },
];

export async function library(sizes: readonly number[]): Promise<Table[]> {
  await using stack = new AsyncDisposableStack();
  const sides = new Map<string, Seeded>();
  for (const size of sizes) {
    const side = stack.use(await openSeeded(size));
    await ensureReferences(side);
    sides.set(String(size), side);
  }
  const rows: string[][] = [];
  for (const one of CASES) {
    const totals = await Promise.all([...sides.values()].map((side) => totalOf(side, one)));
    const runs = Object.fromEntries(
      [...sides].map(([size, side], i) => {
        const offset = Math.max(0, Math.floor((totals[i] ?? 0) * (one.at ?? 0)) - (one.at === undefined ? 0 : LIMIT));
        const page = { ...one.query, offset, limit: LIMIT };
        return [size, () => timePerCall(() => side.core.listPublications(side.actor, page), 15)];
      }),
    );
    const medians = await compare(runs, ROUNDS);
    const values = sizes.map((size) => medians[String(size)] ?? Number.NaN);
    const growth = ratio((values.at(-1) ?? 0) / (values[0] ?? 1));
    rows.push([one.name, totals.join(', '), ...values.map(milliseconds), growth]);
    console.log(rows.at(-1)?.join('  '));
  }
  return [
    {
      title: 'Numbered pages of publications',
      text: 'Milliseconds for a page of 20 with its exact total; calls inside the process, the fastest of several, the median of rounds in which the sizes take turns. Growth is from the smallest to the largest. Searches, and pages deep inside a list, are read in the thread for slow reads: they hold up nobody else.',
      columns: ['list', 'total', ...sizes.map(String), 'growth'],
      rows,
    },
  ];
}

const totalOf = async ({ core, actor }: Seeded, { query }: Case): Promise<number> =>
  (await core.listPublications(actor, { ...query, offset: 0, limit: 1 })).total;

async function ensureReferences({ core, actor }: Seeded): Promise<void> {
  const query = { order: 'desc', kind: 'link', offset: 0, limit: 1 } as const;
  for (let { total } = await core.listPublications(actor, query); total < REFERENCES; total++) {
    const title = `${VOCABULARY[total % VOCABULARY.length]} ${total}`;
    await core.createReference(actor, { kind: 'link', title, externalUrl: 'https://example.org/' });
  }
}
