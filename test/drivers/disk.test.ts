import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  statfs,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { BlobStore, Sha256 } from '../../src/core/ports.ts';
import { type DiskBlobStoreOptions, openDiskBlobStore } from '../../src/drivers/disk/index.ts';
import { type BlobStoreUnderTest, describeBlobStore, ticks } from '../contract/blob-store.ts';
import { blobNames, sha256Of, storeBytes } from '../support/blobs.ts';

interface DiskStoreUnderTest extends BlobStoreUnderTest {
  readonly root: string;
  readonly outside: string;
  pathOf(sha256: Sha256): string;
  /** Another store over the same directory, as a second process would have. */
  another(): Promise<BlobStore>;
}

async function openDisk(options: DiskBlobStoreOptions = { reserveBytes: 0 }): Promise<DiskStoreUnderTest> {
  const outside = await mkdtemp(join(tmpdir(), 'vitrine-disk-'));
  const root = join(outside, 'data', 'store');
  const opened = [await openDiskBlobStore(root, options)];
  const [first] = opened;
  if (first === undefined) throw new Error('nothing opened');
  const pathOf = (sha256: Sha256): string => join(root, 'blobs', sha256.slice(0, 2), sha256);
  return {
    store: first,
    root,
    outside,
    pathOf,
    truncate: (sha256, sizeBytes) => truncate(pathOf(sha256), sizeBytes),
    countLeftovers: async () =>
      (await readdir(join(root, 'temporary'))).length + (await readdir(join(root, 'removing'))).length,
    clockStepMs: 12,
    raceRounds: 200,
    async another() {
      const other = await openDiskBlobStore(root, options);
      opened.push(other);
      return other;
    },
    async [Symbol.asyncDispose]() {
      for (const each of opened) await each[Symbol.asyncDispose]();
      await rm(outside, { recursive: true, force: true });
    },
  };
}

const MINUTE_MS = 60_000;
const ahead = (ms: number): Date => new Date(Date.now() + ms);
const ago = (ms: number): Date => new Date(Date.now() - ms);

async function age(path: string): Promise<void> {
  await utimes(path, ago(60 * MINUTE_MS), ago(60 * MINUTE_MS));
}

describeBlobStore('disk', openDisk, { fencesRemoval: true });

describe('disk: files', () => {
  it('it keeps its files and directories to itself', async () => {
    await using under = await openDisk();
    const sha256 = await storeBytes(under.store, randomBytes(100));
    expect((await stat(under.pathOf(sha256))).mode & 0o777).toBe(0o600);
    for (const directory of ['.', 'blobs', 'blobs/ab', 'temporary', 'removing']) {
      expect((await stat(join(under.root, directory))).mode & 0o777).toBe(0o700);
    }
  });

  it('it lets the group read the blobs, and nothing else, where a proxy hands them out', async () => {
    const root = await mkdtemp(join(tmpdir(), 'vitrine-disk-'));
    await using before = await openDiskBlobStore(root);
    const old = await storeBytes(before, randomBytes(100));
    await using store = await openDiskBlobStore(root, { proxyPath: '/_blobs/' });
    const sha256 = await storeBytes(store, randomBytes(100));
    const as = { contentType: 'image/png', contentDisposition: 'inline' };
    const path = `${sha256.slice(0, 2)}/${sha256}`;

    expect(before.offload).toBeUndefined();
    expect(await store.offload?.(sha256, as, 100)).toEqual({ kind: 'proxy', path: `/_blobs/${path}` });
    expect(await store.offload?.(sha256, as, 101)).toBeUndefined();
    expect(await store.offload?.(old, as, 100)).toBeUndefined();
    expect(await store.offload?.('0'.repeat(64), as, 100)).toBeUndefined();
    await expect(store.offload?.(`../${'0'.repeat(61)}`, as, 100)).rejects.toThrow(TypeError);

    const mode = async (...names: string[]) => (await stat(join(root, ...names))).mode & 0o777;
    expect(await mode('blobs', path)).toBe(0o640);
    for (const directory of ['blobs', 'blobs/ab']) expect(await mode(directory)).toBe(0o750);
    expect(await mode('.')).toBe(0o710);
    for (const directory of ['temporary', 'removing']) expect(await mode(directory)).toBe(0o700);
    await rm(root, { recursive: true });
  });

  it('it does not touch the disk for an upload that breaks off early', async () => {
    await using under = await openDisk();
    await using writer = await under.store.create();
    await writer.write(randomBytes(200_000));
    expect(await readdir(join(under.root, 'temporary'))).toEqual([]);
  });

  it('it ignores files that are not blobs', async () => {
    await using under = await openDisk();
    const sha256 = await storeBytes(under.store, randomBytes(100));
    const shard = join(under.root, 'blobs', sha256.slice(0, 2));
    await writeFile(join(shard, 'README'), 'foreign');
    await writeFile(join(shard, `${sha256}.bak`), 'foreign');
    await mkdir(join(shard, `${sha256.slice(0, 2)}${'0'.repeat(62)}`));
    await link(under.pathOf(sha256), join(under.root, 'blobs', sha256.startsWith('00') ? '01' : '00', sha256));
    await writeFile(join(under.root, 'blobs', 'note'), 'foreign');
    expect(await blobNames(under.store)).toEqual([sha256]);
    expect(await under.store.stat(`${sha256.slice(0, 2)}${'0'.repeat(62)}`)).toBeUndefined();
    expect(await under.store.open(`${sha256.slice(0, 2)}${'0'.repeat(62)}`)).toBeUndefined();
  });

  it.each(['to a secret', 'to nothing'])('it never follows a symlink %s in place of a blob', async (target) => {
    await using under = await openDisk();
    const secret = join(under.outside, 'secret');
    if (target === 'to a secret') await writeFile(secret, 'secret');
    const bytes = Buffer.from('the real bytes');
    const sha256 = sha256Of(bytes);
    await symlink(secret, under.pathOf(sha256));

    expect(await under.store.open(sha256)).toBeUndefined();
    expect(await under.store.read(sha256)).toBeUndefined();
    expect(await under.store.stat(sha256)).toBeUndefined();
    expect(await blobNames(under.store)).toEqual([]);
    expect(await under.store.remove(sha256, ahead(MINUTE_MS))).toBe('absent');

    await storeBytes(under.store, bytes);
    expect((await lstat(under.pathOf(sha256))).isFile()).toBe(true);
    expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
    if (target === 'to a secret') expect(await readFile(secret, 'utf8')).toBe('secret');
    else await expect(stat(secret)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('it does not open where a shard has been replaced by a symlink', async () => {
    await using under = await openDisk();
    await rename(join(under.root, 'blobs', '7f'), join(under.outside, '7f'));
    await symlink(join(under.outside, '7f'), join(under.root, 'blobs', '7f'));
    await expect(under.another()).rejects.toMatchObject({ code: 'internal' });
  });

  it('it errors a stream whose file loses its end while it is read', async () => {
    await using under = await openDisk();
    const bytes = randomBytes(1_000_000);
    const sha256 = await storeBytes(under.store, bytes);
    const stream = await under.store.open(sha256);
    await truncate(under.pathOf(sha256), 200_000);
    expect(stream).toBeDefined();
    if (stream !== undefined) await expect(text(stream)).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('disk: several stores over one directory', () => {
  it('it never takes a blob away that another store commits again', async () => {
    await using under = await openDisk();
    const other = await under.another();
    const bytes = randomBytes(3000);
    const sha256 = await storeBytes(under.store, bytes);
    let removed = 0;
    for (let round = 0; round < 400; round += 1) {
      await age(under.pathOf(sha256));
      const commit = async (): Promise<void> => {
        await storeBytes(other, bytes);
        expect((await other.read(sha256))?.equals(bytes)).toBe(true);
        expect((await under.store.stat(sha256))?.sizeBytes).toBe(bytes.byteLength);
      };
      const commits = Promise.all(Array.from({ length: 1 + (round % 3) }, commit));
      await ticks(round % 20);
      const outcomes = await Promise.all(
        [under.store, other, under.store, other, under.store, other, under.store, other].map((each) =>
          each.remove(sha256, ago(MINUTE_MS)),
        ),
      );
      await commits;
      removed += outcomes.filter((outcome) => outcome === 'removed').length;
      expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
    }
    expect(removed).toBeGreaterThan(0);
    expect(await under.countLeftovers()).toBe(0);
  });

  it('it reads a blob that a removal has taken aside', async () => {
    await using under = await openDisk();
    const bytes = randomBytes(3000);
    const sha256 = await storeBytes(under.store, bytes);
    await rename(under.pathOf(sha256), join(under.root, 'removing', `${sha256}.${Date.now()}.${randomUUID()}`));
    expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
    expect((await under.store.stat(sha256))?.sizeBytes).toBe(3000);
    expect((await under.store.open(sha256))?.destroy()).toBeDefined();
  });
});

describe('disk: after a crash', () => {
  const takeAside = async (under: DiskStoreUnderTest, bytes: Buffer, takenAt: Date): Promise<Sha256> => {
    const sha256 = await storeBytes(under.store, bytes);
    await age(under.pathOf(sha256));
    const aside = join(under.root, 'removing', `${sha256}.${takenAt.getTime()}.${randomUUID()}`);
    await rename(under.pathOf(sha256), aside);
    return sha256;
  };

  it('it puts back what a removal had taken aside, when it is opened', async () => {
    await using under = await openDisk();
    const sha256 = await takeAside(under, randomBytes(300), new Date());
    const next = await under.another();
    expect(await blobNames(next)).toEqual([sha256]);
    expect(await under.countLeftovers()).toBe(0);
  });

  it('it puts back what a removal had taken aside long ago, when it sweeps', async () => {
    await using under = await openDisk();
    const long = await takeAside(under, randomBytes(300), ago(10 * MINUTE_MS));
    await takeAside(under, randomBytes(300), new Date());
    expect(await under.store.sweepAbandoned(ago(MINUTE_MS))).toBe(0);
    expect(await blobNames(under.store)).toEqual([long]);
  });

  it('it finishes a removal that is asked for again', async () => {
    await using under = await openDisk();
    const sha256 = await takeAside(under, randomBytes(300), new Date());
    expect(await under.store.remove(sha256, new Date())).toBe('removed');
    expect(await under.countLeftovers()).toBe(0);
  });

  it('it sweeps away the files of dead writers, and only those', async () => {
    await using under = await openDisk();
    const temporary = join(under.root, 'temporary');
    const dead = Array.from({ length: 5 }, () => join(temporary, randomUUID()));
    for (const path of dead) {
      await writeFile(path, 'half an upl');
      await age(path);
    }
    await writeFile(join(temporary, randomUUID()), 'another process writes this');
    await writeFile(join(temporary, 'foreign'), 'not ours');
    await age(join(temporary, 'foreign'));
    expect(await under.store.sweepAbandoned(ago(MINUTE_MS))).toBe(5);
    expect(await readdir(temporary)).toHaveLength(2);
  });

  it('it keeps what it acknowledged, and nothing by half, when its process is killed', async () => {
    await using under = await openDisk();
    for (let round = 0; round < 5; round += 1) {
      const child = fork(new URL('../support/store-until-killed.ts', import.meta.url), [under.root], {
        stdio: 'inherit',
        execArgv: [],
      });
      const acknowledged: string[] = [];
      child.on('message', (sha256) => acknowledged.push(String(sha256)));
      await once(child, 'message');
      await sleep(30 + round * 40);
      child.kill('SIGKILL');
      await once(child, 'exit');
      for (const sha256 of acknowledged) {
        expect(sha256Of((await under.store.read(sha256)) ?? Buffer.from('lost'))).toBe(sha256);
      }
    }
    for await (const { sha256 } of under.store.list()) {
      expect(sha256Of((await under.store.read(sha256)) ?? Buffer.from('lost'))).toBe(sha256);
    }
    await under.store.sweepAbandoned(ahead(MINUTE_MS));
    expect(await under.countLeftovers()).toBe(0);
  });
});

describe('disk: little space', () => {
  it('it refuses new blobs when only the reserve is left, and goes on with reads and removals', async () => {
    await using under = await openDisk();
    const sha256 = await storeBytes(under.store, randomBytes(100));
    const full = await openDiskBlobStore(under.root, { reserveBytes: Number.MAX_SAFE_INTEGER });
    await expect(full.create()).rejects.toMatchObject({ code: 'storage_full' });
    await expect(full.check()).rejects.toMatchObject({ code: 'storage_full' });
    expect(await full.read(sha256)).toHaveLength(100);
    expect(await full.remove(sha256, ahead(MINUTE_MS))).toBe('removed');
    await full[Symbol.asyncDispose]();
  });

  it('it stops a big blob when it reaches the reserve', async () => {
    await using under = await openDisk();
    const { bavail, bsize } = await statfs(under.root);
    const tight = await openDiskBlobStore(under.root, { reserveBytes: bavail * bsize - 64 * 1024 * 1024 });
    await using writer = await tight.create();
    const chunk = Buffer.alloc(1024 * 1024);
    const fill = async (): Promise<void> => {
      for (let written = 0; written < 4096; written += 1) await writer.write(chunk);
    };
    await expect(fill()).rejects.toMatchObject({ code: 'storage_full' });
    await expect(writer.write(chunk)).rejects.toMatchObject({ code: 'storage_full' });
    expect(await under.countLeftovers()).toBe(0);
    await tight[Symbol.asyncDispose]();
  });
});

describe('disk: taking aside what is damaged', () => {
  /** Others get their turn before all of it is read. */
  const LONG_READ_BYTES = 64 * 1024 * 1024;
  const plant = async (under: DiskStoreUnderTest, sizeBytes: number): Promise<Sha256> => {
    const sha256 = await storeBytes(under.store, randomBytes(100));
    await truncate(under.pathOf(sha256), sizeBytes);
    return sha256;
  };
  const takenAside = async (under: DiskStoreUnderTest): Promise<string[]> => readdir(join(under.root, 'removing'));

  it('it takes away what it says, also where another process starts meanwhile and puts back what lies aside', async () => {
    await using under = await openDisk();
    const sha256 = await plant(under, LONG_READ_BYTES);
    const taking = under.store.quarantine?.(sha256);
    while ((await takenAside(under)).length === 0) await ticks(1);
    await under.another();
    expect(await taking).toBe('taken');
    expect(await under.store.stat(sha256)).toBeUndefined();
    expect(await readdir(join(under.root, 'quarantine'))).toHaveLength(1);
  });

  it('it leaves what was stored while another process put back what lay aside', async () => {
    await using under = await openDisk();
    const bytes = randomBytes(100);
    const sha256 = await storeBytes(under.store, bytes);
    await truncate(under.pathOf(sha256), LONG_READ_BYTES);
    const taking = under.store.quarantine?.(sha256);
    while ((await takenAside(under)).length === 0) await ticks(1);
    await storeBytes(under.store, bytes);
    await under.another();
    const answer = await taking;
    const quarantined = await readdir(join(under.root, 'quarantine')).catch(() => []);
    expect(answer).toBe(quarantined.length > 0 ? 'taken' : 'kept');
    expect((await under.store.read(sha256))?.equals(bytes)).toBe(true);
  });

  it('it starts whatever a crash has left aside, also what was no file', async () => {
    await using under = await openDisk();
    const sha256 = sha256Of(randomBytes(8));
    await mkdir(join(under.root, 'removing', `${sha256}.${Date.now()}.${randomUUID()}`));
    const other = await under.another();
    expect(await other.stat(sha256)).toBeUndefined();
    expect(await takenAside(under)).toEqual([]);
    expect(await readdir(join(under.root, 'quarantine'))).toHaveLength(1);
  });
});
