// The transactions of an engine, as they are called.
import type { Engine } from '../database/engine.ts';
import type { Writes } from './context.ts';
import { reachOf } from './reach.ts';
import { transactions } from './transactions.ts';

/** Each transaction as a call to the engine, which may run it elsewhere. */
export function writesOf(engine: Pick<Engine, 'write'>): Writes {
  const writes: Record<string, unknown> = {};
  for (const name of Object.keys(transactions))
    writes[name] = (...args: unknown[]) => engine.write(name, args, reachOf(name, args));
  return writes as Writes;
}
