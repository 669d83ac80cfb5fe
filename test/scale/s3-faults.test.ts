import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import type { BlobStore } from '../../src/core/ports.ts';
import { openS3BlobStore, type S3BlobStoreOptions } from '../../src/drivers/s3/index.ts';
import { blobNames, sha256Of, storeBytes } from '../support/blobs.ts';
import { watchOwnTime } from '../support/own-time.ts';
import { type Lie, type LyingS3, type S3Operation, startLyingS3 } from '../support/s3-faults.ts';

const MIB = 1024 * 1024;
const PROMPT_MS = 10_000;
const SMALL = randomBytes(20_000);
const LARGE = randomBytes(20 * MIB);

interface Under extends AsyncDisposable {
  readonly s3: LyingS3;
  readonly store: BlobStore;
}

async function open(options: Partial<S3BlobStoreOptions> = {}): Promise<Under> {
  const s3 = await startLyingS3();
  const store = await openS3BlobStore({ ...s3.options, ...options });
  return {
    s3,
    store,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await s3[Symbol.asyncDispose]();
    },
  };
}

/** What the error is, once it came within the time that a client is given: from now on, or from the first lie where S3 lies. */
async function failsPromptly(work: Promise<unknown>, liar?: LyingS3): Promise<unknown> {
  let watch = watchOwnTime();
  liar?.onFirstLie(() => {
    watch[Symbol.dispose]();
    watch = watchOwnTime();
  });
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  const { ms } = watch;
  watch[Symbol.dispose]();
  expect(ms).toBeLessThan(PROMPT_MS);
  return error;
}

const unavailable = expect.objectContaining({ code: 'unavailable', retryAfterSeconds: expect.any(Number) });

/** Nobody was told of them, so nothing may be left of them after the sweep. */
async function leavesNothing({ s3, store }: Under): Promise<void> {
  await store.sweepAbandoned(new Date(Date.now() + 60_000));
  expect(await s3.bucket.unfinished()).toEqual([]);
  expect((await s3.bucket.keys()).filter((key) => key.includes('/incoming/'))).toEqual([]);
}

describe('s3 that can not be reached', () => {
  it.each(['refuse', 'hang', 'reset'] as const)('it answers everybody in time when connections %s', async (fault) => {
    await using under = await open();
    const { s3, store } = under;
    const kept = await storeBytes(store, SMALL);
    await using begun = await store.create();
    await begun.write(LARGE.subarray(0, 9 * MIB));

    await s3.proxy.set(fault);
    if (fault === 'hang') s3.proxy.cut();
    expect(await failsPromptly(storeBytes(store, randomBytes(20_000)))).toEqual(unavailable);
    expect(await failsPromptly(storeBytes(store, LARGE))).toEqual(unavailable);
    expect(await failsPromptly(begun.write(LARGE).then(() => begun.commit(sha256Of(LARGE))))).toEqual(unavailable);
    expect(await failsPromptly(store.stat(kept))).toEqual(unavailable);
    expect(await failsPromptly(store.read(kept))).toEqual(unavailable);
    expect(await failsPromptly(blobNames(store))).toEqual(unavailable);
    expect(await failsPromptly(store.remove(kept, new Date(Date.now() + 60_000)))).toEqual(unavailable);
    await vi.waitFor(() => expect(store.check()).rejects.toEqual(unavailable), { timeout: 60_000, interval: 500 });

    await s3.proxy.set('none');
    await vi.waitFor(() => store.check(), { timeout: 60_000, interval: 200 });
    expect((await store.read(kept))?.equals(SMALL)).toBe(true);
    await storeBytes(store, LARGE);
    expect((await blobNames(store)).toSorted()).toEqual([kept, sha256Of(LARGE)].toSorted());
    await leavesNothing(under);
  });

  it('it answers a crowd in time when connections hang, within its memory', async () => {
    await using under = await open({ sockets: 8 });
    await under.s3.proxy.set('hang');
    const uploads = Array.from({ length: 100 }, () => failsPromptly(storeBytes(under.store, SMALL)));
    for (const failure of await Promise.all(uploads)) expect(failure).toEqual(unavailable);
    await under.s3.proxy.set('none');
  });

  it('it waits for its turn as long as others get on, however slow they are', async () => {
    await using under = await open({ sockets: 2 });
    under.s3.proxy.delay(2500);
    const blobs = Array.from({ length: 12 }, (_, index) => randomBytes(1000 + index));
    await Promise.all(blobs.map((bytes) => storeBytes(under.store, bytes)));
    under.s3.proxy.delay(0);
    expect(await blobNames(under.store)).toEqual(blobs.map((bytes) => sha256Of(bytes)).toSorted());
  });

  it('it opens while S3 is away, and works as soon as it is back', async () => {
    await using s3 = await startLyingS3();
    await s3.proxy.set('refuse');
    await using store = await openS3BlobStore(s3.options);
    await expect(store.check()).rejects.toEqual(unavailable);
    await s3.proxy.set('none');
    await vi.waitFor(() => store.check(), { timeout: 60_000, interval: 200 });
    await storeBytes(store, SMALL);
  });

  it('it waits for a slow one', async () => {
    await using under = await open();
    under.s3.proxy.delay(700);
    const sha256 = await storeBytes(under.store, SMALL);
    expect((await under.store.read(sha256))?.equals(SMALL)).toBe(true);
  });
});

describe('s3 that fails now and then', () => {
  const passing: readonly Lie[] = [
    { is: 'error', status: 503, code: 'SlowDown' },
    { is: 'error', status: 500, code: 'InternalError' },
    { is: 'error', status: 403, code: 'RequestTimeTooSkewed' },
    { is: 'lose answer' },
  ];
  const ofSmall: readonly S3Operation[] = ['PutObject', 'CopyObject', 'HeadObject', 'GetObject', 'DeleteObject'];
  const ofLarge: readonly S3Operation[] = [
    'CreateMultipartUpload',
    'UploadPart',
    'CompleteMultipartUpload',
    'CopyObject',
    'HeadObject',
    'DeleteObject',
  ];

  it.each(passing)('it tries again after %j', async (lie) => {
    await using under = await open();
    const { s3, store } = under;
    for (const operation of ofSmall) s3.lie(operation, lie, 1);
    const small = await storeBytes(store, SMALL);
    await storeBytes(store, SMALL);
    expect((await store.read(small))?.equals(SMALL)).toBe(true);
    expect(await store.remove(small, new Date(Date.now() + 60_000))).toBe('removed');
    for (const operation of ofLarge) s3.lie(operation, lie, 1);
    const large = await storeBytes(store, LARGE);
    expect((await store.read(large))?.equals(LARGE)).toBe(true);
    s3.lie('List', lie, 1);
    expect(await blobNames(store)).toEqual([large]);
    await leavesNothing(under);
  });

  it('it sends a body again that did not arrive in time', async () => {
    await using under = await open();
    under.s3.lie('PutObject', { is: 'error', status: 400, code: 'RequestTimeout' }, 1);
    under.s3.lie('UploadPart', { is: 'error', status: 400, code: 'RequestTimeout' }, 2);
    await storeBytes(under.store, SMALL);
    await storeBytes(under.store, LARGE);
    await leavesNothing(under);
  });

  it.each([
    { is: 'error', status: 503, code: 'SlowDown' },
    { is: 'error', status: 403, code: 'RequestTimeTooSkewed' },
    { is: 'hang' },
    { is: 'lose answer' },
  ] as const)('it acknowledges nothing while it is always answered %j', async (lie) => {
    await using under = await open();
    const { s3, store } = under;
    for (const operation of ofLarge) {
      if (operation === 'DeleteObject') continue;
      s3.lie(operation, lie);
      expect(await failsPromptly(storeBytes(store, LARGE), s3), operation).toEqual(unavailable);
      s3.beHonest();
    }
    s3.lie('PutObject', lie);
    expect(await failsPromptly(storeBytes(store, SMALL), s3)).toEqual(unavailable);
    s3.beHonest();
    await leavesNothing(under);
  });
});

describe('s3 that lies', () => {
  it('it leaves nothing of a copy in parts that failed', async () => {
    await using under = await open({ largestCopyBytes: 10 * MIB });
    under.s3.lie('CopyObject', { is: 'error', status: 200, code: 'InternalError' });
    expect(await failsPromptly(storeBytes(under.store, LARGE))).toEqual(unavailable);
    under.s3.beHonest();
    expect(await under.store.stat(sha256Of(LARGE))).toBeUndefined();
    await leavesNothing(under);
  });

  it.each(['CompleteMultipartUpload', 'CopyObject'] as const)(
    'it sees the error in the success of %s',
    async (operation) => {
      await using under = await open();
      const { s3, store } = under;
      s3.lie(operation, { is: 'error', status: 200, code: 'InternalError' });
      expect(await failsPromptly(storeBytes(store, LARGE))).toEqual(unavailable);
      s3.lie(operation, { is: 'error', status: 200, code: 'InternalError' }, 1);
      const sha256 = await storeBytes(store, LARGE);
      expect((await store.read(sha256))?.equals(LARGE)).toBe(true);
      await leavesNothing(under);
    },
  );

  it('it looks for itself when an ETag is not that of the bytes', async () => {
    await using under = await open();
    const { s3, store } = under;
    s3.lie('PutObject', { is: 'wrong etag' });
    const before = s3.count('HeadObject');
    const sha256 = await storeBytes(store, SMALL);
    expect(s3.count('HeadObject')).toBe(before + 1);
    expect((await store.stat(sha256))?.sizeBytes).toBe(SMALL.byteLength);
    s3.lie('UploadPart', { is: 'wrong etag' });
    expect(await failsPromptly(storeBytes(store, LARGE))).toEqual(unavailable);
    await leavesNothing(under);
  });

  it('it believes no success of a PUT that kept nothing', async () => {
    await using under = await open();
    under.s3.lie('PutObject', { is: 'error', status: 200, code: 'None' });
    expect(await failsPromptly(storeBytes(under.store, SMALL))).toEqual(unavailable);
    expect(await under.store.stat(sha256Of(SMALL))).toBeUndefined();
  });

  it('it believes no success of a copy or a completion that did nothing', async () => {
    await using under = await open();
    const { s3, store } = under;
    for (const operation of ['CopyObject', 'CompleteMultipartUpload'] as const) {
      s3.lie(operation, { is: 'no deed' });
      expect(await failsPromptly(storeBytes(store, LARGE))).toEqual(unavailable);
      s3.beHonest();
      expect(await store.stat(sha256Of(LARGE))).toBeUndefined();
    }
    await leavesNothing(under);
  });
});

describe('s3 that breaks off while it is read', () => {
  it.each([
    { is: 'cut body', bytes: 0 },
    { is: 'cut body', bytes: 300_000 },
    { is: 'end body', bytes: 0 },
    { is: 'end body', bytes: 300_000 },
    { is: 'lose answer' },
  ] as const)('its reader notices nothing of %j', async (lie) => {
    await using under = await open();
    const { s3, store } = under;
    const sha256 = await storeBytes(store, LARGE);
    s3.lie('GetObject', lie, 4);
    const stream = await store.open(sha256, { start: 1000, end: LARGE.byteLength - 1 });
    expect(stream).toBeDefined();
    if (stream !== undefined) expect((await buffer(stream)).equals(LARGE.subarray(1000))).toBe(true);
    expect(s3.count('GetObject')).toBe(5);
  });

  it('it errors a stream at last whose body always ends early', async () => {
    await using under = await open();
    const sha256 = await storeBytes(under.store, LARGE);
    under.s3.lie('GetObject', { is: 'end body', bytes: 1000 });
    const stream = await under.store.open(sha256, { start: 0, end: LARGE.byteLength - 1 });
    await expect(stream && buffer(stream)).rejects.toEqual(expect.objectContaining({ code: 'unavailable' }));
  });

  it('its reader notices nothing of a gateway that restarts', async () => {
    await using under = await open();
    const { s3, store } = under;
    const sha256 = await storeBytes(store, LARGE);
    const stream = await store.open(sha256, { start: 0, end: LARGE.byteLength - 1 });
    const chunks: Buffer[] = [];
    for await (const chunk of stream ?? []) {
      chunks.push(Buffer.from(chunk));
      if (chunks.length === 3) {
        await s3.proxy.set('refuse');
        setTimeout(() => void s3.proxy.set('none'), 3000);
      }
    }
    expect(Buffer.concat(chunks).equals(LARGE)).toBe(true);
    // Also one that had not begun.
    await s3.proxy.set('refuse');
    setTimeout(() => void s3.proxy.set('none'), 2000);
    expect((await store.read(sha256))?.equals(LARGE)).toBe(true);
  });
});

describe('s3 that says no', () => {
  it.each([
    { status: 507, code: 'InsufficientStorage' },
    { status: 403, code: 'QuotaExceeded' },
  ])('it is full when it answers $status $code', async ({ status, code }) => {
    await using under = await open();
    const { s3, store } = under;
    s3.lie('PutObject', { is: 'error', status, code });
    await expect(storeBytes(store, SMALL)).rejects.toMatchObject({ code: 'storage_full' });
    await expect(store.check()).rejects.toMatchObject({ code: 'storage_full' });
    s3.lie('UploadPart', { is: 'error', status, code });
    await expect(storeBytes(store, LARGE)).rejects.toMatchObject({ code: 'storage_full' });
    await leavesNothing(under);
  });

  it('it says which of bucket and credentials is wrong, and no secret', async () => {
    await using under = await open();
    const { options } = under.s3.bucket;
    await expect(openS3BlobStore({ ...options, bucket: `${options.bucket}-not` })).rejects.toMatchObject({
      code: 'internal',
    });
    const credentials = { accessKeyId: 'AKIDPLANTED', secretAccessKey: 'planted-secret' };
    const refused = await openS3BlobStore({ ...options, credentials }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'internal', message: expect.stringContaining('access was refused') });
    under.s3.lie('PutObject', { is: 'error', status: 403, code: 'SignatureDoesNotMatch' });
    const written = await storeBytes(under.store, SMALL).catch((error: unknown) => error);
    expect(written).toMatchObject({ code: 'internal', message: expect.stringContaining('SignatureDoesNotMatch') });
    under.s3.lie('GetObject', { is: 'error', status: 404, code: 'NoSuchBucket' });
    await expect(under.store.read(sha256Of(SMALL))).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('no such bucket'),
    });
    for (const error of [refused, written]) {
      const told = tellAll(error);
      expect(told).not.toMatch(/PLANTED|planted-secret|http:|127\.0\.0\.1/);
      expect(told).not.toContain(options.credentials?.accessKeyId);
    }
  });

  it('it does not take a missing bucket for missing blobs', async () => {
    await using under = await open();
    const { s3, store } = under;
    s3.lie('HeadObject', { is: 'error', status: 404, code: 'NoSuchBucket' });
    s3.lie('HeadBucket', { is: 'error', status: 404, code: 'NoSuchBucket' });
    await vi.waitFor(() => expect(store.stat(sha256Of(SMALL))).rejects.toMatchObject({ code: 'internal' }), {
      timeout: 60_000,
    });
  });
});

/** All that a log would show of it. */
function tellAll(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message} ${error.stack} ${JSON.stringify(error)} ${tellAll(error.cause)}`;
}
