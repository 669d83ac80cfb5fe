// One process at a time moves a library: it says so in the database it leaves, again and again.
import { setTimeout as pause } from 'node:timers/promises';
import type { Writes } from '../context.ts';
import { conflict } from '../errors.ts';
import { newId } from '../ids.ts';

const LEASE_MS = 15_000;
const RENEW_MS = 4_000;
const TRY_MS = 1_000;

export interface Turn extends AsyncDisposable {
  /** Of this process; the databases know it, and hold back whoever lost the turn without knowing it yet. */
  readonly id: string;
  /** Throws when it is another's turn meanwhile, or when the work was asked to stop. */
  check(): void;
}

/** Waits for one that died. Throws `conflict` when another one goes on. */
export async function takeTurn(source: Pick<Writes, 'leaveMover' | 'takeMover'>, signal: AbortSignal): Promise<Turn> {
  const id = newId(Date.now());
  const end = Date.now() + LEASE_MS + TRY_MS;
  while (!(await source.takeMover(id, LEASE_MS))) {
    if (Date.now() > end) throw conflict('Another process is moving the library.');
    await pause(TRY_MS, undefined, { signal });
  }
  let takenAt = Date.now();
  let renewal: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    const askedAt = Date.now();
    renewal = source.takeMover(id, LEASE_MS).then(
      (isOurs) => {
        if (isOurs) takenAt = askedAt;
      },
      // The next one makes up for it, or it runs out.
      () => undefined,
    );
  }, RENEW_MS).unref();
  return {
    id,
    check() {
      if (signal.aborted) throw conflict('Stopped. The same command again goes on here.');
      if (Date.now() - takenAt > LEASE_MS) throw conflict('Another process may be moving the library by now.');
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await renewal;
      await source.leaveMover(id).catch(() => undefined);
    },
  };
}
