// The server is killed in the middle of everything, again and again; what it acknowledged must be there, whole, what it refused not.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChance } from '../support/chance.ts';
import { openOwnLibrary, startAndCheck } from '../support/fault-server.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { expectNothingIsLeftOver } from '../support/left-over.ts';
import { LibraryModel } from '../support/library-model.ts';
import { startMixedLoad, untilChangesAreOver } from '../support/mixed-load.ts';
import type { Settings } from '../support/process.ts';
import { expectQuietEnd, expectUnhurt } from '../support/unhurt.ts';

const CYCLES = rounds(10, 1_000);
/** Before the kill at most; then so long after the last of them. */
const ANSWERS = 60;
const LATER_MS = 400;
/** Looked at after each kill, besides what was touched. */
const OTHERS = 20;

let settings: Settings;
const resources = new AsyncDisposableStack();

beforeAll(async () => {
  ({ settings } = resources.use(await openOwnLibrary()));
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

    const start = async () => {
      const started = await startAndCheck(settings, model, [...model.idsIn('live')].slice(-OTHERS));
      startMs.push(started.startMs);
      resumed += started.resumed;
      return started;
    };

    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const { server, api } = await start();
      const choices = chance.for(`cycle ${cycle}`);
      const load = await startMixedLoad({ api, model, chance: choices });
      await load.untilAnswered(choices.between(1, ANSWERS));
      await pause(choices.between(0, LATER_MS));
      expectUnhurt(server);
      await server.kill();
      await load.stop();
      for (const [what, count] of load.answered) answers.set(what, (answers.get(what) ?? 0) + count);
    }
    const { server, api } = await start();
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
