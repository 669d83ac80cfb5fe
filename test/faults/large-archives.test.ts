// A zip of thousands of files: it is whole, costs the server no memory that grows with it, and nothing more once nobody takes it.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type IncomingMessage, get as requestGet } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { openChance } from '../support/chance.ts';
import { type MeteredServer, ROOT_KEY, startMeteredServer } from '../support/fault-server.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { scrape } from '../support/metrics.ts';
import type { Api } from '../support/nodes.ts';
import type { ServerProcess } from '../support/process.ts';
import { descriptorsOf, longestTurnOf, processorSecondsOf, residentOf } from '../support/process-state.ts';
import { formWith } from '../support/server.ts';
import { expectUnhurt } from '../support/unhurt.ts';

const FILES = rounds(2_000, 10_000);
const FILE_BYTES = 20_000;
const AT_ONCE = 8;
const LEAVERS = 10;
const MOST_GROWTH_MIB = 64;
/** One that read or checked all of the archive's files at once would take many times this. */
const LONGEST_TURN_MS = 1_000;
const LOOK_MS = 50;
const unzip = promisify(execFile);

let metered: MeteredServer;
let dataFolder: string;
let server: ServerProcess;
let api: Api;
let pid: number;
let folder: string;
beforeAll(async () => {
  metered = await startMeteredServer({ VITRINE_WORKER: 'false' });
  ({ dataFolder, server, api, pid } = metered);
  folder = (await api.json<{ id: string }>('/api/store/folder', { method: 'POST', json: { name: 'All' } })).id;
  const bytes = openChance().bytes(FILE_BYTES);
  const numbers = Array.from({ length: FILES }, (_, number) => number).values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const number of numbers) {
        const own = Buffer.from(bytes);
        own.writeUInt32BE(number);
        const answer = await api.api(`/api/store/asset/upload?folder=${folder}`, {
          ...{ method: 'POST', body: formWith(nameOf(number), own) },
        });
        expect(answer.status).toBe(201);
        await answer.arrayBuffer();
      }
    }),
  );
});
afterAll(() => metered[Symbol.asyncDispose]());

const nameOf = (number: number): string => `${String(number).padStart(6, '0')}.bin`;

async function openArchive(): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${ROOT_KEY}` };
  const request = requestGet(`${server.url}/api/store/folder/${folder}/download`, { agent: false, headers });
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  return response;
}

const bytesReadBy = async (): Promise<number> => {
  const headers = { authorization: `Bearer ${ROOT_KEY}` };
  return (await scrape(server.url, { headers })).value('vitrine_http_sent_bytes_total') ?? 0;
};

describe('a zip of thousands of files', () => {
  it(`has all ${FILES} of them, whole, in constant memory, and stops with its reader`, {
    timeout: rounds(900_000, 3_600_000),
  }, async (context) => {
    const before = residentOf(pid);
    process.kill(pid, 'SIGUSR2');
    let most = before;
    const watching = setInterval(() => {
      most = Math.max(most, residentOf(pid));
    }, LOOK_MS);
    const path = join(dataFolder, 'all.zip');
    const response = await openArchive();
    await pipeline(response, createWriteStream(path));

    const { stdout } = await unzip('unzip', ['-tq', path], { maxBuffer: 2 ** 26 });
    expect(stdout).toContain('No errors detected');
    const zip = await yauzl.openPromise(path, { strictFileNames: true });
    const names: string[] = [];
    let sizeBytes = 0;
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName.split('/').at(-1) ?? '');
      sizeBytes += entry.uncompressedSize;
    }
    const files = names.filter((name) => name !== '').sort();
    expect(files).toEqual(Array.from({ length: FILES }, (_, number) => nameOf(number)));
    expect(sizeBytes).toBe(FILES * FILE_BYTES);

    const sentBefore = await bytesReadBy();
    const descriptors = descriptorsOf(pid);
    for (let i = 0; i < LEAVERS; i++) {
      const left = await openArchive();
      await once(left, 'readable');
      left.destroy();
    }
    while (descriptorsOf(pid) > descriptors) await pause(LOOK_MS);
    const sent = (await bytesReadBy()) - sentBefore;
    clearInterval(watching);
    // Each has cost what was on its way, and not the whole.
    expect(sent).toBeLessThan((LEAVERS * FILES * FILE_BYTES) / 2);
    expectUnhurt(server);
    const seconds = processorSecondsOf(pid);
    expect(await server.stop()).toBe(0);
    const turn = longestTurnOf(server);
    tellFigures(context, {
      files: FILES,
      'memory more, MiB': most - before,
      'readers that left': LEAVERS,
      'sent to those, of what they asked for': `${((100 * sent) / (LEAVERS * FILES * FILE_BYTES)).toFixed(1)} %`,
      'longest turn, ms of processor time': turn,
      'processor time, s': seconds,
    });
    expect(most - before).toBeLessThanOrEqual(MOST_GROWTH_MIB);
    expect(turn).toBeLessThanOrEqual(LONGEST_TURN_MS);
  });
});
