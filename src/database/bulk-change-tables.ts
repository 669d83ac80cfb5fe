// The tables of bulk changes, for schema.ts.
import type { Id } from '../core/ids.ts';

/** One edit of many assets and folders. */
export interface BulkChangeTable {
  id: Id;
  workspace_id: Id;
  /** As in `assets.created_by`. */
  maker: string | null;
  /** JSON of the actor that it is done for. */
  actor: string;
  /** JSON of what is done with each. */
  edit: string;
  state: string;
  /** Entries: all of them, those that are done with, and those of them that failed. */
  total: number;
  done: number;
  failed: number;
  /** JSON of some that failed. */
  failures: string;
  step_count: number;
  next_step: number;
  created_at: number;
  finished_at: number | null;
}

/** Entries that are changed in one transaction. */
export interface BulkChangeStepTable {
  change_id: Id;
  workspace_id: Id;
  /** From 0. */
  number: number;
  items: number;
  changed_at: number | null;
  /** With commas between. */
  ids: string;
  /** JSON of what takes it back, once it is done. */
  inverses: string | null;
}
