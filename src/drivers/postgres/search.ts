// The full-text index in PostgreSQL: a tsvector made here of words as SQLite's FTS5 takes them apart, so that both engines find
// the same (https://www.postgresql.org/docs/current/datatype-textsearch.html).
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import type { SearchEntry, TextColumn, TextMatch, TextSearch } from '../../database/traits.ts';
import { wordsIn } from '../../database/words.ts';

export const SEARCH_INDEX = [
  `create table asset_search (seq bigint primary key, words tsvector not null)`,
  `create index asset_search_by_words on asset_search using gin (words) with (fastupdate = off)`,
];

/** A lexeme carries the columns it is found in as weights; there are four. */
const WEIGHTS = { title: 'A', description: 'B', text: 'C', name: 'D', tags: 'D' } as const satisfies Record<
  TextColumn,
  string
>;
/** Positions carry the weights: one for each. */
const POSITIONS = { A: 1, B: 2, C: 3, D: 4 } as const;
type Weight = keyof typeof POSITIONS;

/** A tsvector has less than 2^20 bytes beside its list of lexemes, and a lexeme less than 2,047. */
const MOST_BYTES = 1_000_000;
const LONGEST_WORD = 200;
/** Of a lexeme beside its letters: one to make their number even, the number of its positions, and each of these. */
const LEXEME_BYTES = 3;
const POSITION_BYTES = 2;
/** No word begins so. */
const SCOPE = '=';

export const textSearch: TextSearch = {
  // Each vector is fetched. Words and names go together: it is put higher still, not to walk far past what does not match.
  costs: { list: 0, check: 40 },

  async add(db, entries) {
    const texts = await textsOf(db, entries);
    const rows = entries.map((entry) => sql`(${entry.seq}, cast(${vectorOf(entry, texts(entry))} as tsvector))`);
    await sql`insert into asset_search (seq, words) values ${sql.join(rows)}`.execute(db);
  },

  async remove(db, seq) {
    await sql`delete from asset_search where seq = ${seq}`.execute(db);
  },

  async removeMany(db, assets) {
    await sql`delete from asset_search where seq in (select seq from assets where ${assets})`.execute(db);
  },

  matching: (match) =>
    sql`select seq as place from asset_search where words @@ cast(${expressionOf(match)} as tsquery)`,

  async list(db, after, through) {
    const { rows } = await sql<{ seq: number }>`
      select seq from asset_search where seq > ${after} and seq <= ${through} order by seq`.execute(db);
    return rows.map((row) => row.seq);
  },
};

/** What looking at the bytes of each told; empty where there is nothing. */
async function textsOf(db: Kysely<Schema>, entries: readonly SearchEntry[]): Promise<(entry: SearchEntry) => string> {
  const hashes = entries.flatMap(({ source }) => (source ? [source.sha256] : []));
  if (hashes.length === 0) return () => '';
  const rows = await db
    .selectFrom('media')
    .select(['sha256', 'mime_type', 'text'])
    .where('sha256', 'in', hashes)
    .execute();
  const texts = new Map(rows.map((row) => [`${row.sha256} ${row.mime_type}`, row.text]));
  return ({ source }) => (source ? texts.get(`${source.sha256} ${source.mimeType}`) : undefined) ?? '';
}

/** The tsvector as text. What does not fit is left out, from the end of the text. */
export function vectorOf({ scopes, columns }: SearchEntry, text: string): string {
  const weights = new Map<string, Set<Weight>>();
  let bytes = scopes.length * 100;
  const all: Readonly<Record<TextColumn, string>> = { ...columns, text };
  for (const column of ['title', 'name', 'tags', 'description', 'text'] as const) {
    for (const word of wordsOf(all[column])) {
      let found = weights.get(word);
      if (!found) {
        bytes += Buffer.byteLength(word) + LEXEME_BYTES + POSITION_BYTES * Object.keys(POSITIONS).length;
        if (bytes > MOST_BYTES) break;
        found = new Set();
        weights.set(word, found);
      }
      found.add(WEIGHTS[column]);
    }
  }
  return [
    ...scopes.map((scope) => `'${SCOPE}${scope}'`),
    ...[...weights].map(
      ([word, found]) => `'${word}':${[...found].map((weight) => `${POSITIONS[weight]}${weight}`).join(',')}`,
    ),
  ].join(' ');
}

const ASCII = /^[\0-\x7f]*$/;

/** Without case and diacritics: nothing that would have to be quoted. */
const wordsOf = (text: string): string[] => wordsIn(text).map(fold);

function fold(word: string): string {
  const folded = ASCII.test(word) ? word.toLowerCase() : Array.from(word, foldLetter).join('');
  return folded.slice(0, LONGEST_WORD);
}

/** The letter of the Latin alphabet below all marks; of other scripts, the letter in simple case folding (Unicode, 3.13). */
function foldLetter(letter: string): string {
  const [base = '', ...marks] = letter.normalize('NFD');
  if (marks.length > 0 && ASCII.test(base)) return base.toLowerCase();
  // The dotless i is no small form of I.
  const upper = letter === '\u0131' ? letter : single(letter.toUpperCase(), letter);
  return single(upper.toLowerCase(), letter);
}

/** Some letters become several, such as the sharp s: they stay what they are. */
const single = (letters: string, otherwise: string): string => ([...letters].length === 1 ? letters : otherwise);

function expressionOf({ scope, words, columns, except }: TextMatch): string {
  const terms = words.map((word) => [fold(word), word.length > 1 ? '*' : ''] as const);
  const found = (among: readonly TextColumn[]) => {
    const all = new Set(among.map((column) => WEIGHTS[column]));
    // The index knows no weights: without them, nothing has to be fetched to be checked once more.
    const weights = all.size === Object.keys(POSITIONS).length ? '' : [...all].join('');
    return terms.map(([word, beginning]) => `'${word}':${beginning}${weights}`).join(' & ');
  };
  return [`'${SCOPE}${scope}'`, found(columns), ...(except ? [`!(${found(except)})`] : [])].join(' & ');
}
