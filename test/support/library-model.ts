// What a library must hold after whatever has happened to its server: what was acknowledged is there, what was refused is not, and
// of what nobody has heard an answer either is right, but never half of it.
import { sha256Of } from './blobs.ts';
import type { Api } from './nodes.ts';

export interface AssetState {
  readonly place: 'live' | 'trash' | 'gone';
  readonly sha256: string;
  /** Null at the top level. */
  readonly folder: string | null;
}

/** A resumable upload that was begun, and its bytes up to `acknowledged` heard of. */
export interface Unfinished {
  readonly path: string;
  readonly bytes: Buffer;
  acknowledged: number;
}

/** A tag that a bulk change was to give to all of them. */
interface Tagging {
  readonly ids: readonly string[];
  isAcknowledged: boolean;
}

const AT_ONCE = 8;

export class LibraryModel {
  /** Of each asset, what may be true of it: one thing, unless an answer was lost. */
  readonly #assets = new Map<string, readonly AssetState[]>();
  readonly #touched = new Set<string>();
  /** Names of uploads of which nobody knows whether they came to be, with their bytes' hash. */
  readonly #unheard = new Map<string, string>();
  readonly #refused = new Set<string>();
  readonly #taggings = new Map<string, Tagging>();
  readonly unfinished = new Set<Unfinished>();
  /** Of each share, by its token, the asset. */
  readonly shares = new Map<string, string>();

  get size(): number {
    return this.#assets.size;
  }

  /** Ids of what is certainly in that place. */
  idsIn(place: AssetState['place']): string[] {
    return [...this.#assets].flatMap(([id, states]) => (states.every((state) => state.place === place) ? [id] : []));
  }

  hashesOf(id: string): string[] {
    return (this.#assets.get(id) ?? []).map(({ sha256 }) => sha256);
  }

  isIn(id: string, place: AssetState['place']): boolean {
    return (this.#assets.get(id) ?? []).some((state) => state.place === place);
  }

  async create(name: string, sha256: string, folder: string | null, request: () => Promise<string>): Promise<string> {
    this.#unheard.set(name, sha256);
    const id = await request();
    this.#unheard.delete(name);
    this.noteCreated(id, { place: 'live', sha256, folder });
    return id;
  }

  noteCreated(id: string, state: AssetState): void {
    this.#assets.set(id, [state]);
    this.#touched.add(id);
  }

  noteRefused(name: string): void {
    this.#refused.add(name);
  }

  /** `request` throws where there was no answer. */
  async change(id: string, edit: (state: AssetState) => AssetState, request: () => Promise<void>): Promise<void> {
    const before = this.#assets.get(id) ?? [];
    const after = before.map(edit);
    this.#touched.add(id);
    this.#assets.set(id, [...before, ...after]);
    await request();
    this.#assets.set(id, after);
  }

  async tag(tag: string, ids: readonly string[], request: () => Promise<void>): Promise<void> {
    const tagging: Tagging = { ids, isAcknowledged: false };
    this.#taggings.set(tag, tagging);
    await request();
    tagging.isAcknowledged = true;
  }

  /** Looks at what was touched since the last time, and at some of the others; from then on, what was found is so. */
  async checkTouched(api: Api, others: readonly string[] = []): Promise<void> {
    const ids = [...new Set([...this.#touched, ...others])];
    await eachOf(ids, (id) => this.#check(api, id));
    this.#touched.clear();
  }

  /** Looks at everything, also at what nobody knows of. Bulk changes have to be over. Answers how many of which there are. */
  async checkAll(api: Api): Promise<{ live: number; trash: number; gone: number; 'answers lost': number }> {
    await this.checkTouched(api, [...this.#assets.keys()]);
    const listed = await listAll(api);
    const lost = listed.filter(({ id }) => !this.isIn(id, 'live'));
    for (const { id, name, sha256 } of lost) {
      if (this.#refused.has(name)) throw new Error(`${id} was refused, and is there`);
      if (this.#unheard.get(name) !== sha256) throw new Error(`${id} (${name}) is there, and nobody has sent it`);
      await expectBytes(api, id, sha256);
    }
    this.#checkTags(new Map(listed.map(({ id, tags }) => [id, tags])));
    const [live, trash, gone] = (['live', 'trash', 'gone'] as const).map((place) => this.idsIn(place).length);
    if (listed.length !== (live ?? 0) + lost.length) throw new Error(`${listed.length} assets are listed, not ${live}`);
    return { live: live ?? 0, trash: trash ?? 0, gone: gone ?? 0, 'answers lost': lost.length };
  }

  async #check(api: Api, id: string): Promise<void> {
    const found = await find(api, id);
    const possible = this.#assets.get(id) ?? [];
    const state = possible.find(
      ({ place, sha256, folder }) =>
        place === found.place && (place !== 'live' || (sha256 === found.sha256 && folder === found.folder)),
    );
    if (!state) throw new Error(`${id} is ${JSON.stringify(found)}, not ${JSON.stringify(possible)}`);
    if (found.place === 'live') await expectBytes(api, id, state.sha256);
    this.#assets.set(id, [state]);
  }

  #checkTags(tagsOf: ReadonlyMap<string, readonly string[]>): void {
    for (const [tag, { ids, isAcknowledged }] of this.#taggings) {
      const tagged = ids.flatMap((id) => tagsOf.get(id)?.includes(tag) ?? []);
      const isRight = isAcknowledged ? !tagged.includes(false) : new Set(tagged).size <= 1;
      if (!isRight) throw new Error(`the change ${tag} of ${ids.join(', ')} was done by half: ${tagged.join(', ')}`);
    }
  }
}

async function find(api: Api, id: string): Promise<Partial<AssetState> & { place: AssetState['place'] }> {
  const response = await api.api(`/api/store/asset/${id}?hydrate=false`);
  const text = await response.text();
  if (response.status === 200) return { place: 'live', ...(JSON.parse(text) as Omit<AssetState, 'place'>) };
  if (response.status !== 404) throw new Error(`${id}: ${response.status} ${text}`);
  const inTrash = await api.api(`/api/assets/${id}`);
  if (inTrash.status === 404) return { place: 'gone' };
  const entry = (await inTrash.json()) as { readonly deleted?: unknown };
  if (inTrash.status !== 200 || entry.deleted === undefined) throw new Error(`${id}: ${JSON.stringify(entry)}`);
  return { place: 'trash' };
}

async function expectBytes(api: Api, id: string, sha256: string): Promise<void> {
  const response = await api.api(`/api/store/asset/download?id=${id}`);
  const found = sha256Of(Buffer.from(await response.arrayBuffer()));
  if (response.status !== 200 || found !== sha256)
    throw new Error(`${id}: ${response.status}, ${found}, not ${sha256}`);
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly tags: readonly string[];
}

async function listAll(api: Api): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Listed[]; next_cursor: string | null } = await api.json(
      `/api/store/asset?hydrate=false&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    listed.push(...page.items);
    cursor = page.next_cursor;
  }
  return listed;
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
