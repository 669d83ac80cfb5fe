// A real S3 for tests: where it is, and a bucket of one's own in it.
import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { BlobStore, Sha256 } from '../../src/core/ports.ts';
import { openS3BlobStore, type S3BlobStoreOptions } from '../../src/drivers/s3/index.ts';
import type { BlobStoreUnderTest } from '../contract/blob-store.ts';

const PREFIX = 'some where/é+&';

/** Throws where no S3 was named: a test without its engine has failed. */
function settings(): { endpoint: string; region: string; accessKeyId: string; secretAccessKey: string } {
  const endpoint = process.env['VITRINE_TEST_S3_ENDPOINT'];
  if (endpoint === undefined) throw new Error('VITRINE_TEST_S3_ENDPOINT has to name an S3 to test with');
  return {
    endpoint,
    region: process.env['VITRINE_TEST_S3_REGION'] ?? 'us-east-1',
    accessKeyId: process.env['VITRINE_TEST_S3_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: process.env['VITRINE_TEST_S3_SECRET_ACCESS_KEY'] ?? '',
  };
}

export const s3Endpoint = (): URL => new URL(settings().endpoint);

/** A bucket that goes away, with all that is in it, when it is disposed. Asked without any proxy. */
export interface TestBucket extends AsyncDisposable {
  readonly name: string;
  /** How a store is opened over it. */
  readonly options: S3BlobStoreOptions;
  readonly client: S3Client;
  keys(): Promise<string[]>;
  /** Of multipart uploads that have not ended. */
  unfinished(): Promise<string[]>;
  keyOf(sha256: Sha256): string;
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array>;
  head(key: string): Promise<HeadObjectCommandOutput>;
}

export async function makeBucket(): Promise<TestBucket> {
  const { endpoint, region, accessKeyId, secretAccessKey } = settings();
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const name = `vitrine-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: name }));
  const bucket: TestBucket = {
    name,
    client,
    options: {
      bucket: name,
      endpoint,
      region,
      credentials,
      pathStyle: true,
      sockets: 16,
      prefix: PREFIX,
      redirects: false,
    },
    async keys() {
      const found: string[] = [];
      let token: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket: name, ContinuationToken: token }));
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) found.push(Key);
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return found;
    },
    async unfinished() {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: name }));
      return Uploads.map((upload) => upload.Key ?? '');
    },
    keyOf: (sha256) => `${PREFIX}/blobs/${sha256.slice(0, 2)}/${sha256}`,
    async put(key, bytes) {
      await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: bytes }));
    },
    async get(key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: name, Key: key }));
      if (Body === undefined) throw new Error('an object without a body');
      return Body.transformToByteArray();
    },
    head: (key) => client.send(new HeadObjectCommand({ Bucket: name, Key: key })),
    async [Symbol.asyncDispose]() {
      for (const key of await bucket.keys()) await client.send(new DeleteObjectCommand({ Bucket: name, Key: key }));
      await client.send(new DeleteBucketCommand({ Bucket: name }));
      client.destroy();
    },
  };
  return bucket;
}

export interface S3StoreUnderTest extends BlobStoreUnderTest {
  readonly bucket: TestBucket;
  /** Another store over the same bucket, as a second node would have. */
  another(options?: Partial<S3BlobStoreOptions>): Promise<BlobStore>;
}

export async function openS3(options: Partial<S3BlobStoreOptions> = {}): Promise<S3StoreUnderTest> {
  const bucket = await makeBucket();
  const store = await openS3BlobStore({ ...bucket.options, ...options });
  const opened = [store];
  return {
    store,
    bucket,
    async truncate(sha256, sizeBytes) {
      const key = bucket.keyOf(sha256);
      await bucket.put(key, (await bucket.get(key)).subarray(0, sizeBytes));
    },
    async countLeftovers() {
      const incoming = (await bucket.keys()).filter((key) => key.startsWith(`${PREFIX}/incoming/`));
      return incoming.length + (await bucket.unfinished()).length;
    },
    clockStepMs: 1100,
    raceRounds: 6,
    async another(others = {}) {
      const other = await openS3BlobStore({ ...bucket.options, ...options, ...others });
      opened.push(other);
      return other;
    },
    async [Symbol.asyncDispose]() {
      for (const each of opened) await each[Symbol.asyncDispose]();
      await bucket[Symbol.asyncDispose]();
    },
  };
}
