// What each type of job does. Every handler is idempotent: a job may run again after its worker died.
import type { Core, Id } from '../core/index.ts';
import type { JobType } from '../core/jobs.ts';

interface Handler<Payload> {
  run(core: Core, payload: Payload): Promise<void>;
  /** After the last attempt has failed. */
  giveUp?(core: Core, payload: Payload, reason: string): Promise<void>;
}

const examine: Handler<{ readonly assetId: Id }> = {
  run: (core, { assetId }) => core.examineAsset(assetId, { isBackground: true }),
  giveUp: (core, { assetId }, reason) => core.giveUpExamining(assetId, reason),
};

const bulk_change: Handler<{ readonly workspaceId: Id; readonly changeId: Id }> = {
  run: (core, { workspaceId, changeId }) => core.runBulkChange({ workspaceId }, changeId),
  giveUp: (core, { workspaceId, changeId }) =>
    core.giveUpBulkChange({ workspaceId }, changeId, 'The server could not go on with the change.'),
};

const HANDLERS = { bulk_change, examine } satisfies Record<JobType, Handler<never>>;

/** Throws for a type that no handler knows, which a newer version may have written. */
export async function runJob(core: Core, type: string, payload: unknown): Promise<void> {
  const handler = handlerOf(type);
  if (!handler) throw new Error(`no handler for jobs of type ${type}`);
  await handler.run(core, payload);
}

export async function giveUpJob(core: Core, type: string, payload: unknown, reason: string): Promise<void> {
  await handlerOf(type)?.giveUp?.(core, payload, reason);
}

/** The payload of a job was written by this product for its type. */
function handlerOf(type: string): Handler<unknown> | undefined {
  return Object.hasOwn(HANDLERS, type) ? (HANDLERS as Record<string, Handler<unknown>>)[type] : undefined;
}
