// The image decoder: a bounded queue before a few warm child processes. Nothing is decoded in this process,
// and sharp is not even loaded into it.
import { availableParallelism } from 'node:os';
import { CoreError, invalid } from '../../core/errors.ts';
import type { DecodedImage, ImageDecoder, ImageSource } from '../../core/ports.ts';
import { DecodingProcess, type ProcessLimits } from './process.ts';

const MIB = 1024 * 1024;
const MAX_PICTURE_SIDE = 16_383; // of the WebP format

export interface ImageDecoderOptions extends ProcessLimits {
  /** Processes, and so images, at a time. */
  readonly concurrency: number;
  /** Images that may wait for a process. */
  readonly maxWaiting: number;
  /** An image larger than this is not even read: it is held in the memory of a process as a whole. */
  readonly maxBytes: number;
  /** A process without work ends after this. */
  readonly idleMs: number;
}

const defaults = (): ImageDecoderOptions => ({
  concurrency: Math.max(1, availableParallelism() - 1),
  maxWaiting: 1000,
  maxBytes: 512 * MIB,
  idleMs: 60_000,
  timeoutMs: 15_000,
  maxMemoryBytes: 1024 * MIB,
  maxPixels: 50_000_000,
  maxSidePixels: 16_384,
});

/** Starts no process before the first image comes. */
export function createImageDecoder(options: Partial<ImageDecoderOptions> = {}): ImageDecoder {
  return new Pool({ ...defaults(), ...options });
}

type Waiter = PromiseWithResolvers<DecodingProcess>;

class Pool implements ImageDecoder {
  readonly #options: ImageDecoderOptions;
  /** All that have not ended yet. */
  readonly #living = new Set<DecodingProcess>();
  readonly #busy = new Set<DecodingProcess>();
  /** The one used last is the last entry, and used next, so that those not needed reach the end of their idle time. */
  readonly #idle = new Map<DecodingProcess, NodeJS.Timeout>();
  /** In order of arrival. */
  readonly #waiting = new Set<Waiter>();
  #disposed = false;

  constructor(options: ImageDecoderOptions) {
    this.#options = options;
  }

  async decode(source: ImageSource, sides: readonly number[], signal?: AbortSignal): Promise<DecodedImage> {
    if (!sides.every((side) => Number.isInteger(side) && side > 0 && side <= MAX_PICTURE_SIDE)) {
      throw invalid('sides', `sides must be between 1 and ${MAX_PICTURE_SIDE}`);
    }
    const { maxBytes } = this.#options;
    if (source.sizeBytes === 0) throw new CoreError('invalid', 'the image is empty');
    if (source.sizeBytes > maxBytes) {
      throw new CoreError('invalid', `the image is larger than ${Math.floor(maxBytes / MIB)} MiB`);
    }
    let process = await this.#acquire(signal);
    try {
      const wasFresh = process.isFresh;
      const outcome = process.decode(source, sides, signal);
      await outcome.catch(() => {});
      if (wasFresh || !process.ranOutOfMemory) return await outcome;
      // What earlier images had left in the process may be to blame: the answer must not depend on them.
      process = this.#replace(process);
      return await process.decode(source, sides, signal);
    } finally {
      this.#release(process);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    for (const waiter of this.#waiting) waiter.reject(stopped());
    this.#waiting.clear();
    for (const timer of this.#idle.values()) clearTimeout(timer);
    this.#idle.clear();
    for (const process of this.#living) process.end(stopped());
    await Promise.all([...this.#living].map((process) => process.ended));
  }

  async #acquire(signal: AbortSignal | undefined): Promise<DecodingProcess> {
    signal?.throwIfAborted();
    if (this.#disposed) throw stopped();
    const free = this.#free();
    if (free) return free;
    if (this.#waiting.size >= this.#options.maxWaiting) {
      throw new CoreError('busy', 'too many images are waiting to be decoded', { retryAfterSeconds: 10 });
    }
    const waiter: Waiter = Promise.withResolvers();
    const abort = (): void => {
      this.#waiting.delete(waiter);
      waiter.reject(signal?.reason);
    };
    this.#waiting.add(waiter);
    signal?.addEventListener('abort', abort);
    try {
      return await waiter.promise;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** A process marked as busy, or undefined when all are. */
  #free(): DecodingProcess | undefined {
    if (this.#busy.size >= this.#options.concurrency) return undefined;
    const process = this.#takeIdle() ?? this.#start();
    this.#busy.add(process);
    return process;
  }

  #start(): DecodingProcess {
    const process = new DecodingProcess(this.#options);
    this.#living.add(process);
    void process.ended.then(() => this.#living.delete(process));
    return process;
  }

  #replace(ended: DecodingProcess): DecodingProcess {
    if (this.#disposed) throw stopped();
    const process = this.#start();
    this.#busy.delete(ended);
    this.#busy.add(process);
    return process;
  }

  #takeIdle(): DecodingProcess | undefined {
    for (const [process, timer] of [...this.#idle].reverse()) {
      this.#idle.delete(process);
      clearTimeout(timer);
      if (process.isFit) return process;
      process.end(stopped());
    }
    return undefined;
  }

  #release(process: DecodingProcess): void {
    this.#busy.delete(process);
    if (this.#disposed) return;
    if (process.isFit) {
      const retire = (): void => {
        this.#idle.delete(process);
        process.end(stopped());
      };
      this.#idle.set(process, setTimeout(retire, this.#options.idleMs));
    } else {
      process.end(stopped());
    }
    for (const waiter of this.#waiting) {
      const free = this.#free();
      if (!free) return;
      this.#waiting.delete(waiter);
      waiter.resolve(free);
    }
  }
}

const stopped = (): CoreError => new CoreError('unavailable', 'the image decoder has stopped');
