// A disk that fills up while files come in: refused clearly, nothing half-stored, what is there is served and can be removed, and all is
// well again as soon as there is space.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../support/blobs.ts';
import { rounds, tellFigures } from '../support/figures.ts';
import { type Api, apiOf } from '../support/nodes.ts';
import { runCommand, type ServerProcess, startServerProcess } from '../support/process.ts';
import { formWith } from '../support/server.ts';
import { expectQuietEnd, expectUnhurt } from '../support/unhurt.ts';

const ROOT_KEY = 'd'.repeat(40);
const ROUNDS = rounds(3, 20);
const REFUSED = 10;
/** Bytes of what was removed are kept for a while, and each round leaves as many as it found room for. */
const DISK_MIB = 64 + 16 * ROUNDS;
/** For the records, of so small a disk. */
const KEPT_BYTES = 16 * 1024 * 1024;
const BYTES = 200_000;
const TUS = { 'tus-resumable': '1.0.0' };

let disk: string;
let server: ServerProcess;
let api: Api;
const settings = () => ({ VITRINE_DATA: join(disk, 'data'), VITRINE_ROOT_KEY: ROOT_KEY });

beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'vitrine-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', disk]);
  server = await startServerProcess(settings());
  api = apiOf(() => server.url, ROOT_KEY);
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  execFileSync('umount', [disk]);
  await rm(disk, { recursive: true });
});

/** By id, the hash of its bytes. */
const stored = new Map<string, string>();

async function upload(): Promise<number> {
  const bytes = randomBytes(BYTES);
  const response = await api.api('/api/store/asset/upload', { method: 'POST', body: formWith('a.bin', bytes) });
  const { id } = (await response.json()) as { id?: string };
  if (response.status === 201 && id !== undefined) stored.set(id, sha256Of(bytes));
  return response.status;
}

/** Begins one, and sends half of it. Answers how that was answered, and its address. */
async function uploadHalf(): Promise<{ status: number; path: string }> {
  const headers = { ...TUS, 'upload-length': String(2 * BYTES), 'upload-metadata': 'filename YQ==' };
  const created = await api.api('/files/', { method: 'POST', headers });
  const path = created.headers.get('location') ?? '';
  if (created.status !== 201) return { status: created.status, path };
  const piece = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  const sent = await api.api(path, { method: 'PATCH', headers: piece, body: randomBytes(BYTES) });
  await sent.text();
  return { status: sent.status, path };
}

async function expectAllServed(): Promise<void> {
  for (const [id, sha256] of stored) {
    const response = await api.api(`/api/store/asset/download?id=${id}`);
    expect([response.status, sha256Of(new Uint8Array(await response.arrayBuffer()))]).toEqual([200, sha256]);
  }
  const listed = await api.json<{ collection_total: number }>('/api/store/asset?limit=1');
  expect(listed.collection_total).toBe(stored.size);
}

async function remove(id: string): Promise<number> {
  const response = await api.api(`/api/store/asset/${id}`, { method: 'DELETE' });
  await response.text();
  if (response.ok) stored.delete(id);
  return response.status;
}

function expectSoundRecords(): void {
  const database = new DatabaseSync(join(disk, 'data', 'vitrine.sqlite'), { readOnly: true });
  try {
    expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  } finally {
    database.close();
  }
}

const freeBytes = async (): Promise<number> => {
  const { bavail, bsize } = await statfs(disk);
  return bavail * bsize;
};

/** Until not a byte is left but those, as others who use the same disk may. */
async function fillBy(name: string, leaveBytes = 0): Promise<string> {
  const path = join(disk, name);
  const count = Math.max(0, (await freeBytes()) - leaveBytes);
  function* zeros(): Generator<Buffer> {
    for (let left = count; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536));
  }
  await pipeline(Readable.from(zeros()), createWriteStream(path)).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  });
  return path;
}

describe('a full disk', () => {
  it(`answers 507, serves and removes what is there, and takes uploads again as soon as there is space, ${ROUNDS} times`, async (context) => {
    const figures = { uploads: 0, refused: 0, 'pieces refused': 0, removed: 0, 'temporary files left': 0 };
    let leastFree = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      const ballast = await fillBy('ballast', 26_000_000);
      const halves: string[] = [];
      for (let refused = 0; refused < REFUSED; ) {
        const status = await upload();
        expect([201, 507]).toContain(status);
        figures[status === 201 ? 'uploads' : 'refused']++;
        if (status === 507) refused++;
        const half = await uploadHalf();
        expect([204, 507]).toContain(half.status);
        halves.push(half.path);
        if (half.status === 507) figures['pieces refused']++;
      }
      leastFree = Math.min(leastFree, await freeBytes());
      expect(await readdir(join(disk, 'data', 'temporary'))).toEqual([]);
      await expectAllServed();
      // What no upload of this size fits into may be room enough for a small one: nothing is left beyond what is kept for records.
      const rest = await fillBy('rest', KEPT_BYTES / 2);
      await expect.poll(async () => (await api.api('/readyz', { key: null })).status).toBe(503);
      expect((await api.api('/livez', { key: null })).status).toBe(200);
      await rm(rest);
      for (const id of [...stored.keys()].slice(0, Math.ceil(stored.size / 2))) {
        expect([200, 204]).toContain(await remove(id));
        figures.removed++;
      }
      for (const path of halves.filter((half) => half !== ''))
        expect((await api.api(path, { method: 'DELETE', headers: TUS })).status).toBe(204);
      expectSoundRecords();
      expectUnhurt(server);
      await rm(ballast);
      // The very next one.
      expect(await upload()).toBe(201);
    }
    expect(figures['pieces refused']).toBeGreaterThan(0);
    tellFigures(context, { rounds: ROUNDS, ...figures, 'bytes kept free': leastFree });
  });

  it('stays up where others take the last byte, serves what is there, and needs nothing but space', async (context) => {
    const refused = new Map<number, number>();
    const note = (status: number): unknown => refused.set(status, (refused.get(status) ?? 0) + 1);
    for (let round = 0; round < ROUNDS; round++) {
      const ballast = await fillBy('last byte');
      expect(await freeBytes()).toBe(0);
      for (let i = 0; i < REFUSED; i++) expect(await upload()).toBe(507);
      // Records have nowhere to go: each is removed, or the removal refused, and nothing in between.
      for (const id of [...stored.keys()].slice(0, 3)) note(await remove(id));
      await expectAllServed();
      expectSoundRecords();
      expectUnhurt(server);
      await rm(ballast);
      expect(await upload()).toBe(201);
    }
    expect([...refused.keys()].filter((status) => ![200, 204, 507].includes(status))).toEqual([]);
    const removals = [...refused].map(([status, count]) => `${status} ${count} times`).join(', ');
    tellFigures(context, { rounds: ROUNDS, removals });
  });

  it('leaves records and bytes that agree', async (context) => {
    expect(await server.stop()).toBe(0);
    expectQuietEnd(server);
    const verified = await runCommand(['verify', '--json'], settings());
    expect(JSON.parse(verified.stdout)).toMatchObject({ clean: true });
    tellFigures(context, { assets: stored.size });
  });
});
