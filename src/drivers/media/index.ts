// The decoder of media: a bounded queue before a few warm child processes. Nothing is decoded in this process, and no
// decoder is even loaded into it.
import { availableParallelism } from 'node:os';
import { MINUTE_MS } from '../../core/durations.ts';
import { CoreError, invalid } from '../../core/errors.ts';
import {
  type Examination,
  LONGEST_PICTURE_SIDE,
  type MediaDecoder,
  type MediaOptions,
  type MediaSource,
  type Picture,
  type Recipe,
} from '../../core/ports.ts';
import { isDecoded, NOT_DECODED } from './decoders.ts';
import type { Outcome } from './process.ts';
import { type PoolOptions, ProcessPool } from './process-pool.ts';
import type { EncodedPicture, Task } from './protocol.ts';

/** To be raised whenever decoders, or the packages they stand on, give other facts or pictures of the same bytes. */
const REVISION = 2;

const MIB = 1024 * 1024;

const defaults = (): PoolOptions => ({
  // One at least is left to those who wait while another works in the background.
  concurrency: Math.max(2, availableParallelism()),
  maxWaiting: 64,
  idleMs: MINUTE_MS,
  // Twice this, as what fails is tried again, stays below the 15 s after which an asset's state is to be known.
  timeoutMs: 7_000,
  maxMemoryBytes: 1024 * MIB,
  ffmpeg: undefined,
});

/** Starts no process before the first original comes. */
export function createMediaDecoder(options: Partial<PoolOptions> = {}): MediaDecoder {
  const settings = { ...defaults(), ...options };
  return new IsolatedDecoder(new ProcessPool(settings));
}

class IsolatedDecoder implements MediaDecoder {
  readonly revision = REVISION;
  readonly #pool: ProcessPool;

  constructor(pool: ProcessPool) {
    this.#pool = pool;
  }

  refusal({ sizeBytes, mimeType }: Pick<MediaSource, 'sizeBytes' | 'mimeType'>): string | undefined {
    if (sizeBytes === 0) return 'it is empty';
    return isDecoded(mimeType) ? undefined : NOT_DECODED;
  }

  async examine(source: MediaSource, sides: readonly number[], options: MediaOptions = {}): Promise<Examination> {
    if (!sides.every((side) => Number.isInteger(side) && side > 0 && side <= LONGEST_PICTURE_SIDE)) {
      throw invalid('sides', `sides must be between 1 and ${LONGEST_PICTURE_SIDE}`);
    }
    const refusal = this.refusal(source);
    if (refusal !== undefined) return { facts: {}, text: '', pictures: [], reason: refusal };
    const outcome = await this.#run({ type: 'examine', sides }, source, options);
    const { facts, text, pictures = [] } = outcome;
    const reason = outcome.fault?.reason ?? outcome.reason;
    if (pictures.length === sides.length) {
      return { facts, text, pictures: pictures.map(asWebp), ...(reason !== undefined && { reason }) };
    }
    return { facts, text, pictures: [], reason: reason ?? 'it has no picture' };
  }

  load(): { readonly running: number; readonly waiting: number } {
    return this.#pool.load();
  }

  async transform(source: MediaSource, recipe: Recipe, options: MediaOptions = {}): Promise<Picture> {
    const { pictures, reason, fault } = await this.#run({ type: 'transform', recipe }, source, options);
    const [picture] = pictures ?? [];
    if (!picture) throw new CoreError('invalid', fault?.reason ?? reason ?? 'it has no picture');
    return asPicture(picture, `image/${recipe.format}`);
  }

  async #run(
    task: Task,
    source: MediaSource,
    { isBackground = false, asker = '', signal }: MediaOptions,
  ): Promise<Outcome> {
    const lane = isBackground ? 'background' : 'foreground';
    await using lease = await this.#pool.acquire({ lane, asker, signal });
    const wasFresh = lease.process.isFresh;
    const outcome = await lease.process.run(task, source);
    if (!isWorthRepeating(task.type, outcome, wasFresh)) return outcome;
    const again = await lease.renew().run(task, source, { isSecondTry: true });
    return { ...again, facts: { ...outcome.facts, ...again.facts }, text: again.text || outcome.text };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#pool[Symbol.asyncDispose]();
  }
}

/**
 * Memory may have been taken by what came before; in a fresh process it would be taken again. Whoever waits for a picture that
 * takes too long is not made to wait twice.
 */
function isWorthRepeating(type: 'examine' | 'transform', { fault }: Outcome, wasFresh: boolean): boolean {
  if (fault === undefined) return false;
  if (fault.kind === 'memory') return !wasFresh;
  return fault.kind === 'crash' || type === 'examine';
}

const asWebp = (picture: EncodedPicture): Picture => asPicture(picture, 'image/webp');

const asPicture = ({ bytes, width, height }: EncodedPicture, mimeType: string): Picture => ({
  bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  mimeType,
  width,
  height,
});
