// What differs between the engines' SQL, as fields that each driver fills in: queries never ask which engine they run on.
import type { Kysely, RawBuilder, SqlBool } from 'kysely';
import type { Schema } from './schema.ts';

export interface EngineTraits {
  /** The column type of a number that grows by itself. */
  readonly serial: string;
  /** The statements that create the full-text index. */
  readonly searchIndex: readonly string[];
  /** Statements that follow every migration, and may run again. */
  readonly afterMigrations: readonly string[];
  /** How an update of very many rows begins when a row that can not be changed ends the transaction anyway. */
  readonly updateMany: string;
  /** What a query ends with that claims rows which others claim too: theirs are passed over. */
  readonly skippingClaimed: string;
  /** What a query ends with whose rows nobody else is to change before the transaction ends; it waits for who is at it. */
  readonly locking: string;
  readonly textSearch: TextSearch;
  readonly guards: TableGuards;
}

/**
 * Statements, each of which may run again, that make a table tell of its changes, or refuse them, for as long as `moves` has a row
 * of that name: so it ends at once, whoever is at the table. When they have run, no change is under way that does not heed them.
 */
export interface TableGuards {
  /** Each row that is made, changed or removed is noted in `changes`, in the same transaction. */
  note(table: string, key: readonly string[], fact: string): string[];
  /** What would make, change or remove a row fails; drivers make CoreError `unavailable` of it. */
  seal(table: string, fact: string): string[];
  /** Takes both away. Those who are at the table are not waited for long: then it fails, as what takes too long does. */
  drop(table: string): string[];
}

/** A text column of the index. Its matches rank in this order, where ranks are asked for. */
export const TEXT_COLUMNS = ['title', 'description', 'text', 'name', 'tags'] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

export interface SearchEntry {
  readonly seq: number;
  /** Words by which everything of a workspace is found, or everything of one kind in it. */
  readonly scopes: readonly string[];
  /** Words of any language as people write them. */
  readonly columns: Readonly<Record<Exclude<TextColumn, 'text'>, string>>;
  /** Where the text of its bytes is kept (`media`); null without bytes. */
  readonly source: { readonly sha256: string; readonly mimeType: string } | null;
}

/** What has every one of the words, or a word that begins so, in these columns, and not in those. */
export interface TextMatch {
  readonly scope: string;
  /** Letters and digits alone. One that is a single character matches only itself. */
  readonly words: readonly string[];
  readonly columns: readonly TextColumn[];
  readonly except?: readonly TextColumn[];
}

/** The full-text index of an engine, by `assets.seq`. Words are compared without case and diacritics. */
export interface TextSearch {
  /** Microseconds, roughly: to list one that matches, and to hold an asset met otherwise against the words. */
  readonly costs: { readonly list: number; readonly check: number };
  /** One at least, and not so many that their texts fill the memory. */
  add(db: Kysely<Schema>, entries: readonly SearchEntry[]): Promise<void>;
  /** Idempotent. */
  remove(db: Kysely<Schema>, seq: number): Promise<void>;
  /** Those among the assets that fulfil the condition. */
  removeMany(db: Kysely<Schema>, assets: RawBuilder<SqlBool>): Promise<void>;
  /** A query of the `seq`s of what matches as `place`, which an order by `place` in either direction need not sort. */
  matching(match: TextMatch): RawBuilder<unknown>;
  /** The `seq` of everything in the index, beyond `after` up to and with `through`, in that order. */
  list(db: Kysely<Schema>, after: number, through: number): Promise<number[]>;
}
