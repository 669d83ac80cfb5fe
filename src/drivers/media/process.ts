// One child process that works on one original at a time: its start, the bytes it is given, its bounds, its death.
// Which original goes to which process is decided in process-pool.ts.
import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { CoreError } from '../../core/errors.ts';
import type { MediaFacts, MediaSource } from '../../core/ports.ts';
import { Clock } from './clock.ts';
import { permissionOptions } from './permissions.ts';
import { endGroup, residentBytes } from './process-group.ts';
import { type EncodedPicture, parseReply, type Reply, type Request, type Task } from './protocol.ts';

const ENTRY = fileURLToPath(new URL('./child.ts', import.meta.url));
const START_TIMEOUT_MS = 15_000;
const WATCH_INTERVAL_MS = 50;
const MIB = 1024 * 1024;
/** Of one original: reading for ever is hanging, too. */
const MOST_READS = 20_000;
const MOST_READ_BYTES = 1024 * MIB;
/** Of one original, reads included: who says more fills the memory of this process. */
const MOST_REPLIES = MOST_READS + 1000;

export interface ProcessLimits {
  /** For the work on one original, without the time its bytes take to come; also the longest wait for any next byte. */
  readonly timeoutMs: number;
  /** Resident memory of the process and of those it has started. Watched where /proc tells it (Linux). */
  readonly maxMemoryBytes: number;
  /** Path of the FFmpeg program; undefined: the one in WebAssembly, where it is installed. */
  readonly ffmpeg: string | undefined;
}

/** Why the input has cost the process its life, for people. */
export interface Fault {
  readonly kind: 'timeout' | 'memory' | 'crash';
  readonly reason: string;
}

export interface Outcome {
  readonly facts: MediaFacts;
  readonly text: string;
  /** Undefined when the work was not done to its end. */
  readonly pictures: readonly EncodedPicture[] | undefined;
  readonly reason: string | undefined;
  readonly fault: Fault | undefined;
}

export interface RunOptions {
  /** The first try, in another process, hung or crashed. */
  readonly isSecondTry?: boolean;
}

export class DecodingProcess {
  /** Resolves once the process has ended, for whatever reason; never rejects. */
  readonly ended: Promise<void>;
  readonly #limits: ProcessLimits;
  readonly #child: ChildProcess;
  readonly #replies: AsyncIterator<unknown[]>;
  readonly #gone = new AbortController();
  #isFresh = true;
  #repliesOfTask = 0;
  #cause: unknown;

  constructor(limits: ProcessLimits) {
    this.#limits = limits;
    this.#child = spawn(
      process.execPath,
      ['--max-old-space-size=256', ...permissionOptions(), ENTRY, limits.ffmpeg ?? ''],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'ipc'],
        serialization: 'advanced',
        // A group of its own, so that what it has started ends with it.
        detached: process.platform !== 'win32',
        // Without the bound glibc keeps memory for each of its threads.
        env: { MALLOC_ARENA_MAX: '2' },
      },
    );
    this.#replies = on(this.#child, 'message', { signal: this.#gone.signal });
    this.#child.on('message', () => {
      if (++this.#repliesOfTask > MOST_REPLIES) this.end(new InputFault('crash', 'its decoder says no end of things'));
    });
    this.#child.on('error', (error) => {
      this.end(new CoreError('unavailable', 'The decoder can not be started.', { cause: error }));
    });
    // A process that cut the line can only be ended. What it had said before is read by then.
    const disconnected = once(this.#child, 'disconnect').then(() => endGroup(this.#child));
    this.ended = Promise.allSettled([once(this.#child, 'exit'), disconnected]).then(() => {
      // Programs it had started may have outlived it.
      endGroup(this.#child);
      this.#gone.abort();
    });
    // Writing to a process that has just died: its end says so in a better way.
    this.#child.stdio[3]?.on('error', () => {});
  }

  /** No original was given to it yet. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  /** False once ended, about to end, or grown so large that the next original should get a fresh process. */
  get isFit(): boolean {
    if (this.#cause !== undefined || this.#gone.signal.aborted) return false;
    return (residentBytes(this.#child.pid) ?? 0) < this.#limits.maxMemoryBytes / 4;
  }

  /** Kills the process; what it was doing fails with the first `cause` given. */
  end(cause: unknown): void {
    // Its number may be that of another process by now.
    if (this.#gone.signal.aborted) return;
    this.#cause ??= cause;
    endGroup(this.#child);
  }

  /** One at a time. Anything but an answer from the process is the end of the process. */
  async run(task: Task, source: MediaSource, { isSecondTry = false }: RunOptions = {}): Promise<Outcome> {
    const watch = setInterval(() => this.#checkMemory(), WATCH_INTERVAL_MS);
    const work = new Work();
    try {
      await this.#start();
      await this.#workOn(work, { task, mimeType: source.mimeType, sizeBytes: source.sizeBytes, isSecondTry }, source);
    } catch (error) {
      // What ended the process first is the reason for whatever came of it.
      const cause = this.#cause ?? error;
      this.end(cause);
      await this.ended;
      if (!(cause instanceof InputFault)) throw cause;
      work.fault = cause.fault;
    } finally {
      clearInterval(watch);
    }
    return work;
  }

  async #start(): Promise<void> {
    if (!this.#isFresh) return;
    const slow = new CoreError('unavailable', 'The decoder does not start.');
    using _clock = new Clock(START_TIMEOUT_MS, () => this.end(slow)).start();
    const reply = await this.#reply();
    if (reply?.type !== 'ready') throw slow;
    this.#isFresh = false;
  }

  async #workOn(work: Work, request: Request, source: MediaSource): Promise<void> {
    const { timeoutMs } = this.#limits;
    using clock = new Clock(timeoutMs, () =>
      this.end(new InputFault('timeout', `it could not be decoded in ${timeoutMs / 1000} s`)),
    );
    const { sizeBytes } = request;
    this.#repliesOfTask = 0;
    this.#child.send(request, () => {}); // Of an error here, too, its end says enough.
    let reads = 0;
    let readBytes = 0;
    while (work.pictures === undefined) {
      clock.start();
      const reply = await this.#reply();
      clock.stop();
      if (reply === undefined || reply.type === 'ready') throw new InputFault('crash', 'it made its decoder stop');
      if (reply.type === 'broken') throw notLoaded(reply.reason);
      if (reply.type !== 'read') {
        work.note(reply);
        continue;
      }
      readBytes += reply.length;
      if (reply.start + reply.length > sizeBytes || ++reads > MOST_READS || readBytes > MOST_READ_BYTES) {
        throw new InputFault('timeout', 'its decoder reads without end');
      }
      await this.#unlessGone(this.#send(source, reply.start, reply.length));
    }
  }

  async #send(source: MediaSource, start: number, length: number): Promise<void> {
    const pipe = this.#child.stdio[3];
    if (!(pipe instanceof Writable)) throw new CoreError('internal', 'The decoder has no pipe.');
    const { timeoutMs } = this.#limits;
    using waiting = new Clock(timeoutMs, () => this.end(new CoreError('unavailable', 'The bytes stopped coming.')));
    using writing = new Clock(timeoutMs, () => this.end(new InputFault('timeout', 'its decoder stopped reading')));
    waiting.start();
    let sentBytes = 0;
    for await (const piece of source.open({ start, end: start + length - 1 }, this.#gone.signal)) {
      sentBytes += piece.length;
      if (sentBytes > length || this.#gone.signal.aborted) break;
      waiting.stop();
      writing.restart();
      // Goes on after an error, too: that of a process that has ended, of which its end says more.
      await new Promise<unknown>((written) => pipe.write(piece, written));
      writing.stop();
      waiting.restart();
    }
    if (sentBytes !== length) throw new CoreError('unavailable', 'The original has not its stated size.');
  }

  /** A store may never answer: the end of the process is the end of waiting for it. */
  async #unlessGone(work: Promise<void>): Promise<void> {
    const stopped = new CoreError('unavailable', 'The decoder has stopped.');
    const done = new AbortController();
    const gone = this.#gone.signal.aborted
      ? Promise.reject(stopped)
      : once(this.#gone.signal, 'abort', { signal: done.signal }).then(() => {
          throw stopped;
        });
    try {
      await Promise.race([work, gone]);
    } finally {
      done.abort();
    }
  }

  /** Undefined once the process has ended, or when it says what it should not. */
  async #reply(): Promise<Reply | undefined> {
    try {
      const { value } = await this.#replies.next();
      return parseReply(value?.[0]);
    } catch {
      return undefined;
    }
  }

  #checkMemory(): void {
    const { maxMemoryBytes } = this.#limits;
    if ((residentBytes(this.#child.pid) ?? 0) <= maxMemoryBytes) return;
    const mib = Math.round(maxMemoryBytes / MIB);
    this.end(new InputFault('memory', `it could not be decoded in ${mib} MiB of memory`));
  }
}

/** Only the log hears which one: its path is nobody else's business. */
const notLoaded = (reason: string): CoreError =>
  new CoreError('unavailable', 'A decoder can not be loaded.', { cause: new Error(reason) });

class InputFault extends Error {
  readonly fault: Fault;

  constructor(kind: Fault['kind'], reason: string) {
    super(reason);
    this.fault = { kind, reason };
  }
}

/** What was found so far. */
class Work implements Outcome {
  facts: MediaFacts = {};
  text = '';
  pictures: readonly EncodedPicture[] | undefined;
  reason: string | undefined;
  fault: Fault | undefined;

  note(reply: Exclude<Reply, { type: 'ready' | 'read' | 'broken' }>): void {
    switch (reply.type) {
      case 'facts':
        this.facts = { ...this.facts, ...reply.facts };
        break;
      case 'text':
        this.text = reply.text;
        break;
      case 'reason':
        this.reason = reply.reason;
        break;
      case 'pictures':
        this.pictures = reply.pictures;
        break;
      case 'refused':
        this.reason = reply.reason;
        this.pictures = [];
        break;
    }
  }
}
