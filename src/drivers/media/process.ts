// One child process that decodes one image at a time: its start, the bytes it is given, its bounds, its death.
// Which image goes to which process is decided in index.ts.
import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { CoreError } from '../../core/errors.ts';
import type { DecodedImage, ImageFacts, ImageSource, Picture } from '../../core/ports.ts';
import { type DecodeRequest, type EncodedPicture, type PixelLimits, parseReply, type Reply } from './protocol.ts';

const ENTRY = fileURLToPath(new URL('./decoder.ts', import.meta.url));
const START_TIMEOUT_MS = 15_000;
const WATCH_INTERVAL_MS = 50;
const MIB = 1024 * 1024;

export interface ProcessLimits extends PixelLimits {
  /** From the last byte of the image to its last picture; also the longest wait for any next byte. */
  readonly timeoutMs: number;
  /** Resident memory of the process. Watched where /proc tells it (Linux); elsewhere `maxPixels` is the only bound. */
  readonly maxMemoryBytes: number;
}

type Stage = 'starting' | 'receiving' | 'decoding' | 'idle';

const STAGE_OF_REPLY = {
  ready: 'starting',
  received: 'receiving',
  refused: 'decoding',
  facts: 'decoding',
  pictures: 'decoding',
} as const satisfies Record<Reply['type'], Stage>;

export class DecodingProcess {
  /** Resolves once the process has ended, for whatever reason; never rejects. */
  readonly ended: Promise<void>;
  readonly #limits: ProcessLimits;
  readonly #child: ChildProcess;
  readonly #replies: AsyncIterator<unknown[]>;
  readonly #gone = new AbortController();
  #stage: Stage = 'starting';
  #cause: unknown;
  #ranOutOfMemory = false;

  constructor(limits: ProcessLimits) {
    this.#limits = limits;
    this.#child = spawn(process.execPath, ['--max-old-space-size=64', ENTRY], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: {},
    });
    this.#replies = on(this.#child, 'message', { signal: this.#gone.signal });
    this.#child.on('error', (error) => {
      this.end(new CoreError('unavailable', 'the image decoder cannot be started', { cause: error }));
    });
    // A process that cut the line can only be ended. What it had said before is read by then.
    const disconnected = once(this.#child, 'disconnect').then(() => this.#child.kill('SIGKILL'));
    this.ended = Promise.allSettled([once(this.#child, 'exit'), disconnected]).then(() => this.#gone.abort());
    // Writing to a process that has just died: its end says so in a better way.
    this.#child.stdio[3]?.on('error', () => {});
  }

  /** No image was given to it yet. */
  get isFresh(): boolean {
    return this.#stage === 'starting';
  }

  /** False once ended, about to end, or grown so large that the next image should get a fresh process. */
  get isFit(): boolean {
    if (this.#cause !== undefined || this.#gone.signal.aborted) return false;
    return (residentBytes(this.#child.pid) ?? 0) < this.#limits.maxMemoryBytes / 4;
  }

  get ranOutOfMemory(): boolean {
    return this.#ranOutOfMemory;
  }

  /** Kills the process; what it was doing fails with the first `cause` given. */
  end(cause: unknown): void {
    if (!this.#gone.signal.aborted) this.#cause ??= cause;
    this.#child.kill('SIGKILL');
  }

  /** One at a time. Anything but an answer from the process is the end of the process. */
  async decode(source: ImageSource, sides: readonly number[], signal?: AbortSignal): Promise<DecodedImage> {
    const abort = (): void => this.end(signal?.reason);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    const clock = new Clock(() => this.end(this.#timeout()));
    const watch = setInterval(() => this.#checkMemory(), WATCH_INTERVAL_MS);
    let facts: ImageFacts | undefined;
    try {
      if (this.#stage === 'starting') {
        clock.restart(START_TIMEOUT_MS);
        await this.#reply();
      }
      this.#stage = 'receiving';
      clock.restart(this.#limits.timeoutMs);
      const sent = this.#send(source, sides, clock);
      // An error of the transfer ends the process, and with that the wait for its reply.
      sent.catch((error: unknown) => this.end(error));
      await this.#reply();
      this.#stage = 'decoding';
      clock.restart(this.#limits.timeoutMs);
      let reply = await this.#reply();
      if (reply.type === 'facts') {
        facts = { width: reply.width, height: reply.height };
        reply = await this.#reply();
      }
      await sent;
      return finished(reply, facts);
    } catch (error) {
      if (error instanceof Refusal) throw new CoreError('invalid', error.message);
      this.end(undefined);
      await this.ended;
      const cause = this.#cause ?? this.#died();
      if (facts && cause instanceof CoreError && cause.code === 'invalid') {
        return { facts, pictures: [], reason: cause.message };
      }
      throw cause;
    } finally {
      clock.stop();
      clearInterval(watch);
      signal?.removeEventListener('abort', abort);
      this.#stage = 'idle';
    }
  }

  async #send(source: ImageSource, sides: readonly number[], clock: Clock): Promise<void> {
    const { maxPixels, maxSidePixels } = this.#limits;
    const request: DecodeRequest = { sizeBytes: source.sizeBytes, sides, maxPixels, maxSidePixels };
    this.#child.send(request, () => {}); // Of an error here, too, the end of the process says enough.

    const pipe = this.#child.stdio[3];
    if (!(pipe instanceof Writable)) throw new CoreError('internal', 'the image decoder has no pipe');
    const gone = this.#gone.signal;
    const stream = await source.open();
    const stop = (): void => void stream.destroy();
    gone.addEventListener('abort', stop);
    if (gone.aborted) stop();
    try {
      let sentBytes = 0;
      for await (const part of stream) {
        const chunk: Uint8Array = part;
        sentBytes += chunk.length;
        if (sentBytes > source.sizeBytes) break;
        clock.restart(this.#limits.timeoutMs);
        // Goes on after an error, too: that of a process that has ended, of which its end says more.
        await new Promise<unknown>((written) => pipe.write(chunk, written));
      }
      if (sentBytes !== source.sizeBytes) throw new CoreError('unavailable', 'the image has not its stated size');
    } finally {
      gone.removeEventListener('abort', stop);
    }
  }

  async #reply(): Promise<Reply> {
    const { value } = await this.#replies.next();
    const reply = parseReply(value?.[0]);
    if (!reply || this.#stage !== STAGE_OF_REPLY[reply.type]) throw new Error('unexpected reply');
    return reply;
  }

  #checkMemory(): void {
    const { maxMemoryBytes } = this.#limits;
    if ((residentBytes(this.#child.pid) ?? 0) <= maxMemoryBytes) return;
    this.#ranOutOfMemory = true;
    const mib = Math.round(maxMemoryBytes / MIB);
    this.end(new CoreError('invalid', `the image could not be decoded in ${mib} MiB of memory`));
  }

  #timeout(): CoreError {
    if (this.#stage === 'starting') return new CoreError('unavailable', 'the image decoder does not start');
    if (this.#stage === 'receiving') return new CoreError('unavailable', 'the bytes of the image stopped coming');
    return new CoreError('invalid', `the image could not be decoded in ${this.#limits.timeoutMs / 1000} s`);
  }

  #died(): CoreError {
    if (this.#stage === 'starting') return new CoreError('unavailable', 'the image decoder does not start');
    if (this.#stage === 'receiving') return new CoreError('unavailable', 'the image decoder has stopped');
    return new CoreError('invalid', 'the image made its decoder stop');
  }
}

class Clock {
  readonly #onEnd: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  restart(afterMs: number): void {
    this.stop();
    this.#timer = setTimeout(this.#onEnd, afterMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

class Refusal extends Error {}

function finished(reply: Reply, facts: ImageFacts | undefined): DecodedImage {
  if (reply.type === 'refused') throw new Refusal(reply.reason);
  if (reply.type !== 'pictures' || !facts) throw new Error('unexpected reply');
  const pictures = reply.pictures.map(asPicture);
  return reply.reason === undefined ? { facts, pictures } : { facts, pictures, reason: reply.reason };
}

const asPicture = ({ bytes, width, height }: EncodedPicture): Picture => ({
  bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  mimeType: 'image/webp',
  width,
  height,
});

/** From `status`, not `statm`: that one counts in pages, whose size Node does not tell. */
function residentBytes(pid: number | undefined): number | undefined {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kib === undefined ? undefined : Number(kib) * 1024;
  } catch {
    return undefined;
  }
}
