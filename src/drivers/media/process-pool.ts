// Who gets which process, and when: a few at a time, those who are waited for first, used ones before fresh ones.
import { CoreError } from '../../core/errors.ts';
import { DecodingProcess, type ProcessLimits } from './process.ts';

/** The background never takes the last process, where there is more than one. */
type Lane = 'foreground' | 'background';

export interface Claim {
  readonly lane: Lane;
  /** Of those who wait in a lane, the one goes first whose asker had a turn the longest time ago. */
  readonly asker: string;
  /** Leaves the queue, not the process. */
  readonly signal?: AbortSignal | undefined;
}

export interface PoolOptions extends ProcessLimits {
  /** Processes, and so originals, at a time. */
  readonly concurrency: number;
  /** Of those who wait for their picture, how many may wait for a process; of one asker half as many. */
  readonly maxWaiting: number;
  /** A process without work ends after this. */
  readonly idleMs: number;
}

const MOST_ASKERS = 1000;

/** A process for as long as it is not disposed. */
export interface Lease extends AsyncDisposable {
  readonly process: DecodingProcess;
  /** Another, fresh process in its place. */
  renew(): DecodingProcess;
}

interface Waiter {
  readonly lane: Lane;
  readonly asker: string;
  readonly turn: PromiseWithResolvers<DecodingProcess>;
}

export class ProcessPool implements AsyncDisposable {
  readonly #options: PoolOptions;
  /** All that have not ended yet. */
  readonly #living = new Set<DecodingProcess>();
  readonly #busy = new Map<DecodingProcess, Lane>();
  /** The one used last is the last entry, and used next, so that those not needed reach the end of their idle time. */
  readonly #idle = new Map<DecodingProcess, NodeJS.Timeout>();
  /** In order of arrival. */
  readonly #waiting = new Set<Waiter>();
  /** When each asker had its last turn, counted in turns; the latest last. */
  readonly #turns = new Map<string, number>();
  #turn = 0;
  #isDisposed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  load(): { readonly running: number; readonly waiting: number } {
    return { running: this.#busy.size, waiting: this.#waiting.size };
  }

  /** Throws `busy` when too many wait in the foreground already, and the reason of `signal` once aborted. */
  async acquire(claim: Claim): Promise<Lease> {
    const { lane, asker, signal } = claim;
    signal?.throwIfAborted();
    if (this.#isDisposed) throw stopped();
    const free = this.#free(lane);
    if (free) this.#noteTurn(asker);
    let process = free ?? (await this.#wait(claim));
    return {
      get process() {
        return process;
      },
      renew: () => {
        process = this.#replace(process, lane);
        return process;
      },
      [Symbol.asyncDispose]: async () => this.#release(process),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    for (const { turn } of this.#waiting) turn.reject(stopped());
    this.#waiting.clear();
    for (const timer of this.#idle.values()) clearTimeout(timer);
    this.#idle.clear();
    for (const process of this.#living) process.end(stopped());
    await Promise.all([...this.#living].map((process) => process.ended));
  }

  async #wait({ lane, asker, signal }: Claim): Promise<DecodingProcess> {
    const inLane = [...this.#waiting].filter((waiter) => waiter.lane === lane);
    const ofAsker = inLane.filter((waiter) => waiter.asker === asker);
    const { maxWaiting } = this.#options;
    if (lane === 'foreground' && (inLane.length >= maxWaiting || ofAsker.length >= maxWaiting / 2)) {
      throw new CoreError('busy', 'Too many pictures are being made.', { retryAfterSeconds: 10 });
    }
    const waiter: Waiter = { lane, asker, turn: Promise.withResolvers() };
    const abort = (): void => {
      this.#waiting.delete(waiter);
      waiter.turn.reject(signal?.reason);
    };
    this.#waiting.add(waiter);
    signal?.addEventListener('abort', abort);
    try {
      return await waiter.turn.promise;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** A process marked as busy, or undefined when all that the lane may take are. */
  #free(lane: Lane): DecodingProcess | undefined {
    const { concurrency } = this.#options;
    const most = lane === 'background' ? Math.max(1, concurrency - 1) : concurrency;
    if (this.#busy.size >= concurrency || this.#countBusy(lane) >= most) return undefined;
    const process = this.#takeIdle() ?? this.#start();
    this.#busy.set(process, lane);
    return process;
  }

  #countBusy(lane: Lane): number {
    return [...this.#busy.values()].filter((busy) => busy === lane).length;
  }

  #start(): DecodingProcess {
    const process = new DecodingProcess(this.#options);
    this.#living.add(process);
    void process.ended.then(() => this.#living.delete(process));
    return process;
  }

  #replace(used: DecodingProcess, lane: Lane): DecodingProcess {
    if (this.#isDisposed) throw stopped();
    used.end(stopped());
    const process = this.#start();
    this.#busy.delete(used);
    this.#busy.set(process, lane);
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
    if (this.#isDisposed) return;
    if (process.isFit) {
      const retire = (): void => {
        this.#idle.delete(process);
        process.end(stopped());
      };
      this.#idle.set(process, setTimeout(retire, this.#options.idleMs));
    } else {
      process.end(stopped());
    }
    for (const lane of ['foreground', 'background'] as const) this.#serve(lane);
  }

  #serve(lane: Lane): void {
    for (let waiter = this.#nextOf(lane); waiter; waiter = this.#nextOf(lane)) {
      const free = this.#free(lane);
      if (!free) return;
      this.#waiting.delete(waiter);
      this.#noteTurn(waiter.asker);
      waiter.turn.resolve(free);
    }
  }

  #nextOf(lane: Lane): Waiter | undefined {
    const turnOf = ({ asker }: Waiter): number => this.#turns.get(asker) ?? 0;
    let next: Waiter | undefined;
    for (const waiter of this.#waiting) {
      if (waiter.lane === lane && (!next || turnOf(waiter) < turnOf(next))) next = waiter;
    }
    return next;
  }

  #noteTurn(asker: string): void {
    // The one who had the longest ago counts as new.
    const [oldest] = this.#turns.keys();
    if (this.#turns.size >= MOST_ASKERS && oldest !== undefined) this.#turns.delete(oldest);
    this.#turns.delete(asker);
    this.#turns.set(asker, ++this.#turn);
  }
}

const stopped = (): CoreError => new CoreError('unavailable', 'The decoder has stopped.');
