// Taking assets without bytes: links and the like, and collections, each after everything that is in it.
import { checkImportedFields } from '../core/index.ts';
import { assetFingerprint } from './fingerprints.ts';
import { originOf, type Run, recorded, surviving } from './run.ts';
import type { RemoteReference } from './source.ts';

/** Collections that come before what is in them are kept in memory until then. */
const MOST_WAITING = 10_000;

/** `advance` is called after each collection. */
export async function takeCollections(run: Run, advance: () => void): Promise<void> {
  let waiting: RemoteReference[] = [];
  for await (const told of run.source.collections?.() ?? []) {
    run.remote.signal.throwIfAborted();
    if ('problem' in told) run.tally.fail({ kind: 'asset', id: told.id, name: told.id, reason: told.problem });
    else {
      await surviving(run, { kind: 'asset', id: told.id, name: 'name' in told ? told.name : told.id }, async () => {
        const collection = 'look' in told ? await told.look() : told;
        if (waiting.length < MOST_WAITING && !(await hasItems(run, collection))) waiting.push(collection);
        else await takeReference(run, collection);
      });
    }
    advance();
  }
  for (let before = Number.POSITIVE_INFINITY; waiting.length > 0; ) {
    const isLastRound = waiting.length === before;
    before = waiting.length;
    const still: RemoteReference[] = [];
    for (const collection of waiting) {
      await surviving(run, { kind: 'asset', id: collection.id, name: collection.name }, async () => {
        if (isLastRound || (await hasItems(run, collection))) await takeReference(run, collection);
        else still.push(collection);
      });
    }
    waiting = still;
  }
}

/** Throws `conflict` for a collection of what was not imported. */
export async function takeReference(run: Run, asset: RemoteReference): Promise<void> {
  const { core, actor, tally } = run;
  const record = { kind: 'asset', id: asset.id, name: asset.name } as const;
  const origin = originOf(run, asset.id, assetFingerprint(asset));
  const earlier = await core.findImported(actor, 'asset', origin);
  if (earlier && !earlier.isLive) return tally.leave({ ...record, reason: 'It was removed here.' });
  if (earlier?.fingerprint === origin.fingerprint) return tally.count('asset', 'unchanged');
  checkImportedFields(asset.fields);
  if (!run.dryRun) {
    const { title: _same, ...fields } = asset.fields;
    const imported = { ...origin, ...asset.reference, title: asset.name, fields };
    const saved = await recorded(run, () => core.importReference(actor, imported));
    if (!saved) return tally.leave({ ...record, reason: 'It was removed here meanwhile.' });
  }
  tally.count('asset', earlier ? 'changed' : 'taken');
}

const hasItems = async ({ core, actor, sourceName, dryRun }: Run, { reference }: RemoteReference): Promise<boolean> =>
  dryRun || (await core.areImported(actor, 'asset', sourceName, reference.itemIds));
