// How large the installation is, and how far it is behind with its work: for those who watch over it.

import type { Db } from '../database/db.ts';
import { type JobFigures, listJobFigures } from '../database/jobs.ts';
import { sumWorkspaces, type WorkspaceTotals } from '../database/workspaces.ts';
import { type Actor, requireInstanceAdmin } from './access.ts';
import { getScrubFigures, type ScrubFigures } from './damage.ts';
import { JOB_TYPES } from './jobs.ts';

export interface Figures extends WorkspaceTotals {
  /** Of every type. */
  readonly jobs: readonly JobFigures[];
  readonly scrub: ScrubFigures;
}

/** Of all workspaces: for the system and instance administrators. */
export async function getFigures(db: Db, actor: Actor): Promise<Figures> {
  requireInstanceAdmin(actor);
  const found = await listJobFigures(db, Date.now());
  const jobs = JOB_TYPES.map(
    (type) => found.find((one) => one.type === type) ?? { type, due: 0, waiting: 0, dead: 0, oldestDueAt: null },
  );
  return { ...(await sumWorkspaces(db)), jobs, scrub: await getScrubFigures(db) };
}
