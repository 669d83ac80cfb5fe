// What is read from another service, whatever its dialect: folders and assets as they are there. How each dialect tells
// them is in sources/.
import type { ImportedAsset, ImportedFields } from '../core/index.ts';

/** A service of one dialect. Everything it tells is bounded and checked by the time it is here. */
export interface Source {
  /** How many assets it tells of, for the progress bar. */
  count(): Promise<number>;
  /** Vaults first; otherwise in any order. */
  folders(): AsyncIterable<Listed<RemoteFolder>>;
  /** In an order in which what is added meanwhile hides nothing that was there. */
  assets(): AsyncIterable<Listed<RemoteAsset> | Unseen>;
  /** Assets made of other assets, where the dialect has such. */
  collections?(): AsyncIterable<Listed<RemoteReference> | Unseen<RemoteReference>>;
}

export type Listed<T> = T | Unreadable;

/** A record that makes no sense; the others can be read all the same. */
export interface Unreadable {
  readonly problem: string;
  /** As far as it is known. */
  readonly id: string;
}

/** An asset of which a list tells no more than this. */
export interface Unseen<T = RemoteAsset> {
  readonly id: string;
  look(): Promise<T>;
}

export interface RemoteFolder {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly fields: ImportedFields;
  /** What makes it a vault. */
  readonly vault?: RemoteVault;
}

export interface RemoteVault {
  readonly slug: string;
  readonly visibility: 'public' | 'signed';
  readonly presets: readonly string[] | null;
}

export type RemoteAsset = RemoteFile | RemoteReference;

interface RemoteRecord {
  readonly id: string;
  readonly name: string;
  /** False where the dialect does not tell file names: then that of the download counts. */
  readonly isNameKnown: boolean;
  readonly folderId: string | null;
  readonly fields: ImportedAsset['fields'];
}

export interface RemoteFile extends RemoteRecord {
  readonly address?: ImportedAsset['address'];
  readonly content: RemoteContent;
}

/** An asset without bytes; its name is its title. */
export interface RemoteReference extends RemoteRecord {
  readonly reference: {
    readonly kind: 'link' | 'external_video' | 'git' | 'collection';
    /** Of assets in a collection. */
    readonly itemIds: readonly string[];
  };
}

export interface RemoteContent {
  /** Another one means that the bytes may have changed. */
  readonly revision: string;
  /** Null where it is not told. */
  readonly sizeBytes: number | null;
  /** Hex; null where it is not told. */
  readonly sha256: string | null;
  readonly mimeType: string | null;
  /** Where the bytes are, now. Throws as `Remote.json`. */
  locate(): Promise<URL>;
}
