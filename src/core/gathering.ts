// Work of one kind that comes while some is under way, done together once that is over: as a disk's own group commit, but with
// one message and one statement for all.

/** Does the work for all of the items, or throws for all of them. */
type Work<T> = (items: readonly T[]) => Promise<void>;

interface Turn<T> {
  readonly items: T[];
  readonly done: Promise<void>;
}

export class Gathering<T> {
  readonly #work: Work<T>;
  #running: Promise<void> | undefined;
  #next: Turn<T> | undefined;

  constructor(work: Work<T>) {
    this.#work = work;
  }

  /** Whether nothing is under way, and nothing waits. */
  get isIdle(): boolean {
    return this.#running === undefined;
  }

  /** At once where nothing is under way; else with all others that come before that is over. */
  add(item: T): Promise<void> {
    if (this.#running === undefined) return this.#start([item]);
    if (this.#next === undefined) {
      const items: T[] = [];
      const start = (): Promise<void> => this.#start(items);
      this.#next = { items, done: this.#running.then(start, start) };
    }
    this.#next.items.push(item);
    return this.#next.done;
  }

  #start(items: readonly T[]): Promise<void> {
    this.#next = undefined;
    const running = this.#work(items).finally(() => {
      if (this.#next === undefined) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}
