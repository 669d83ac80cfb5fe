// One multipart upload of a writer: its parts, a few of them on their way at once, and its end, which is one of two.
import { UploadPartCommand } from '@aws-sdk/client-s3';
import { CoreError } from '../../core/errors.ts';
import type { Connection } from './client.ts';
import { unavailable } from './failures.ts';
import type { Content } from './memory.ts';
import { Patience } from './patience.ts';
import { abortMultipart, completeMultipart, createMultipart, deleteObject } from './storing.ts';

const PARTS_AT_ONCE = 3;
/** What S3 takes of one upload. */
export const MOST_PARTS = 10_000;

export class Multipart {
  readonly key: string;
  readonly #connection: Connection;
  readonly #uploadId: string;
  readonly #etags: (string | undefined)[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #failure: unknown;
  #state: 'open' | 'completing' | 'complete' = 'open';

  private constructor(connection: Connection, key: string, uploadId: string) {
    this.#connection = connection;
    this.key = key;
    this.#uploadId = uploadId;
  }

  static async begin(connection: Connection, key: string): Promise<Multipart> {
    return new Multipart(connection, key, await createMultipart(connection, key, new Patience()));
  }

  /** Returns when there is room for the next part. Throws what has become of parts before. */
  async send(content: Content): Promise<void> {
    const index = this.#etags.push(undefined) - 1;
    if (index >= MOST_PARTS) {
      content.turn.end(true);
      throw new CoreError('too_large', 'the blob store takes no file of that size');
    }
    const part = this.#upload(index, content)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .finally(() => this.#underWay.delete(part));
    this.#underWay.add(part);
    if (this.#underWay.size >= PARTS_AT_ONCE) await Promise.race(this.#underWay);
    this.#mustBeWell();
  }

  async complete(sizeBytes: number, patience: Patience): Promise<void> {
    await Promise.all(this.#underWay);
    this.#mustBeWell();
    const etags = this.#etags.filter((etag) => etag !== undefined);
    if (etags.length < this.#etags.length) throw unavailable('the blob store has not said what it has taken');
    this.#state = 'completing';
    await completeMultipart(this.#connection, this.key, this.#uploadId, etags, sizeBytes, patience);
    this.#state = 'complete';
  }

  /** Removes what was uploaded, also after it was completed. */
  async remove(): Promise<void> {
    await Promise.all(this.#underWay);
    const patience = new Patience();
    if (this.#state !== 'complete') await abortMultipart(this.#connection, this.key, this.#uploadId, patience);
    if (this.#state !== 'open') await deleteObject(this.#connection, this.key, patience);
  }

  async #upload(index: number, { bytes, md5, turn }: Content): Promise<void> {
    try {
      const command = {
        Key: this.key,
        Bucket: this.#connection.bucket,
        UploadId: this.#uploadId,
        PartNumber: index + 1,
        Body: bytes,
        ContentMD5: md5,
        ContentLength: bytes.byteLength,
      };
      const answer = await this.#connection.ask((client) => client.send(new UploadPartCommand(command)));
      this.#etags[index] = answer.ETag;
      turn.end(true);
    } finally {
      turn.end(false);
    }
  }

  #mustBeWell(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
