// What each type of job does; what becomes of it after its last attempt is in core/dead-jobs.ts. Every handler is
// idempotent: a job may run again after its worker died.
import type { Core, Id } from '../core/index.ts';
import type { JobType } from '../core/jobs.ts';

type Handler<Payload> = (core: Core, payload: Payload) => Promise<void>;

const examine: Handler<{ readonly assetId: Id }> = (core, { assetId }) =>
  core.examineAsset(assetId, { isBackground: true });

const bulk_change: Handler<{ readonly workspaceId: Id; readonly changeId: Id }> = (core, { workspaceId, changeId }) =>
  core.runBulkChange({ workspaceId }, changeId);

const HANDLERS = { bulk_change, examine } satisfies Record<JobType, Handler<never>>;

/** Throws for a type that no handler knows, which a newer version may have written. */
export async function runJob(core: Core, type: string, payload: unknown): Promise<void> {
  const handler = handlerOf(type);
  if (!handler) throw new Error(`no handler for jobs of type ${type}`);
  await handler(core, payload);
}

/** The payload of a job was written by this product for its type. */
function handlerOf(type: string): Handler<unknown> | undefined {
  return Object.hasOwn(HANDLERS, type) ? (HANDLERS as Record<string, Handler<unknown>>)[type] : undefined;
}
