// Keeping, day by day, how much each workspace holds and does.
import { sumEvents, type Traffic } from '../database/usage.ts';
import type { Context } from './context.ts';
import { DAY_MS } from './durations.ts';
import { dayOf } from './usage.ts';

/** Notes today as it is until now, and what was done yesterday. Idempotent. */
export async function noteUsageNow({ engine, write }: Context): Promise<void> {
  const now = Date.now();
  const today = now - (now % DAY_MS);
  const traffic: Traffic[] = [];
  for (const start of [today - DAY_MS, today]) {
    const sums = await sumEvents(engine.patientDb, start, start + DAY_MS);
    traffic.push(...sums.map((sum) => ({ ...sum, day: dayOf(start) })));
  }
  await write.noteUsage(dayOf(today), traffic);
}
