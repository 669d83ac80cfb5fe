// What interrupted uploads leave on the disk, and that it goes by itself.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openExistingCore } from '../../src/app/library.ts';
import { readConfig } from '../../src/config.ts';
import type { Settings } from './process.ts';

/**
 * Once what killed uploads had written is too old to belong to one that is under way, it goes; bytes whose record was not written
 * any more are all there is to repair. Answers how many of these there were.
 */
export async function expectNothingIsLeftOver(settings: Settings): Promise<number> {
  const config = readConfig({ ...settings, VITRINE_SWEEP_GRACE_SECONDS: '0' });
  await using opened = await openExistingCore(config);
  const { core } = opened;
  await core.sweepBlobs(Date.now() + 3 * 60 * 60 * 1000);
  if (!config.s3) expect(await readdir(join(config.dataFolder, 'temporary'))).toEqual([]);
  const { found, remaining } = await core.verifyLibrary({ repair: true });
  const { orphan, ...others } = found;
  expect([remaining, ...Object.values(others)].filter((count) => count !== 0)).toEqual([]);
  expect(Object.values((await core.verifyLibrary({})).found).filter((count) => count !== 0)).toEqual([]);
  return orphan;
}
