// What tus keeps of an upload: its record in the database, its bytes in the store of unfinished uploads.
import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/utils';
import { type Actor, type Core, type ResumableUpload, SYSTEM, type UnfinishedStore } from '../core/index.ts';
import type { UploadLocker } from './upload-locker.ts';

export interface UploadStoreOptions {
  readonly core: Core;
  readonly bytes: UnfinishedStore;
  readonly locker: UploadLocker;
  /** How long an unfinished upload is kept. */
  readonly keptMs: number;
  /** Whose request is under way. */
  asker(): Actor;
  /** Makes the asset of an upload that is whole. */
  finish(id: string): Promise<unknown>;
}

const AT_ONCE = 100;

export class UploadStore extends DataStore {
  readonly #options: UploadStoreOptions;

  constructor(options: UploadStoreOptions) {
    super();
    this.#options = options;
    this.extensions = ['creation', 'creation-with-upload', 'creation-defer-length', 'termination', 'expiration'];
  }

  override async create(upload: Upload): Promise<Upload> {
    const { core, asker } = this.#options;
    const { id, metadata = {}, size } = upload;
    const created = await core.createResumableUpload(asker(), { id, metadata, sizeBytes: size ?? null });
    upload.creation_date = new Date(created.createdAt).toISOString();
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { core, asker } = this.#options;
    const upload = await core.getResumableUpload(asker(), id);
    const offset = await this.#endOf(upload);
    // Whoever hears that all bytes are there takes it for done: so it has to be, also when the node died that was at it.
    if (upload.assetId === null && offset === upload.sizeBytes && offset > 0) await this.#options.finish(id);
    return new Upload({
      id,
      ...(upload.sizeBytes !== null && { size: upload.sizeBytes }),
      offset,
      metadata: { ...upload.metadata },
      creation_date: new Date(upload.createdAt).toISOString(),
    });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    // One that was finished is whole: its last request may be sent again, for the answer.
    const { assetId } = await this.#options.core.getResumableUpload(this.#options.asker(), id);
    if (assetId !== null) return offset;
    return this.#options.bytes.append(id, offset, stream, this.#options.locker.lostSignal());
  }

  override async declareUploadLength(id: string, sizeBytes: number): Promise<void> {
    await this.#options.core.setResumableSize(this.#options.asker(), id, sizeBytes);
  }

  override async remove(id: string): Promise<void> {
    await this.#options.core.getResumableUpload(this.#options.asker(), id);
    // What it is being made into takes its bytes.
    await this.#options.locker.whileFinishing(id, () => this.#remove(id, this.#options.asker()));
  }

  /** One that somebody is at is asked for, and goes another time. */
  override async deleteExpired(): Promise<number> {
    const { core, bytes, locker, keptMs } = this.#options;
    const before = Date.now() - keptMs;
    let deleted = 0;
    for (;;) {
      const ids = await core.listExpiredUploads(SYSTEM, before, AT_ONCE);
      let removed = 0;
      for (const id of ids) {
        if (await locker.ifFree(id, () => this.#remove(id, SYSTEM))) removed++;
      }
      deleted += removed;
      if (ids.length < AT_ONCE || removed === 0) break;
    }
    // Of writers that did not notice that their upload had gone.
    await bytes.sweep(new Date(before));
    return deleted;
  }

  override getExpiration(): number {
    return this.#options.keptMs;
  }

  /** Bytes first: what is left behind by a crash between the two is found by its record. */
  async #remove(id: string, actor: Actor): Promise<void> {
    await this.#options.bytes.remove(id);
    await this.#options.core.deleteResumableUpload(actor, id);
  }

  async #endOf({ id, assetId, sizeBytes }: ResumableUpload): Promise<number> {
    // Its bytes are the asset's now.
    return assetId !== null && sizeBytes !== null ? sizeBytes : this.#options.bytes.size(id);
  }
}
