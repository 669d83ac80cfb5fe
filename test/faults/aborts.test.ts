// Uploads that are cut anywhere, in every way a connection can end: nothing of them is left, and the server is as it was.
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExistingCore } from '../../src/app/library.ts';
import { openResumableUploads } from '../../src/app/uploads.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/http/log.ts';
import { type Chance, openChance } from '../support/chance.ts';
import { type MeteredServer, ROOT_KEY, startMeteredServer } from '../support/fault-server.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { expectNothingIsLeftOver } from '../support/left-over.ts';
import { scrape } from '../support/metrics.ts';
import type { Api } from '../support/nodes.ts';
import type { ServerProcess, Settings } from '../support/process.ts';
import { descriptorsOf, residentOf } from '../support/process-state.ts';
import { expectQuietEnd, expectUnhurt } from '../support/unhurt.ts';

const ABORTS = rounds(300, 10_000);
/** What these make the server load, keep and collect only now and then is not the others'. */
const FIRST = rounds(90, 2_000);
const AT_ONCE = 30;
const LARGEST_BYTES = 1_500_000;
const MOST_GROWTH_MIB = 50;
const MOST_DESCRIPTORS = 5;
const LOOK_MS = 100;
const DOORS = ['form', 'resumable'] as const;
const ENDS = ['reset', 'half-close', 'stall'] as const;

let metered: MeteredServer;
let settings: Settings;
let dataFolder: string;
let server: ServerProcess;
let api: Api;
let pid: number;
beforeAll(async () => {
  metered = await startMeteredServer({ VITRINE_WORKER: 'false', VITRINE_SLOW_SECONDS: '4' });
  ({ settings, dataFolder, server, api, pid } = metered);
});
afterAll(() => metered[Symbol.asyncDispose]());

const TUS = { 'tus-resumable': '1.0.0' };
const PART = '--b\r\ncontent-disposition: form-data; name="file"; filename="cut.bin"\r\n\r\n';

async function headOf(door: (typeof DOORS)[number], sizeBytes: number): Promise<string> {
  const lines = ['host: x', `authorization: Bearer ${ROOT_KEY}`];
  if (door === 'form') {
    const length = PART.length + sizeBytes + '\r\n--b--\r\n'.length;
    lines.unshift('POST /api/store/asset/upload HTTP/1.1');
    return [...lines, 'content-type: multipart/form-data; boundary=b', `content-length: ${length}`, '', PART].join(
      '\r\n',
    );
  }
  const headers = { ...TUS, 'upload-length': String(sizeBytes), 'upload-metadata': 'filename Y3V0LmJpbg==' };
  let created = await api.api('/files/', { method: 'POST', headers });
  // To such a server, whoever a busy machine keeps from sending is slow.
  while (created.status === 408) created = await api.api('/files/', { method: 'POST', headers });
  expect(created.status).toBe(201);
  lines.unshift(`PATCH ${created.headers.get('location')} HTTP/1.1`);
  lines.push('tus-resumable: 1.0.0', 'upload-offset: 0', 'content-type: application/offset+octet-stream');
  return [...lines, `content-length: ${sizeBytes}`, '', ''].join('\r\n');
}

/** Until the connection is closed, by whoever. */
async function abort(chance: Chance): Promise<string> {
  const [door, end] = [chance.pick(DOORS), chance.pick(ENDS)];
  const sizeBytes = chance.between(2, LARGEST_BYTES);
  // Also in the middle of the head.
  const head = await headOf(door, sizeBytes);
  const sent = chance.oneIn(10)
    ? Buffer.from(head).subarray(0, chance.between(0, head.length))
    : Buffer.concat([Buffer.from(head), chance.bytes(chance.between(0, sizeBytes - 1))]);
  const { hostname: host, port } = new URL(server.url);
  const socket = connect({ host, port: Number(port), allowHalfOpen: true });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.once('end', () => socket.end());
  socket.resume();
  await once(socket, 'connect');
  const written = new Promise((resolve) => socket.write(sent, resolve));
  if (end === 'half-close') socket.end();
  else {
    await Promise.race([written, closed]);
    if (end === 'reset') socket.resetAndDestroy();
  }
  await closed;
  return `${door}, ${end}`;
}

async function abortAll(count: number, chance: Chance): Promise<Map<string, number>> {
  const ways = new Map<string, number>();
  const numbers = Array.from({ length: count }, (_, i) => i).values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const number of numbers) {
        const way = await abort(chance.for(`abort ${number}`));
        ways.set(way, (ways.get(way) ?? 0) + 1);
      }
    }),
  );
  return ways;
}

const requestsUnderWay = async (): Promise<number> => {
  const headers = { authorization: `Bearer ${ROOT_KEY}` };
  return (await scrape(server.url, { headers })).value('vitrine_http_requests_in_flight') ?? 0;
};

describe('uploads that are cut', () => {
  it(`leave nothing behind, ${ABORTS} of them, by forms and in pieces, reset, half closed or silent`, {
    timeout: rounds(900_000, 6 * 3_600_000),
  }, async (context) => {
    const chance = openChance();
    console.log(`FAULTS_SEED=${chance.seed}`);
    await abortAll(FIRST, chance.for('before'));
    while ((await requestsUnderWay()) > 1) await pause(LOOK_MS);
    const [descriptors, resident] = [descriptorsOf(pid), residentOf(pid)];

    const ways = await abortAll(ABORTS, chance);
    while ((await requestsUnderWay()) > 1) await pause(LOOK_MS);
    await api.upload('whole.txt', 'whole');
    // Of connections that are closed the server hears in its own time.
    await expect.poll(() => descriptorsOf(pid) - descriptors).toBeLessThanOrEqual(MOST_DESCRIPTORS);
    const [descriptorsAfter, residentAfter] = [descriptorsOf(pid), residentOf(pid)];
    expect(await readdir(join(dataFolder, 'temporary'))).toEqual([]);
    expectUnhurt(server);
    expect(await server.stop()).toBe(0);
    expectQuietEnd(server);

    const expired = await expireUploads();
    expect(
      await readdir(join(dataFolder, 'uploads')).then((names) => names.filter((name) => /^[0-9a-f]{32}$/.test(name))),
    ).toEqual([]);
    await expectNothingIsLeftOver(settings);
    tellFigures(context, {
      seed: chance.seed,
      aborts: [...ways].map(([way, count]) => `${way} ${count}`).join('; '),
      'unfinished uploads expired': expired,
      'files left': 0,
      'descriptors more': descriptorsAfter - descriptors,
      'memory more, MiB': residentAfter - resident,
    });
    expect(residentAfter - resident).toBeLessThanOrEqual(MOST_GROWTH_MIB);
  });
});

/** As the server itself does, at a time when all have expired. Answers how many there were; a second time there are none. */
async function expireUploads(): Promise<number> {
  const config = readConfig({ ...settings, VITRINE_RESUMABLE_SECONDS: '0' });
  await using opened = await openExistingCore(config);
  await using uploads = await openResumableUploads(config, opened.core, createLog('silent'));
  const expired = await uploads.resumable.removeExpired();
  expect(await uploads.resumable.removeExpired()).toBe(0);
  return expired;
}
