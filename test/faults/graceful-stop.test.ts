// The server is told to stop while clients do all that changes a library: it says at once that it is not ready, finishes or cuts what
// is under way in time, and ends as a success; the next one has everything that was acknowledged, and goes on with the rest.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openChance } from '../support/chance.ts';
import { openOwnLibrary, startAndCheck } from '../support/fault-server.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { LibraryModel } from '../support/library-model.ts';
import { startMixedLoad, untilChangesAreOver } from '../support/mixed-load.ts';
import type { ServerProcess, Settings } from '../support/process.ts';
import { expectQuietEnd, expectUnhurt } from '../support/unhurt.ts';

const CYCLES = rounds(5, 50);
/** What the slowest of machines may need; whoever waits for what never ends takes longer. */
const MOST_MS = 300_000;

let settings: Settings;
const resources = new AsyncDisposableStack();

beforeAll(async () => {
  const library = resources.use(await openOwnLibrary(true));
  // Time in which others learn that it is not ready, as behind a balancer.
  settings = { ...library.settings, VITRINE_STOP_DELAY_SECONDS: '1' };
});
afterAll(() => resources.disposeAsync());

it(`a server told to stop under load has lost nothing that was acknowledged, ${CYCLES} times`, {
  timeout: rounds(900_000, 3_600_000),
}, async (context) => {
  const chance = openChance();
  console.log(`FAULTS_SEED=${chance.seed}`);
  const model = new LibraryModel();
  let [resumed, longestMs] = [0, 0];
  const start = async () => {
    const started = await startAndCheck(settings, model);
    resumed += started.resumed;
    return started;
  };
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    const { server, api } = await start();
    const choices = chance.for(`cycle ${cycle}`);
    const load = await startMixedLoad({ api, model, chance: choices });
    await load.untilAnswered(choices.between(20, 60));
    expectUnhurt(server);
    const begun = performance.now();
    const stopped = server.stop();
    await untilNotReady(server);
    expect(await stopped).toBe(0);
    const tookMs = performance.now() - begun;
    expect(tookMs).toBeLessThan(MOST_MS);
    longestMs = Math.max(longestMs, tookMs);
    await load.stop();
    expectQuietEnd(server);
  }
  const { server, api } = await start();
  await untilChangesAreOver(api);
  const counts = await model.checkAll(api);
  expect(await server.stop()).toBe(0);
  tellFigures(context, {
    seed: chance.seed,
    stops: CYCLES,
    ...counts,
    'uploads resumed': resumed,
    'acknowledged and lost': 0,
    'longest stop, ms': Math.round(longestMs),
  });
});

/** The first answer after the signal has come says so; for as long as it listens it gives one. */
async function untilNotReady(server: ServerProcess): Promise<void> {
  for (;;) {
    const { status } = await fetch(`${server.url}/readyz`);
    if (status === 503) return;
  }
}
