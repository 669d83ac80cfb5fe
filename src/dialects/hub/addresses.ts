// The two ways to say what a request is about, an id or name in the path of the URL or a path in its query, and finding it.
import { type TProperties, Type } from 'typebox';
import {
  type Actor,
  type Core,
  CoreError,
  conflict,
  type Entry,
  type Grant,
  notFound,
  parseId,
  recordOf,
} from '../../core/index.ts';
import { isReserved, isRoot, isTrash, namesOf } from './ids.ts';

export type Address = { readonly id: string } | { readonly path: readonly string[] };

/** What a client sent, as far as it was checked by a schema. */
export interface Sent {
  readonly params: unknown;
  readonly query: unknown;
}

export interface Addressing {
  /** For the documents. */
  readonly by: 'by id' | 'by path';
  /** With what follows the address. */
  url(rest?: string): string;
  params(others?: TProperties): ReturnType<typeof Type.Object>;
  query(others?: TProperties): ReturnType<typeof Type.Object>;
  addressOf(sent: Sent): Address;
}

const Address = Type.String({
  description: 'An id, or a name in upper or lower case; `root`, `hub` and `trash` are ids.',
});
const Path = Type.String({
  description: 'Names from the root on, separated by `/`. It may begin with `/`, `hub/` or `root/`.',
});

/** Each operation on one asset or folder has a route for both. */
export const ADDRESSINGS: readonly Addressing[] = [
  {
    by: 'by id',
    url: (rest = '') => `/api/assets/:id${rest}`,
    params: (others = {}) => Type.Object({ id: Address, ...others }),
    query: (others = {}) => Type.Object(others),
    addressOf: ({ params }) => ({ id: textOf(params, 'id') }),
  },
  {
    by: 'by path',
    url: (rest = '') => `/api/assets/browse${rest}`,
    params: (others = {}) => Type.Object(others),
    query: (others = {}) => Type.Object({ path: Path, ...others }),
    addressOf: ({ query }) => ({ path: namesOf(textOf(query, 'path')) }),
  },
];

/** A parameter that the schema says is there and a text. */
export function textOf(parameters: unknown, name: string): string {
  const value = parameter(parameters, name);
  return typeof value === 'string' ? value : '';
}

export function parameter(parameters: unknown, name: string): unknown {
  const found = Object.entries(parameters ?? {}).find(([key]) => key === name);
  return found?.[1];
}

/** What an address leads to. */
export type Target = Entry | { readonly type: 'root' } | { readonly type: 'trash' };
export type FolderTarget = Exclude<Target, { readonly type: 'asset' }>;

/**
 * In which state something is found. By its id it is found in all of them, but for `live`.
 * - `live`: what lies in the trash does not exist.
 * - `any`: a name or path is that of something live.
 * - `trashed`: a name or path is that of something in the trash, else of something live.
 */
export type State = 'live' | 'any' | 'trashed';

export interface Search {
  readonly grant: Grant;
  readonly state: State;
}

/** Throws `not_found`, in the same words whether there is no such thing or it is somebody else's. */
export async function findTarget(core: Core, actor: Actor, address: Address, search: Search): Promise<Target> {
  const target =
    'id' in address ? await withId(core, actor, address.id, search) : await atPath(core, actor, address.path, search);
  if (!target) throw notFound('Asset');
  return target;
}

/** A folder, the root or the trash. Throws `not_found` for anything else. */
export async function findFolderTarget(
  core: Core,
  actor: Actor,
  address: Address,
  grant: Grant,
): Promise<FolderTarget> {
  const search = { grant, state: 'live', type: 'folder' } as const;
  const target =
    'id' in address ? await withId(core, actor, address.id, search) : await atPath(core, actor, address.path, search);
  if (!target || target.type === 'asset') throw notFound('Folder');
  return target;
}

/** An asset or folder that there is a record of. Throws `conflict` for the root and the trash, which always are as they are. */
export async function findEntry(core: Core, actor: Actor, address: Address, search: Search): Promise<Entry> {
  return entryOf(await findTarget(core, actor, address, search));
}

/** Throws `conflict` as `findEntry` does. */
export function entryOf(target: Target): Entry {
  if (target.type === 'root' || target.type === 'trash') throw conflict(`This can not be done to the ${target.type}.`);
  return target;
}

interface TypedSearch extends Search {
  readonly type?: 'folder';
}

async function withId(core: Core, actor: Actor, text: string, search: TypedSearch): Promise<Target | undefined> {
  if (isRoot(text)) return { type: 'root' };
  if (isTrash(text)) return { type: 'trash' };
  if (isReserved(text)) return undefined;
  return (await byId(core, actor, text, search)) ?? byName(core, actor, text, search);
}

async function byId(
  core: Core,
  actor: Actor,
  text: string,
  { grant, state, type }: TypedSearch,
): Promise<Entry | undefined> {
  const id = parseId(text);
  const entry = id && (await core.getEntry(actor, id, grant).catch(undefinedIfNotFound));
  if (!entry || (type !== undefined && entry.type !== type)) return undefined;
  return state === 'live' && recordOf(entry).trashedAt !== null ? undefined : entry;
}

async function byName(
  core: Core,
  actor: Actor,
  name: string,
  { grant, state, type }: TypedSearch,
): Promise<Entry | undefined> {
  const wanted = { grant, ...(type === undefined ? {} : { type }) };
  const trashed =
    state === 'trashed' ? await core.findEntryNamed(actor, name, { ...wanted, state: 'trash' }) : undefined;
  return trashed ?? core.findEntryNamed(actor, name, { ...wanted, state: 'live' });
}

async function atPath(
  core: Core,
  actor: Actor,
  names: readonly string[],
  { grant, state, type }: TypedSearch,
): Promise<Target | undefined> {
  if (names.length === 0) return { type: 'root' };
  const trashed = state === 'trashed' ? await core.findTrashedAt(actor, names, grant) : undefined;
  return trashed ?? core.findEntryAt(actor, names, type, grant);
}

function undefinedIfNotFound(error: unknown): undefined {
  if (!(error instanceof CoreError && error.code === 'not_found')) throw error;
}
