// A library as simple as can be: a list in memory that does one thing after the other, and says what whoever asks must be answered. It is what
// real servers are held against, whichever of them is asked.
import { sha256Of } from './blobs.ts';

export const STEP_KINDS = [
  ...['upload', 'upload', 'upload', 'upload with key', 'get', 'get', 'download', 'list', 'patch', 'patch', 'replace'],
  ...['move', 'trash', 'trash', 'restore', 'delete', 'purge', 'share', 'open share', 'crash'],
] as const;

/** Numbers are taken modulo what there is to choose from, so that a shorter run of steps still makes sense. */
export interface Step {
  readonly kind: string;
  /** Which server is asked. */
  readonly node: number;
  readonly asset: number;
  readonly folder: number;
  readonly content: number;
  readonly key: number;
}

export interface ReferenceAsset {
  /** Of the real one. */
  readonly id: string;
  name: string;
  tags: readonly string[];
  folder: string;
  bytes: Buffer;
  place: 'live' | 'trash' | 'gone';
  /** The token of its share. */
  share?: string;
}

/** What the real one must answer. */
export interface Expected {
  readonly status: number;
  /** Of an answer that tells of one asset. */
  readonly asset?: ReferenceAsset;
}

const CONTENTS = 4;

export class ReferenceLibrary {
  readonly folders: readonly string[];
  readonly assets: ReferenceAsset[] = [];
  readonly #keys = new Map<number, ReferenceAsset>();
  readonly #own: string;
  #names = 0;

  /** `own` makes its bytes others than those of all others. */
  constructor(own: string, folders: readonly string[]) {
    this.#own = own;
    this.folders = folders;
  }

  newName(): string {
    return `${this.#names++}.bin`;
  }

  folderOf({ folder }: Step): string {
    return this.folders[folder % this.folders.length] ?? '';
  }

  bytesOf({ content }: Step): Buffer {
    const number = content % CONTENTS;
    return Buffer.from(`${this.#own} ${number} `.repeat(1 + number * number * 400));
  }

  /** Undefined while there is none. */
  assetOf({ asset }: Step): ReferenceAsset | undefined {
    return this.assets[asset % Math.max(1, this.assets.length)];
  }

  /** What there is to be seen in a folder. */
  listOf(folder: string): string[] {
    return this.assets.flatMap((asset) => (asset.place === 'live' && asset.folder === folder ? [asset.id] : [])).sort();
  }

  /** What was made by the key before; undefined: nothing. */
  madeBy(key: number): ReferenceAsset | undefined {
    return this.#keys.get(key);
  }

  upload(id: string, name: string, step: Step, key?: number): void {
    const made: ReferenceAsset = {
      ...{ id, name, tags: [], folder: this.folderOf(step), bytes: this.bytesOf(step), place: 'live' },
    };
    this.assets.push(made);
    if (key !== undefined) this.#keys.set(key, made);
  }

  /** A repeat is answered with what was made, and refused once that is not to be seen any more. */
  repeat(made: ReferenceAsset): Expected {
    return made.place === 'live' ? { status: 201, asset: made } : { status: 409 };
  }

  /** Whatever sees assets that are not in the trash. */
  ofLive(asset: ReferenceAsset, edit: (asset: ReferenceAsset) => void = () => undefined, status = 200): Expected {
    if (asset.place !== 'live') return { status: 404 };
    edit(asset);
    return { status, asset };
  }

  /** Twice is for good. */
  trash(asset: ReferenceAsset): Expected {
    if (asset.place === 'gone') return { status: 404 };
    asset.place = asset.place === 'live' ? 'trash' : 'gone';
    return { status: 200 };
  }

  /** What is not in the trash is where it is to be. */
  restore(asset: ReferenceAsset): Expected {
    if (asset.place === 'gone') return { status: 404 };
    asset.place = 'live';
    return { status: 200 };
  }
}

/** As the store dialect tells of it. */
export const toldOf = ({ id, name, tags, folder, bytes }: ReferenceAsset) => ({
  ...{ id, name, tags, folder },
  size: bytes.length,
  sha256: sha256Of(bytes),
});
