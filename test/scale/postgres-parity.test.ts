// PostgreSQL answers as SQLite does: the same words find the same texts, and names stand in the same order.
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/core/index.ts';
import type { Engine } from '../../src/database/engine.ts';
import { matchOf, tieredMatch } from '../../src/database/search.ts';
import type { TextMatch } from '../../src/database/traits.ts';
import { openSqlite } from '../../src/drivers/sqlite/index.ts';
import { TEST_TRANSACTIONS_URL, temporaryFolder } from '../support/core.ts';
import { HOSTILE } from '../support/hostile-names.ts';
import { openEngine, postgresDatabase } from '../support/postgres.ts';

const WORKSPACE = '0'.repeat(24) as Id;

let resources: AsyncDisposableStack;
let sqlite: Engine;
let postgres: Engine;
beforeAll(async () => {
  resources = new AsyncDisposableStack();
  const { path } = resources.use(await temporaryFolder());
  const database = resources.use(await postgresDatabase());
  sqlite = resources.use(await openSqlite({ file: `${path}/vitrine.sqlite`, transactionsUrl: TEST_TRANSACTIONS_URL }));
  postgres = resources.use(await openEngine(database.url));
});
afterAll(() => resources.disposeAsync());

type Texts = Readonly<Partial<Record<'name' | 'title' | 'description' | 'tags', string>>>;
let lastSeq = 0;

/** The numbers by which they are found in both. */
async function index(...entries: Texts[]): Promise<number[]> {
  const numbered = entries.map((texts) => [++lastSeq, texts] as const);
  await Promise.all(numbered.flatMap((args) => [sqlite, postgres].map((engine) => engine.write('testIndex', args))));
  return numbered.map(([seq]) => seq);
}

const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i));

async function found({ db }: Engine, match: TextMatch | undefined): Promise<number[]> {
  if (!match) return [];
  const { rows } = await sql<{ place: number }>`
    select place from (${db.traits.textSearch.matching(match)}) as found order by place`.execute(db);
  return rows.map(({ place }) => place);
}

async function foundInBoth(text: string): Promise<number[]> {
  const match = matchOf(WORKSPACE, text);
  const there = await found(sqlite, match);
  expect([text, await found(postgres, match)]).toEqual([text, there]);
  return there;
}

/** As people write them in many languages, and as machines do. */
const TEXTS = [
  'Sunset over Zürich.jpg',
  'AND OR NOT NEAR scope name title',
  'naïve café, crème brûlée — œuvre, Straße und STRASSE, Ærø, Łódź, İstanbul ıspanak, São Paulo, Việt Nam cộng hòa',
  'Ελληνικά: ΟΔΟΣ, οδός, Αθήνα',
  'Широкая электрификация, йод и ёлка, Київ',
  'हिन्दी में लिखा हुआ पाठ',
  'ภาษาไทยไม่มีการเว้นวรรค',
  '日本語の文章、漢字とカナ。ｶﾅ',
  '한국어 문장과 단어',
  'עִבְרִית עם ניקוד, العَرَبِيَّة مع حركات',
  'x²+y²=z², ½ cup, № 5, 10.000,50 €, IMG_2024-01-02(3).JPG, C++ vs C#',
  'ﬁle ﬂow ǆ ſhort µm K Å',
  'e\u0301te\u0301 and d\u0308\u0308 and \u0301lone o\u0338',
  'x\u0304y\u0304 a\u0338b\u0304c zd\u0308rn\u0307 q\u0305r',
  "quotes ' \" \\ : & | ! ( ) * <-> <2> 'word':1A",
  'tab\tnew\nline\u00a0space\u200bzero\u00adsoft',
  'a\0b nul\0nul',
  '\ue000private \uf8ff',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐐀𐐨 👍 ok ☺',
];

describe('words in both engines', () => {
  it('find the same texts of many languages, whole or by their beginnings', async () => {
    const seqs = await index(...TEXTS.map((description) => ({ description })));
    for (const [i, text] of TEXTS.entries()) {
      const words = text.match(/[\p{L}\p{N}\p{Co}\p{M}]+/gu) ?? [];
      for (const word of words) {
        for (const asked of [word, word.toUpperCase(), word.toLowerCase(), word.slice(0, 2), word.slice(0, 3)])
          await foundInBoth(asked);
      }
      // Every text is found by its own words, in whichever letters.
      expect(await foundInBoth(text)).toContain(seqs[i]);
    }
  });

  it('find the same by each character of the alphabets of Europe', async () => {
    // FTS5 knows Unicode 6.1, takes what came later for letters without case, and keeps the marks of the last three.
    const unlike = /[\p{Cn}\u037f\u0528-\u052fǠǡẛ]/u;
    const characters = [...range(0x20, 0x52f), ...range(0x1e00, 0x1fff)].filter((one) => !unlike.test(one));
    await index(...characters.map((one) => ({ tags: `x${one}y` })));
    const known = new Set(characters);
    for (const one of characters)
      for (const asked of new Set([one, one.toUpperCase(), one.toLowerCase()]))
        if (known.has(asked)) await foundInBoth(`x${asked}y`);
    expect(characters.length).toBeGreaterThan(1_500);
  });

  it('find the same in any texts', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...TEXTS.flatMap((text) => text.split(' '))),
      fc.constantFrom(
        ' ',
        '-',
        '_',
        '.',
        "'",
        '\u0301',
        '\u094d',
        'ß',
        'Σ',
        'ς',
        'I',
        'ı',
        'İ',
        'é',
        'ё',
        '1',
        'a',
        '\0',
      ),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, fc.nat(), async (title, description, at) => {
        await index({ title, description });
        const all = `${title} ${description}`;
        const letters = [...all];
        const from = at % (letters.length + 1);
        for (const asked of [all, title, letters.slice(from, from + 6).join('')]) await foundInBoth(asked);
      }),
      { numRuns: 300 },
    );
  });

  it('rank what they find alike', async () => {
    const inTitle = { title: 'ranked', description: 'else' };
    const seqs = await index(
      inTitle,
      { title: 'else', description: 'ranked' },
      { title: 'ranked', description: 'ranked' },
    );
    const tiers = tieredMatch(WORKSPACE, undefined, 'ranked')?.tiers ?? [];
    expect(tiers).toHaveLength(3);
    const ranks = [];
    for (const tier of tiers) {
      const there = await found(sqlite, tier);
      expect(await found(postgres, tier)).toEqual(there);
      ranks.push(there);
    }
    expect(ranks).toEqual([[seqs[0], seqs[2]], [seqs[1]], []]);
  });

  it('find the beginning of a text of a megabyte of distinct words, and take all of it', async () => {
    const words = Array.from({ length: 160_000 }, (_, i) => `w${i.toString(36)}`);
    const [seq] = await index({ title: 'long', description: words.join(' ').slice(0, 1_000_000) });
    for (const i of [0, 1, 1_000, 20_000, 60_000]) expect(await foundInBoth(`${words[i]} long`)).toEqual([seq]);
    const long = 'ü'.repeat(5_000);
    const [other] = await index({ description: `${long} ${'\u0301'.repeat(3_000)} ${'🙂'.repeat(3_000)}` });
    expect(await foundInBoth(long)).toEqual([other]);
  });
});

describe('names in both engines', () => {
  it('stand in the same order, and compare alike', async () => {
    const names = [
      ...new Set([...HOSTILE, ...TEXTS, 'a', 'B', 'b', 'Z', 'ä', 'é', 'e\u0301', '\uffff', '\u{10000}', 'ß', '_', ' ']),
    ].map((name) => `order ${name.toWellFormed().replaceAll('\0', '')}`);
    for (const name of names) for (const engine of [sqlite, postgres]) await engine.write('testNote', [name, '']);
    const listed = async ({ db }: Engine, after: string) => {
      const rows = await db
        .selectFrom('instance')
        .select('name')
        .where('name', 'like', 'order %')
        .where('name', '>', after)
        .orderBy('name')
        .execute();
      return rows.map(({ name }) => name);
    };
    const there = await listed(sqlite, '');
    expect(there.length).toBe(new Set(names).size);
    expect(await listed(postgres, '')).toEqual(there);
    for (const name of names.slice(0, 40)) expect(await listed(postgres, name)).toEqual(await listed(sqlite, name));
  });
});
