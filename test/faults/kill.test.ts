// The server is killed in the middle of everything, again and again; what it acknowledged must be there, whole, what it refused not.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChance } from '../support/chance.ts';
import { testBucket, testDatabase } from '../support/engines.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { expectNothingIsLeftOver } from '../support/left-over.ts';
import { LibraryModel } from '../support/library-model.ts';
import { resumeUploads, startMixedLoad, untilChangesAreOver } from '../support/mixed-load.ts';
import { apiOf } from '../support/nodes.ts';
import { type Settings, startServerProcess } from '../support/process.ts';
import { expectQuietEnd, expectUnhurt } from '../support/unhurt.ts';

const CYCLES = rounds(10, 1_000);
/** Before the kill at most; then so long after the last of them. */
const ANSWERS = 60;
const LATER_MS = 400;
/** Looked at after each kill, besides what was touched. */
const OTHERS = 20;
const ROOT_KEY = 'k'.repeat(40);

let dataFolder: string;
let settings: Settings;
const resources = new AsyncDisposableStack();
const bucket = testBucket();
if (bucket) resources.use(bucket);

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'vitrine-kill-'));
  resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const database = await testDatabase();
  if (database) resources.use(database);
  settings = {
    VITRINE_DATA: dataFolder,
    VITRINE_ROOT_KEY: ROOT_KEY,
    VITRINE_DECODERS: '1',
    ...(database && { VITRINE_DATABASE_URL: database.url }),
    ...bucket?.settings,
  };
});
afterAll(() => resources.disposeAsync());

describe('a server killed at any moment', () => {
  it(`has all that was acknowledged, whole, nothing that was refused, and nothing half-done, after ${CYCLES} kills`, {
    timeout: rounds(900_000, 8 * 3_600_000),
  }, async (context) => {
    const chance = openChance();
    console.log(`FAULTS_SEED=${chance.seed}`);
    const model = new LibraryModel();
    const answers = new Map<string, number>();
    const startMs: number[] = [];
    let resumed = 0;

    const startAndCheck = async () => {
      const begun = performance.now();
      const server = await startServerProcess(settings);
      const api = apiOf(() => server.url, ROOT_KEY);
      // As soon as it listens.
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      startMs.push(Math.round(performance.now() - begun));
      await model.checkTouched(api, [...model.idsIn('live')].slice(-OTHERS));
      resumed += await resumeUploads(api, model);
      return { server, api };
    };

    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const { server, api } = await startAndCheck();
      const choices = chance.for(`cycle ${cycle}`);
      const load = await startMixedLoad({ api, model, chance: choices });
      await load.untilAnswered(choices.between(1, ANSWERS));
      await pause(choices.between(0, LATER_MS));
      expectUnhurt(server);
      await server.kill();
      await load.stop();
      for (const [what, count] of load.answered) answers.set(what, (answers.get(what) ?? 0) + count);
    }
    const { server, api } = await startAndCheck();
    await untilChangesAreOver(api);
    const counts = await model.checkAll(api);
    expect(counts.live).toBeGreaterThan(CYCLES);
    expect(await server.stop()).toBe(0);
    expectQuietEnd(server);
    const swept = await expectNothingIsLeftOver(settings);
    tellFigures(context, {
      seed: chance.seed,
      kills: CYCLES,
      answers: [...answers].map(([what, count]) => `${what} ${count}`).join(', '),
      ...counts,
      'uploads resumed': resumed,
      'blobs of lost answers swept': swept,
      'lost, half-done, or there though refused': 0,
      'start after a kill, ms, at most': Math.max(...startMs.slice(1)),
    });
  });
});
