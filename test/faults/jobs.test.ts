// A process is killed while it works in the background: what it was at waits for nobody once another has taken its place.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rounds, tellFigures } from '../support/figures.ts';
import { plain } from '../support/images.ts';
import { apiOf } from '../support/nodes.ts';
import { startServerProcess } from '../support/process.ts';

/** At least: they go on until one has met somebody at work. */
const KILLS = rounds(1, 60);
const UPLOADS = 6;
const ROOT_KEY = 'k'.repeat(40);

interface JobRow {
  readonly id: string;
  readonly attempts: number;
  readonly leased_until: number | null;
  readonly leased_by: string | null;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-jobs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a process that is killed at its jobs', () => {
  it('has let go of them by the time that the next one listens, and they are done', async (context) => {
    const settings = settingsFor('alone');
    let held = 0;
    let kills = 0;
    for (; kills < KILLS || held === 0; kills++) {
      await using server = await startServerProcess(settings);
      const uploads = uploadPictures(server.url, kills);
      await untilSomeAreHeld(settings, 'worker-1', uploads);
      await server.kill();
      await uploads;
      const left = heldIn(settings);
      held += left.length;
      await using next = await startServerProcess(settings);
      expect(stillHeld(settings, left)).toEqual([]);
      await untilAllAreDone(settings);
      expect(await next.stop()).toBe(0);
    }
    tellFigures(context, { kills, 'jobs under way': held, 'that waited': 0 });
  });

  it('lets go of them where others go on beside it, too, and takes nothing from these', async (context) => {
    const settings = { ...settingsFor('among others'), VITRINE_PROCESSES: '2' };
    await using server = await startServerProcess(settings);
    const children = `/proc/${server.process.pid}/task/${server.process.pid}/children`;
    const pids = () => readFileSync(children, 'latin1').split(' ').filter(Boolean).map(Number);
    let held = 0;
    let kills = 0;
    for (; kills < KILLS || held === 0; kills++) {
      const [first, second] = pids();
      if (first === undefined || second === undefined) throw new Error('there are two processes');
      await uploadPictures(server.url, kills);
      // Whoever takes the place of the one that is killed has its name: both are killed in turns.
      const name = kills % 2 === 0 ? 'worker-1' : 'worker-2';
      const uploads = uploadPictures(server.url, kills);
      await untilSomeAreHeld(settings, name, uploads);
      const replacements = server.output().split('has taken its place').length;
      process.kill(first, 'SIGKILL');
      while (pids().includes(first)) await pause(1);
      const left = heldIn(settings).filter(({ leased_by }) => leased_by === name);
      held += left.length;
      while (server.output().split('has taken its place').length === replacements) await pause(20);
      await uploads;
      expect(stillHeld(settings, left)).toEqual([]);
      await untilAllAreDone(settings);
    }
    tellFigures(context, { kills, 'jobs under way': held, 'that waited': 0 });
  });
});

const settingsFor = (name: string) => ({
  VITRINE_DATA: join(folder, name),
  VITRINE_ROOT_KEY: ROOT_KEY,
  VITRINE_DECODERS: '1',
});

/** Those that a kill leaves without an answer are no fault. */
async function uploadPictures(url: string, round: number): Promise<void> {
  const { upload } = apiOf(() => url, ROOT_KEY);
  for (let i = 0; i < UPLOADS; i++) {
    const picture = await plain(1500 + i, 1000 + round)
      .png()
      .toBuffer();
    await upload(`${i}.png`, picture).catch(() => undefined);
  }
}

function jobsIn({ VITRINE_DATA }: { readonly VITRINE_DATA: string }): JobRow[] {
  // Not for reading alone: what a kill has left in the log could not be read so.
  const database = new DatabaseSync(join(VITRINE_DATA, 'vitrine.sqlite'), { timeout: 5_000 });
  try {
    return database
      .prepare('select id, attempts, leased_until, leased_by from jobs')
      .all()
      .map((row) => ({
        id: String(row['id']),
        attempts: Number(row['attempts']),
        leased_until: row['leased_until'] === null ? null : Number(row['leased_until']),
        leased_by: row['leased_by'] === null ? null : String(row['leased_by']),
      }));
  } finally {
    database.close();
  }
}

const heldIn = (settings: { readonly VITRINE_DATA: string }): JobRow[] =>
  jobsIn(settings).filter(({ leased_until }) => leased_until !== null);

/** Of those, which nobody has taken or let go of since. */
const stillHeld = (settings: { readonly VITRINE_DATA: string }, left: readonly JobRow[]): JobRow[] =>
  heldIn(settings).filter((job) => left.some(({ id, attempts }) => id === job.id && attempts === job.attempts));

/** Or all uploads have been, without anybody noticing. */
async function untilSomeAreHeld(
  settings: { readonly VITRINE_DATA: string },
  holder: string,
  uploads: Promise<void>,
): Promise<void> {
  let isOver = false;
  void uploads.then(() => {
    isOver = true;
  });
  while (!isOver && !heldIn(settings).some(({ leased_by }) => leased_by === holder)) await pause(1);
}

const untilAllAreDone = (settings: { readonly VITRINE_DATA: string }): Promise<unknown> =>
  expect.poll(() => jobsIn(settings).length, { timeout: 60_000, interval: 50 }).toBe(0);
