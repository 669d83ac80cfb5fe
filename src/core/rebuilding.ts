// Looking at every original again, when decoders have learnt something. Works beside a running server; begun again after an
// interruption, it goes on where it was.
import { countAssetsWithBytes, listAssetsAfter } from '../database/assets.ts';
import { NO_PROGRESS, type Progress } from './blob-walk.ts';
import type { Context } from './context.ts';
import { CoreError } from './errors.ts';
import { examineAsset } from './examination.ts';
import { inParallel } from './parallel.ts';

export interface RebuildOptions {
  /** Also what the present decoders have looked at already. */
  readonly all?: boolean;
  /** Told of assets. */
  readonly progress?: Progress;
  /** Originals at a time. */
  readonly concurrency?: number;
}

export interface RebuildReport {
  readonly assets: number;
  /** Those of them that could not be looked at now, the first few by name with the reason. */
  readonly failed: number;
  readonly failures: readonly { readonly id: string; readonly name: string; readonly reason: string }[];
}

const PAGE = 200;
const MOST_FAILURES = 100;

/** Looks at every asset that nobody, or only an older decoder, has looked at; with `all` at every one. */
export async function rebuildMedia(context: Context, options: RebuildOptions = {}): Promise<RebuildReport> {
  const { all = false, progress = NO_PROGRESS, concurrency = 2 } = options;
  const failures: { id: string; name: string; reason: string }[] = [];
  const report = { assets: 0, failed: 0 };
  const since = all ? await context.write.beginRebuild() : 0;
  progress.start(await countAssetsWithBytes(context.db));
  await inParallel(eachAsset(context), concurrency, async (asset) => {
    try {
      await examineAsset(context, asset.id, { since });
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      report.failed++;
      if (failures.length < MOST_FAILURES) failures.push({ id: asset.id, name: asset.name, reason: error.message });
    }
    report.assets++;
    progress.advance(1);
  });
  if (all) await context.write.endRebuild();
  return { ...report, failures };
}

async function* eachAsset({ db }: Context) {
  for (let after = -1; ; ) {
    const page = await listAssetsAfter(db, after, PAGE);
    const last = page.at(-1);
    if (!last) return;
    yield* page;
    after = last.seq;
  }
}
