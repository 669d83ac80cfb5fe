import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { blobNames, sha256Of, storeBytes } from '../support/blobs.ts';
import { blobFile, cutShort, extend, flipBit, makeOld, remove, swap, zeroBlock } from '../support/damage.ts';
import { plain } from '../support/images.ts';
import { openSession } from '../support/postgres.ts';
import { runCommand } from '../support/process.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Result {
  readonly clean: boolean;
  readonly blobs: number;
  readonly bytes: number;
  readonly found: Record<string, number>;
  readonly repaired: Record<string, number>;
  readonly remaining: number;
  readonly findings: { problem: string; what: string; assets: { id: string; name: string }[]; repaired: boolean }[];
}

const NOTHING = {
  database: 0,
  discrepancy: 0,
  orphan: 0,
  missing: 0,
  wrong_size: 0,
  wrong_bytes: 0,
  unreadable: 0,
  unavailable: 0,
};

async function verify({ settings }: TestServer, ...options: string[]): Promise<{ code: number; result: Result }> {
  const { code, stdout, stderr } = await runCommand(['verify', '--json', ...options], settings);
  if (stdout === '') throw new Error(stderr);
  return { code, result: JSON.parse(stdout) };
}

async function uploadMany(server: TestServer, count: number, sizeBytes = 5_000): Promise<Map<string, Buffer>> {
  const uploaded = new Map<string, Buffer>();
  for (let i = 0; i < count; i++) {
    const bytes = randomBytes(sizeBytes);
    const { id } = await server.upload(`file-${i}.bin`, bytes);
    uploaded.set(id, bytes);
  }
  return uploaded;
}

/** Beside the server. */
async function inDatabase({ settings, dataFolder }: TestServer, statement: string): Promise<unknown[]> {
  const url = settings['VITRINE_DATABASE_URL'];
  if (url !== undefined) {
    await using session = await openSession(url);
    await session.query(`set vitrine.workspace = '*'`);
    return (await session.query(statement)).rows;
  }
  using sqlite = new DatabaseSync(join(dataFolder, 'vitrine.sqlite'), { timeout: 5_000 });
  return sqlite.prepare(statement).all();
}

describe('vitrine verify', () => {
  it('finds nothing wrong in a sound library, beside its server, and notes that it looked', async () => {
    await using server = await startTestServer();
    const uploaded = await uploadMany(server, 20);
    await server.upload('large.bin', randomBytes(3_000_000));
    await server.upload('empty.bin', '');
    const { code, result } = await verify(server);
    expect(code).toBe(0);
    expect(result).toMatchObject({ clean: true, blobs: 22, bytes: 20 * 5_000 + 3_000_000, remaining: 0 });
    expect(result.found).toEqual(NOTHING);
    expect(await inDatabase(server, 'select * from blobs where verified_at is null')).toEqual([]);
    expect(uploaded.size).toBe(20);
  });

  it('finds every damaged blob and no other, names its assets, and knows when it has been mended', async () => {
    await using server = await startTestServer();
    const uploaded = [...(await uploadMany(server, 60))];
    const expected = new Map<string, string>();
    const damage = async (index: number, problem: string, how: (file: string) => Promise<void>): Promise<void> => {
      const sha256 = sha256Of(uploaded[index]?.[1] ?? Buffer.alloc(0));
      await how(blobFile(server.dataFolder, sha256));
      expected.set(sha256, problem);
    };
    for (let i = 0; i < 5; i++) {
      await damage(6 * i, 'wrong_bytes', flipBit);
      await damage(6 * i + 1, 'wrong_bytes', zeroBlock);
      await damage(6 * i + 2, 'wrong_size', cutShort);
      await damage(6 * i + 3, 'wrong_size', extend);
      await damage(6 * i + 4, 'missing', remove);
      await damage(6 * i + 5, 'missing', async (file) => {
        await rm(file);
        await mkdir(file);
      });
    }
    const other = blobFile(server.dataFolder, sha256Of(uploaded[31]?.[1] ?? Buffer.alloc(0)));
    await damage(30, 'wrong_bytes', (file) => swap(file, other));
    await damage(31, 'wrong_bytes', async () => undefined);

    const { code, result } = await verify(server);
    expect(code).toBe(1);
    expect(result).toMatchObject({ clean: false, blobs: 60, remaining: expected.size });
    expect(new Map(result.findings.map((finding) => [finding.what, finding.problem]))).toEqual(expected);
    const [first] = uploaded;
    const finding = result.findings.find(({ what }) => what === sha256Of(first?.[1] ?? Buffer.alloc(0)));
    expect(finding?.assets).toEqual([{ id: first?.[0], name: 'file-0.bin' }]);
    const marked = 'select sha256 from blobs where damaged_at is not null';
    expect(await inDatabase(server, marked)).toHaveLength(expected.size);

    // The same bytes, uploaded once more, mend what is damaged.
    for (const [sha256] of expected) {
      const bytes = uploaded.find(([, one]) => sha256Of(one) === sha256)?.[1] ?? Buffer.alloc(0);
      await rm(blobFile(server.dataFolder, sha256), { recursive: true, force: true });
      await server.upload('again.bin', bytes);
    }
    expect((await verify(server)).result).toMatchObject({ clean: true, found: NOTHING });
    expect(await inDatabase(server, marked)).toEqual([]);
  });

  it('does not repair what a user uploaded: it says so, keeps the record and exits with 1', async () => {
    await using server = await startTestServer();
    const { id } = await server.upload('lost.bin', 'precious');
    await remove(blobFile(server.dataFolder, sha256Of(Buffer.from('precious'))));
    const { code, result } = await verify(server, '--repair');
    expect(code).toBe(1);
    expect(result).toMatchObject({ remaining: 1, found: { missing: 1 }, repaired: { missing: 0 } });
    expect(await server.json(`/api/store/asset/${id}`)).toMatchObject({ id });
    const { code: again, stdout } = await runCommand(['verify'], server.settings);
    expect(again).toBe(1);
    expect(stdout).toContain(`lost.bin (${id})`);
  });

  it('looks at presence and size alone with --quick', async () => {
    await using server = await startTestServer();
    const [flipped, cut, lost] = [...(await uploadMany(server, 10)).values()].map((bytes) =>
      blobFile(server.dataFolder, sha256Of(bytes)),
    );
    await flipBit(flipped ?? '');
    await cutShort(cut ?? '');
    await remove(lost ?? '');
    const { code, result } = await verify(server, '--quick');
    expect(code).toBe(1);
    expect(result.found).toEqual({ ...NOTHING, wrong_size: 1, missing: 1 });
  });

  it('lists bytes without a record once they are older than the grace, and removes them with --repair', async () => {
    await using server = await startTestServer();
    await uploadMany(server, 5);
    const planted: string[] = [];
    for (let i = 0; i < 20; i++) planted.push(await storeBytes(server.core.blobs, randomBytes(1_000)));
    const [young, ...old] = planted;
    for (const sha256 of old) await makeOld(blobFile(server.dataFolder, sha256));

    const listed = await verify(server);
    expect(listed.code).toBe(1);
    expect(listed.result.found).toEqual({ ...NOTHING, orphan: 19 });
    const repaired = await verify(server, '--repair');
    expect(repaired.code).toBe(0);
    expect(repaired.result).toMatchObject({ remaining: 0, repaired: { orphan: 19 } });
    const left = await blobNames(server.core.blobs);
    expect(left).toHaveLength(6);
    expect(left).toContain(young);
  });

  it('takes nothing that is being uploaded while it repairs, also when the very same bytes lie there as orphans', async () => {
    await using server = await startTestServer({ settings: { VITRINE_SWEEP_GRACE_SECONDS: '20' } });
    const kept = new Map<string, string>();
    let isDone = false;
    const uploading = (async () => {
      for (let i = 0; !isDone; i++) {
        const bytes = randomBytes(2_000);
        // An orphan of old, of which an upload makes an asset just now.
        if (i % 2 === 0) await makeOld(blobFile(server.dataFolder, await storeBytes(server.core.blobs, bytes)));
        kept.set((await server.upload(`${i}.bin`, bytes)).id, sha256Of(bytes));
      }
    })();
    let removed = 0;
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 30; i++) {
        await makeOld(blobFile(server.dataFolder, await storeBytes(server.core.blobs, randomBytes(500))));
      }
      const { result } = await verify(server, '--repair', '--quick');
      removed += result.repaired['orphan'] ?? 0;
    }
    isDone = true;
    await uploading;
    expect(removed).toBeGreaterThanOrEqual(90);
    for (const [id, sha256] of kept) {
      const answer = await server.api(`/api/store/asset/${id}/content`);
      expect(sha256Of(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256);
    }
    expect(kept.size).toBeGreaterThan(20);
    expect((await verify(server)).result).toMatchObject({ clean: true, found: NOTHING });
  });

  it('raises no alarm about totals that change while it looks', async () => {
    await using server = await startTestServer();
    let isDone = false;
    const uploading = (async () => {
      for (let i = 0; !isDone; i++) {
        const { id } = await server.upload(`${i}.txt`, `text ${i}`);
        if (i % 3 === 0) await server.api(`/api/store/asset/${id}`, { method: 'DELETE' });
      }
    })();
    const results = [await verify(server), await verify(server)];
    isDone = true;
    await uploading;
    for (const { result } of results) expect(result.found).toEqual(NOTHING);
  });

  it('finds maintained values that are wrong, and mends them with --repair', async () => {
    await using server = await startTestServer();
    await uploadMany(server, 3);
    await inDatabase(server, 'update workspaces set asset_count = 99, total_bytes = 1');
    await inDatabase(server, 'update blobs set reference_count = 7');
    const found = await verify(server);
    expect(found.code).toBe(1);
    expect(found.result.found).toEqual({ ...NOTHING, discrepancy: 5 });
    const repaired = await verify(server, '--repair');
    expect(repaired.code).toBe(0);
    expect(repaired.result.repaired).toEqual({ ...NOTHING, discrepancy: 5 });
    expect((await verify(server)).result.found).toEqual(NOTHING);
  });

  it('drops damaged pictures with --repair, so that they are made again', async () => {
    await using server = await startTestServer();
    const { id } = await server.upload('picture.png', await plain(400, 300).png().toBuffer());
    const thumbnail = `/api/store/asset/${id}/thumbnail`;
    // Until the job has made its picture, which would write it anew over the damage.
    await expect.poll(() => server.json(`/api/store/asset/${id}`)).toMatchObject({ width: 400 });
    const before = sha256Of(new Uint8Array(await (await server.api(thumbnail)).arrayBuffer()));
    await flipBit(blobFile(server.dataFolder, before));
    expect((await verify(server)).code).toBe(1);
    const { code, result } = await verify(server, '--repair');
    expect(code).toBe(0);
    expect(result).toMatchObject({ found: { wrong_bytes: 1 }, repaired: { wrong_bytes: 1 } });
    const after = sha256Of(new Uint8Array(await (await server.api(thumbnail)).arrayBuffer()));
    expect(after).toBe(before);
    expect((await verify(server)).result.found).toEqual(NOTHING);
  });

  it('says that the database itself is damaged', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'vitrine-verify-'));
    try {
      {
        await using server = await startTestServer({ settings: { VITRINE_DATA: dataFolder }, isEmbedded: true });
        await uploadMany(server, 40, 100);
      }
      // The last page of an index or table: what the start of the server does not need.
      const file = await open(join(dataFolder, 'vitrine.sqlite'), 'r+');
      const { size } = await file.stat();
      for (let page = 10; page * 4096 < size; page += 3)
        await file.write(randomBytes(2000), 0, 2000, page * 4096 + 1000);
      await file.close();
      const { code, stdout, stderr } = await runCommand(['verify'], { VITRINE_DATA: dataFolder });
      expect(code).toBe(1);
      expect(stdout + stderr).toMatch(/the database itself is damaged|malformed/);
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  });

  it('refuses a folder without a library, and does not make one of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-verify-'));
    try {
      await writeFile(join(folder, 'a.txt'), 'a');
      const { code, stdout, stderr } = await runCommand(['verify', '--json'], { VITRINE_DATA: folder });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(folder);
      expect(existsSync(join(folder, 'vitrine.sqlite'))).toBe(false);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
