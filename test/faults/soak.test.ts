// A server that does everything all the time, for as long as the tier says: what it holds does not grow, and it answers rightly throughout.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openChance } from '../support/chance.ts';
import { startMeteredServer } from '../support/fault-server.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { LibraryModel } from '../support/library-model.ts';
import { startMixedLoad, untilChangesAreOver } from '../support/mixed-load.ts';
import { descriptorsOf, longestTurnOf, processorSecondsOf, residentOf } from '../support/process-state.ts';
import { expectUnhurt } from '../support/unhurt.ts';

const SECONDS = rounds(10, 8 * 3_600);
/** What is looked at: before the first, the server still takes what it will keep. */
const LOOKS = rounds(5, 8 * 60);
const WARM_LOOKS = rounds(1, 60);
const MOST_WAL_BYTES = 64 * 1024 * 1024;
const MOST_MIB_PER_HOUR = 1;
/** One for each of 256 folders of blobs, and what is under way. */
const MOST_DESCRIPTORS = 400;
/** In seconds no slope of an hour can be seen. */
const isLong = SECONDS > 3_600;

it(`a server that works for ${SECONDS} seconds answers rightly, and holds no more at the end`, {
  timeout: (SECONDS + 600) * 1000,
}, async (context) => {
  await using metered = await startMeteredServer();
  const { server, api, pid, dataFolder } = metered;
  const chance = openChance();
  console.log(`FAULTS_SEED=${chance.seed}`);
  const model = new LibraryModel();
  const load = await startMixedLoad({ api, model, chance, clients: 4 });
  await load.untilAnswered(20);
  process.kill(pid, 'SIGUSR2');

  const looks: { hour: number; resident: number; descriptors: number; wal: number }[] = [];
  const begun = performance.now();
  for (let look = 0; look < LOOKS; look++) {
    await pause((SECONDS * 1000) / LOOKS);
    looks.push({
      hour: (performance.now() - begun) / 3_600_000,
      resident: residentOf(pid),
      descriptors: descriptorsOf(pid),
      wal: await walBytesOf(dataFolder),
    });
    expectUnhurt(server);
  }
  await load.stop();
  await untilChangesAreOver(api);
  const counts = await model.checkAll(api);
  const seconds = processorSecondsOf(pid);
  expect(await server.stop()).toBe(0);

  const warm = looks.slice(WARM_LOOKS);
  const slope = slopeOf(warm.map(({ hour, resident }) => [hour, resident]));
  const mostWal = Math.max(...looks.map(({ wal }) => wal));
  const mostDescriptors = Math.max(...looks.map(({ descriptors }) => descriptors));
  tellFigures(context, {
    seed: chance.seed,
    seconds: SECONDS,
    answers: [...load.answered.values()].reduce((sum, count) => sum + count, 0),
    ...counts,
    'answered wrongly': 0,
    'memory, MiB': looks
      .map(({ resident }) => resident)
      .filter((_, i) => i % Math.ceil(LOOKS / 10) === 0)
      .join(' '),
    ...(isLong && { 'memory more each hour, MiB': slope.toFixed(2) }),
    'descriptors at most': mostDescriptors,
    'descriptors more each hour': isLong
      ? slopeOf(warm.map(({ hour, descriptors }) => [hour, descriptors])).toFixed(2)
      : 'not told',
    'log of the database at most, bytes': mostWal,
    'longest turn, ms of processor time': longestTurnOf(server),
    'processor time, s': seconds,
  });
  expect(mostWal).toBeLessThanOrEqual(MOST_WAL_BYTES);
  expect(mostDescriptors).toBeLessThanOrEqual(MOST_DESCRIPTORS);
  if (isLong) expect(slope).toBeLessThanOrEqual(MOST_MIB_PER_HOUR);
});

async function walBytesOf(dataFolder: string): Promise<number> {
  return (await stat(join(dataFolder, 'vitrine.sqlite-wal'))).size;
}

/** Least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (work: (point: readonly [number, number]) => number): number => points.reduce((s, p) => s + work(p), 0);
  return sum(([px, py]) => (px - x) * (py - y)) / sum(([px]) => (px - x) ** 2);
}
