// What each type of job does. Every handler is idempotent: a job may run again after its worker died.
import type { Core, Id } from '../core/index.ts';
import type { JobType } from '../core/jobs.ts';

interface Handler {
  run(core: Core, payload: never): Promise<void>;
  /** After the last attempt has failed. */
  giveUp?(core: Core, payload: never, reason: string): Promise<void>;
}

const HANDLERS = {
  examine: {
    run: (core: Core, { assetId }: { assetId: Id }) => core.examineAsset(assetId, { isBackground: true }),
    giveUp: (core: Core, { assetId }: { assetId: Id }, reason: string) => core.giveUpExamining(assetId, reason),
  },
} satisfies Record<JobType, Handler>;

/** Throws for a type that no handler knows, which a newer version may have written. */
export async function runJob(core: Core, type: string, payload: unknown): Promise<void> {
  const handler = handlerOf(type);
  if (!handler) throw new Error(`no handler for jobs of type ${type}`);
  await handler.run(core, payload);
}

export async function giveUpJob(core: Core, type: string, payload: unknown, reason: string): Promise<void> {
  await handlerOf(type)?.giveUp?.(core, payload, reason);
}

/** The payload was written by this product for this type. */
type AnyHandler = { [K in keyof Handler]: (core: Core, payload: unknown, reason?: string) => Promise<void> };

const handlerOf = (type: string): AnyHandler | undefined =>
  Object.hasOwn(HANDLERS, type) ? (HANDLERS as unknown as Record<string, AnyHandler>)[type] : undefined;
