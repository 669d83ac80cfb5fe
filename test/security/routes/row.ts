// What stands in the table of routes: for each, requests, what they are about, and what whoever may make them is answered.
import type { Actor } from '../actors.ts';
import type { Thing } from '../workspaces.ts';

/**
 * The right that a request needs. `instance`: an administrator of the installation; `person`: somebody who has signed in; `any`:
 * any credential that is valid; `open`: none, so that all are answered the same.
 */
export type Need =
  | 'read'
  | 'write'
  | 'share'
  | 'libraries'
  | 'keys:read'
  | 'keys:write'
  | 'audit'
  | 'workspace'
  | 'instance'
  | 'person'
  | 'any'
  | 'open';

export interface Answers {
  /** About things of the own workspace; 200 when absent. */
  readonly own?: number;
  /** About things in the trash, of the own workspace; 404 when absent. */
  readonly trashed?: number;
  /** About things of another workspace, and about such as never were; 404 when absent. */
  readonly foreign?: number;
  /** To those who have no credential, when that is not 401. */
  readonly nobody?: number;
  /** To members without the right, about things that are not there to anybody of them, when that is not 403. */
  readonly lacking?: number;
  /** To the same about things that never were, when that is something else. */
  readonly absent?: number;
  /** When of several things that one alone is foreign; as `foreign` when absent. */
  readonly mixed?: Readonly<Partial<Record<Thing, number>>>;
  /** To members who lack something that the table has no word for. */
  readonly as?: Readonly<Partial<Record<Actor, number>>>;
  /** To a key that is bound to another vault, whatever it asks about; when absent, all is foreign to it, and lists are empty. */
  readonly bound?: number;
  /** To the secret key of the own vault; not asked when absent. */
  readonly vaultKey?: number;
}

export interface Body {
  readonly json?: unknown;
  /** Of a form with a file. */
  readonly fields?: Readonly<Record<string, string>>;
  /** As it is, of that type. */
  readonly text?: readonly [type: string, text: string];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Row extends Answers, Body {
  readonly need: Need;
  /** The address; `{asset}`, `{asset.uuid}` and so on stand for things (workspaces.ts), also in bodies. */
  readonly at: string;
  /** Asked by these alone: it costs tries, or the actor itself. */
  readonly only?: readonly Actor[];
  /** Known to the key that made it (`admin`) alone: to all others it is as foreign. */
  readonly isCreators?: boolean;
  /** Browsers' sessions are no credential here. */
  readonly noSessions?: boolean;
  /** What is foreign is public, too, by its own address: nothing is mixed. */
  readonly isPublic?: boolean;
  /** Asked when all others have been. */
  readonly isLast?: boolean;
}

/** By method and path, as the server names them. HEAD is as GET. */
export type Routes = Readonly<Record<string, Row | readonly Row[]>>;

type More = Omit<Row, 'need' | 'at'>;
const needing =
  (need: Need) =>
  (at: string, more: More = {}): Row => ({ need, at, ...more });

export const read = needing('read');
export const write = needing('write');
export const share = needing('share');
export const libraries = needing('libraries');
export const readKeys = needing('keys:read');
export const writeKeys = needing('keys:write');
export const audit = needing('audit');
export const manage = needing('workspace');
export const install = needing('instance');
export const person = needing('person');
export const anybody = needing('any');
export const open = needing('open');
