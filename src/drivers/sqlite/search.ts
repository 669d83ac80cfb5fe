// The full-text index in SQLite: FTS5 (https://www.sqlite.org/fts5.html), whose rowid is `assets.seq`.
import { sql } from 'kysely';
import type { TextColumn, TextMatch, TextSearch } from '../../database/traits.ts';

/** Contentless: the text is kept once, in the index, and rows can still be deleted. */
export const SEARCH_INDEX = `create virtual table asset_search using fts5 (
  scope, name, title, description, tags, text,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')`;

export const textSearch: TextSearch = {
  // A list of all matches is made once, and looked up in.
  costs: { list: 0.2, check: 0.5 },

  async add(db, entries) {
    for (const { seq, scopes, columns, source } of entries) {
      const { name, title, description, tags } = columns;
      await sql`
        insert into asset_search (rowid, scope, name, title, description, tags, text)
        values (${seq}, ${scopes.join(' ')}, ${name}, ${title}, ${description}, ${tags},
          coalesce((select text from media where sha256 = ${source?.sha256 ?? null} and mime_type = ${source?.mimeType ?? null}), ''))`.execute(
        db,
      );
    }
  },

  async remove(db, seq) {
    await sql`delete from asset_search where rowid = ${seq}`.execute(db);
  },

  async removeMany(db, assets) {
    await sql`delete from asset_search where rowid in (select seq from assets where ${assets})`.execute(db);
  },

  matching: (match) => sql`select rowid as place from asset_search where asset_search match ${expressionOf(match)}`,

  async list(db, after, through) {
    const { rows } = await sql<{ rowid: number }>`
      select rowid from asset_search where rowid > ${after} and rowid <= ${through} order by rowid`.execute(db);
    return rows.map((row) => row.rowid);
  },
};

/** Every word is quoted, so that nothing in it is an operator. */
function expressionOf({ scope, words, columns, except }: TextMatch): string {
  const terms = words.map((word) => `"${word}"${word.length > 1 ? '*' : ''}`).join(' AND ');
  const found = (among: readonly TextColumn[]) => `{${among.join(' ')}} : (${terms})`;
  return `scope : "${scope}" AND ${except ? `(${found(columns)} NOT ${found(except)})` : found(columns)}`;
}
