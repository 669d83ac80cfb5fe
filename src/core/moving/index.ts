// Moving a whole library to another database, another store or both, while it is used: bytes first, then records, then what has
// changed meanwhile, and a short switch at the end. Begun again after whatever accident, it goes on.
import { listColumns } from '../../database/copying/sums.ts';
import type { Engine } from '../../database/engine.ts';
import { findFirstWorkspace } from '../../database/workspaces.ts';
import { NO_PROGRESS, type Progress } from '../blob-walk.ts';
import { conflict, notFound } from '../errors.ts';
import { newId } from '../ids.ts';
import type { BlobStore, Sha256 } from '../ports.ts';
import { writesOf } from '../writes.ts';
import { checkArrival } from './arriving.ts';
import { Bytes } from './bytes.ts';
import { compareAgain, compareAll, compareSums, type Differences } from './comparing.ts';
import { copyRecords } from './copying.ts';
import { type FollowedPlaces, followAll, followMost } from './following.ts';
import { elsewhere, findDeparture, isSealed } from './leaving.ts';
import { takeTurn } from './turn.ts';

/** Where a library is, or is to be. */
export interface LibraryPlace {
  readonly engine: Engine;
  readonly blobs: BlobStore;
  /** For people, without secrets. */
  readonly name: string;
}

export interface MoveOptions {
  readonly from: LibraryPlace;
  readonly to: LibraryPlace;
  /** One of them at least; what does not move is the same in both places. */
  readonly moves: { readonly records: boolean; readonly bytes: boolean };
  /** Whether to switch at the end, or to leave that to another run. */
  readonly switches: boolean;
  /** Whether blobs may stay behind that are damaged or missing already. */
  readonly acceptsDamage: boolean;
  readonly progress?: { readonly bytes: Progress; readonly records: Progress; readonly comparing: Progress };
  tell(message: string): void;
  readonly signal: AbortSignal;
}

export interface MoveReport {
  /** `ready`: all but the switch is done; `bytes moved`: the records are sealed until servers know the new store. */
  readonly state: 'ready' | 'bytes moved' | 'moved';
  /** Of this run. */
  readonly blobs: number;
  readonly bytes: number;
  readonly records: number;
  /** Left behind. */
  readonly damaged: readonly Sha256[];
  /** For how long nothing could be changed. */
  readonly switchMs: number;
}

const QUIET = { bytes: NO_PROGRESS, records: NO_PROGRESS, comparing: NO_PROGRESS };
/** How often rows that differ are looked at again before the switch; those that change all the time are left to it. */
const COMPARISONS = 5;

/**
 * Throws `not_found` when there is no library, `conflict` when it is moving elsewhere, another process moves it, the place is
 * taken, or blobs are damaged; `internal` when both places differ in the end. The library can be changed then as before.
 */
export async function moveLibrary(options: MoveOptions): Promise<MoveReport> {
  const { from, to, moves, switches, progress = QUIET, tell, signal } = options;
  const [source, target] = [writesOf(from.engine), writesOf(to.engine)];
  const library = await libraryIn(from);
  const departure = await findDeparture(from.engine.db);
  if (departure && departure.to !== to.name) throw elsewhere(departure);
  const id = departure?.id ?? newId(Date.now());
  await using turn = await takeTurn(source, signal);
  const bytes = new Bytes(from.blobs, to.blobs);
  const report = (state: MoveReport['state'], records = 0, switchMs = 0): MoveReport => ({
    state,
    ...bytes.copied,
    records,
    damaged: [...bytes.damaged.keys()],
    switchMs,
  });
  if (moves.records && (await target.hasArrived(id))) {
    await to.engine.filling.prove();
    return report('moved');
  }
  const by = turn.id;
  const start = moves.records ? await target.beginArrival({ kind: 'move', id, library, by }) : undefined;
  // Left so by a run that was killed, or is held up and can not finish any more: until it is sealed again, everybody may go on.
  if (await isSealed(from.engine.db)) await source.unsealLibrary(by);
  turn.check();
  // Before anything is copied: where only bytes move, nothing else tells of what comes meanwhile.
  await source.beginDeparture({ id, to: to.name, sharesBytes: !moves.bytes });
  if (moves.bytes) {
    tell('Copying bytes.');
    await bytes.copyAll(from.engine.patientDb, progress.bytes);
  }
  const places: FollowedPlaces = {
    db: from.engine.db,
    write: source,
    target: moves.records ? target : { putPortions: async () => undefined },
    mover: by,
    async beforePut(table, rows) {
      turn.check();
      if (moves.bytes && table.name === 'blobs') await bytes.copyNamed(rows);
    },
    async afterRemoval(table, keys) {
      if (moves.bytes && table.name === 'blobs') await bytes.remove(keys.map(([sha256]) => String(sha256)));
    },
  };
  let records = 0;
  let differences: Differences = new Map();
  if (moves.records) {
    tell('Copying records.');
    await to.engine.filling.begin();
    const before: FollowedPlaces['beforePut'] = (table, rows) => places.beforePut(table, rows);
    records = await copyRecords(from.engine.patientDb, to.engine, {
      progress: progress.records,
      by,
      start,
      before,
    });
    await to.engine.analyze();
    await followMost(places);
    tell('Comparing.');
    differences = await compareAll(from.engine.patientDb, to.engine.patientDb, progress.comparing);
  }
  for (let left = COMPARISONS; left > 0; left--) {
    await followMost(places);
    if (differences.size === 0) break;
    differences = await compareAgain(from.engine.db, to.engine.db, differences);
  }
  await checkDamage();
  if (!switches) return report('ready', records);
  return await switchOver();

  async function checkDamage(): Promise<void> {
    await bytes.copyDamagedAgain(from.engine.db);
    if (bytes.damaged.size > 0 && !options.acceptsDamage)
      throw conflict(
        `${bytes.damaged.size} blobs are damaged or missing, ${[...bytes.damaged.keys()][0]} the first: see \`vitrine verify\`.`,
      );
  }

  async function switchOver(): Promise<MoveReport> {
    const columns = await listColumns(from.engine.db);
    tell('Switching: nothing can be changed until that is done.');
    const startedAt = performance.now();
    turn.check();
    await source.sealLibrary(by);
    try {
      await followAll(places);
      await checkDamage();
      if (!moves.records) return report('bytes moved', 0, performance.now() - startedAt);
      differences = await compareAgain(from.engine.db, to.engine.db, differences);
      const [table] = differences.keys();
      if (table !== undefined) throw conflict(`${table} is not the same in both places.`);
      await compareSums(from.engine.patientDb, to.engine.patientDb, columns);
      await to.engine.filling.end();
      turn.check();
      await target.finishArrival(id, by);
    } catch (error) {
      // Where that can not be told, it stays sealed: two places that are changed are worse than none.
      if (!(await target.hasArrived(id))) await source.unsealLibrary(by);
      throw error;
    }
    const switchMs = performance.now() - startedAt;
    tell('Moved.');
    await to.engine.filling.prove();
    return report('moved', records, switchMs);
  }
}

/** Its first workspace's id. */
async function libraryIn({ engine, name }: LibraryPlace): Promise<string> {
  await checkArrival(engine.db);
  const workspace = await findFirstWorkspace(engine.db);
  if (!workspace) throw notFound(`A library in ${name}`);
  return workspace.id;
}
