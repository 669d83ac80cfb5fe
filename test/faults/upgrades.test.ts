// Killed amid the change of a database to a newer schema: the next start has all of it, or does all of it.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChance } from '../support/chance.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import {
  columnsIn,
  DATABASE_FILE,
  RELEASES,
  rowsIn,
  schemaIn,
  unpackRelease,
  upgradeDatabase,
} from '../support/releases.ts';
import { listCallPoints, runKilledAt } from '../support/system-calls.ts';

const PROGRAM = fileURLToPath(new URL('../support/releases.ts', import.meta.url));
const FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`];
const POINTS = rounds(8, Number.POSITIVE_INFINITY);
const VERSION = new Map([['schema_version', ['version']]]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-upgrades-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an upgrade that is killed', () => {
  it.for(RELEASES)('from schema %s, at any of its system calls, is done by the next start', async (schema, context) => {
    const unpack = async (): Promise<string> => {
      const path = await mkdtemp(join(folder, 'data-'));
      await unpackRelease(schema, path);
      return path;
    };
    const whole = await unpack();
    const columns = columnsIn(whole);
    columns.delete('schema_version');
    const [records, oldVersion] = [rowsIn(whole, columns), rowsIn(whole, VERSION)];
    const points = await listCallPoints([process.execPath, PROGRAM, whole], {
      records: (path) => FILES.some((file) => path === join(whole, file)),
    });
    const [newSchema, newVersion] = [schemaIn(whole), rowsIn(whole, VERSION)];
    expect(rowsIn(whole, columns)).toEqual(records);

    const chance = openChance();
    console.log(`FAULTS_SEED=${chance.seed}`);
    const chosen =
      POINTS >= points.length ? points : [...new Set(Array.from({ length: POINTS }, () => chance.pick(points)))];
    const found = { killed: 0, 'upgraded before': 0, 'upgraded by the next start': 0 };
    for (const point of chosen) {
      const path = await unpack();
      const { isKilled } = await runKilledAt(
        [process.execPath, PROGRAM, path],
        point,
        FILES.map((file) => join(path, file)),
      );
      if (isKilled) found.killed++;
      // In a copy: to look is to recover, which is the next start's business.
      const copy = await mkdtemp(join(folder, 'copy-'));
      for (const file of FILES) await cp(join(path, file), join(copy, file)).catch(() => undefined);
      const version = JSON.stringify(rowsIn(copy, VERSION));
      expect([JSON.stringify(oldVersion), JSON.stringify(newVersion)]).toContain(version);
      const isUpgraded = version === JSON.stringify(newVersion);
      found[isUpgraded ? 'upgraded before' : 'upgraded by the next start']++;
      await upgradeDatabase(path);
      expect([schemaIn(path), rowsIn(path, VERSION)]).toEqual([newSchema, newVersion]);
      expect(rowsIn(path, columns)).toEqual(records);
      await Promise.all([path, copy].map((made) => rm(made, { recursive: true })));
    }
    expect(found.killed).toBeGreaterThan(chosen.length / 2);
    tellFigures(context, { 'system calls': points.length, 'killed at': chosen.length, ...found, 'half-done': 0 });
  });
});
