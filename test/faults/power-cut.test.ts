// The power goes while files come in: what the disk has is what was acknowledged, whole. A careless program loses on the same disk
// what it has acknowledged, or the cuts would prove nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openChance } from '../support/chance.ts';
import { ROOT_KEY, startAndCheck } from '../support/fault-server.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { expectNothingIsLeftOver } from '../support/left-over.ts';
import { LibraryModel } from '../support/library-model.ts';
import { startMixedLoad, untilChangesAreOver } from '../support/mixed-load.ts';
import { openPowerDisk } from '../support/power.ts';
import { expectQuietEnd, expectUnhurt } from '../support/unhurt.ts';

const PROGRAM = fileURLToPath(new URL('../support/careless-store.ts', import.meta.url));
const CUTS = rounds(4, 300);
/** Before the cut at most; then so long after the last of them. */
const ANSWERS = 60;
const LATER_MS = 200;
const CONTROL_CUTS = rounds(1, 5);
const CONTROL_ANSWERS = 200;
/** Looked at after each cut, besides what was touched. */
const OTHERS = 20;

describe('a power cut', () => {
  it('takes from a careless program what it has acknowledged, and nothing from a careful one', async (context) => {
    const careless = { acknowledged: 0, files: 0, records: 0 };
    for (let cut = 0; cut < CONTROL_CUTS; cut++) {
      const lost = await cutProgram('careless');
      careless.acknowledged += lost.acknowledged;
      careless.files += lost.files;
      careless.records += lost.records;
    }
    expect(careless.files).toBeGreaterThan(0);
    expect(careless.records).toBeGreaterThan(0);
    const careful = await cutProgram('careful');
    expect(careful).toMatchObject({ files: 0, records: 0 });
    tellFigures(context, {
      'acknowledged carelessly': careless.acknowledged,
      'files lost': careless.files,
      'records lost': careless.records,
      'acknowledged carefully': careful.acknowledged,
      'of those lost': careful.files + careful.records,
    });
  });

  it(`takes nothing that the server has acknowledged, and leaves no half of anything, in ${CUTS} cuts`, {
    timeout: rounds(900_000, 4 * 3_600_000),
  }, async (context) => {
    const chance = openChance();
    console.log(`FAULTS_SEED=${chance.seed}`);
    await using resources = new AsyncDisposableStack();
    const disk = resources.use(await openPowerDisk());
    const settings = { VITRINE_DATA: join(disk.path, 'data'), VITRINE_ROOT_KEY: ROOT_KEY, VITRINE_DECODERS: '1' };
    const model = new LibraryModel();
    let answers = 0;
    let resumed = 0;

    const start = async () => {
      const started = await startAndCheck(settings, model, [...model.idsIn('live')].slice(-OTHERS));
      resources.use(started.server);
      resumed += started.resumed;
      return started;
    };

    for (let cut = 0; cut < CUTS; cut++) {
      const { server, api } = await start();
      const choices = chance.for(`cut ${cut}`);
      const load = await startMixedLoad({ api, model, chance: choices });
      await load.untilAnswered(choices.between(1, ANSWERS));
      await pause(choices.between(0, LATER_MS));
      expectUnhurt(server);
      await disk.cut(server.process, () => server.kill());
      await load.stop();
      for (const count of load.answered.values()) answers += count;
    }
    const { server, api } = await start();
    await untilChangesAreOver(api);
    const counts = await model.checkAll(api);
    expect(counts.live).toBeGreaterThan(CUTS);
    expect(await server.stop()).toBe(0);
    expectQuietEnd(server);
    const swept = await expectNothingIsLeftOver(settings);
    tellFigures(context, {
      seed: chance.seed,
      cuts: CUTS,
      answers,
      ...counts,
      'uploads resumed': resumed,
      'blobs of lost answers swept': swept,
      'acknowledged and lost, or half-done': 0,
    });
  });
});

/** What of its acknowledged files and records is missing or not whole after a cut. */
async function cutProgram(
  how: 'careless' | 'careful',
): Promise<{ acknowledged: number; files: number; records: number }> {
  await using disk = await openPowerDisk();
  const child = spawn(process.execPath, [PROGRAM, how, disk.path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    let output = '';
    child.stdout.setEncoding('utf8');
    const enough = Promise.withResolvers<void>();
    child.stdout.on('data', (text: string) => {
      output += text;
      if (output.split('\n').length > CONTROL_ANSWERS) enough.resolve();
    });
    await Promise.race([enough.promise, exited]);
    await disk.cut(child, async () => {
      child.kill('SIGKILL');
      await exited;
    });
    const numbers = output.split('\n').slice(0, -1).map(Number);
    return { acknowledged: numbers.length, ...(await countLost(disk.path, numbers)) };
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

async function countLost(folder: string, numbers: readonly number[]): Promise<{ files: number; records: number }> {
  const read = await Promise.all(
    numbers.map(async (number) => {
      const found = await readFile(join(folder, `${number}.bin`), 'utf8').catch(() => undefined);
      return found === String(number).repeat(1000);
    }),
  );
  const database = new DatabaseSync(join(folder, 'records.sqlite'));
  try {
    database.exec('create table if not exists records (number integer primary key)');
    const there = new Set(
      database
        .prepare('select number from records')
        .all()
        .map((row) => row['number']),
    );
    const records = numbers.filter((number) => !there.has(number)).length;
    return { files: read.filter((isWhole) => !isWhole).length, records };
  } finally {
    database.close();
  }
}
