// What each type of job does. Every handler is idempotent: a job may run again after its worker died.
import { type Core, CoreError, type Id, SYSTEM } from '../core/index.ts';
import type { JobType } from '../core/jobs.ts';

type Handler = (core: Core, payload: never) => Promise<void>;

const HANDLERS = {
  async examine(core: Core, payload: { assetId: Id }) {
    const asset = await core.getAsset(SYSTEM, payload.assetId).catch(ignoreMissing);
    if (asset?.mediaState !== 'pending') return;
    if (asset.kind === 'image') {
      await core.examineImage(asset);
    } else {
      await core.setMediaFacts(asset.id, {
        sha256: asset.sha256,
        width: null,
        height: null,
        mediaState: 'no_preview',
        mediaReason: 'There are no pictures of this kind of file yet.',
      });
    }
  },
} satisfies Record<JobType, Handler>;

/** Throws for a type that no handler knows, which a newer version may have written. */
export async function runJob(core: Core, type: string, payload: unknown): Promise<void> {
  if (!Object.hasOwn(HANDLERS, type)) throw new Error(`no handler for jobs of type ${type}`);
  // The payload was written by this product for this type.
  await (HANDLERS as Record<string, (core: Core, payload: unknown) => Promise<void>>)[type]?.(core, payload);
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof CoreError && error.code === 'not_found') return undefined;
  throw error;
}
