// The name under which a process takes jobs, which nobody else has while it lives: what was taken by a name that is free is nobody's.
import type { Core, Locks } from '../core/index.ts';

export interface JobHolder extends AsyncDisposable {
  readonly name: string;
}

/**
 * Takes the first name that is free, and frees the jobs of whoever had it: a process that was killed does not keep them waiting for
 * the end of their leases once another takes its place.
 */
export async function becomeJobHolder(core: Core, locks: Locks): Promise<JobHolder> {
  for (let number = 1; ; number++) {
    const name = `worker-${number}`;
    const held = await locks.tryHold(name, () => undefined);
    if (held === undefined) continue;
    try {
      await core.freeJobs(name);
    } catch (error) {
      await held.release();
      throw error;
    }
    return { name, [Symbol.asyncDispose]: () => held.release() };
  }
}
