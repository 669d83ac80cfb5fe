// A disk that fills up while files come in: refused clearly, nothing half-stored, and all well again once there is space.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, type ServerProcess, startServerProcess } from '../support/process.ts';

const ROOT_KEY = 'd'.repeat(40);
const headers = { authorization: `Bearer ${ROOT_KEY}` };

let disk: string;
let server: ServerProcess;
const settings = () => ({ VITRINE_DATA: join(disk, 'data'), VITRINE_ROOT_KEY: ROOT_KEY });

beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'vitrine-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', disk]);
  await writeFile(join(disk, 'ballast'), randomBytes(16 * 1024 * 1024));
  server = await startServerProcess(settings());
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  execFileSync('umount', [disk]);
  await rm(disk, { recursive: true });
});

async function upload(sizeBytes: number): Promise<{ status: number; id: string | undefined }> {
  const form = new FormData();
  form.append('file', new File([randomBytes(sizeBytes)], 'a.bin'));
  const response = await fetch(`${server.url}/api/store/asset/upload`, { method: 'POST', headers, body: form });
  const body = (await response.json()) as { id?: string };
  return { status: response.status, id: body.id };
}

describe('a full disk', () => {
  it('answers 507, keeps serving what is there, and takes uploads again once there is space', async () => {
    const stored: string[] = [];
    let refused = 0;
    for (let i = 0; i < 400 && refused < 20; i++) {
      const { status, id } = await upload(200_000);
      expect([201, 507]).toContain(status);
      if (status === 507) refused++;
      else if (id) stored.push(id);
    }
    expect(refused).toBe(20);
    expect(stored.length).toBeGreaterThan(10);
    for (const id of stored) {
      const response = await fetch(`${server.url}/api/store/asset/download?id=${id}`, { headers });
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBe(200_000);
    }
    expect(await readdir(join(disk, 'data', 'temporary'))).toEqual([]);
    const listed = await fetch(`${server.url}/api/store/asset/`, { headers });
    expect(await listed.json()).toMatchObject({ collection_total: stored.length });
    await rm(join(disk, 'ballast'));
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect((await upload(200_000)).status).toBe(201);
    expect(await server.stop()).toBe(0);
    const verified = await runCommand(['verify', '--json'], settings());
    expect(JSON.parse(verified.stdout)).toMatchObject({ clean: true });
  });
});
