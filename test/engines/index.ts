// Both engines for a whole run of tests: found or installed, started once, and named by the environment.
import { startCeph } from './ceph.ts';
import { installEngines } from './packages.ts';
import { startPostgres } from './postgres.ts';

export interface Engines extends AsyncDisposable {
  /** Names both engines to test/support/engines.ts. */
  readonly environment: Readonly<Record<`VITRINE_TEST_${string}`, string>>;
}

/** Throws when they are neither installed nor can be. */
export async function startEngines(say: (line: string) => void): Promise<Engines> {
  await installEngines(say);
  await using resources = new AsyncDisposableStack();
  const postgres = resources.use(await startPostgres());
  const ceph = resources.use(await startCeph());
  const kept = resources.move();
  return {
    environment: {
      VITRINE_TEST_DATABASE_URL: postgres.url,
      VITRINE_TEST_S3_ENDPOINT: ceph.endpoints[0],
      VITRINE_TEST_S3_REGION: ceph.region,
      VITRINE_TEST_S3_BUCKET: ceph.bucket,
      VITRINE_TEST_S3_ACCESS_KEY_ID: ceph.accessKeyId,
      VITRINE_TEST_S3_SECRET_ACCESS_KEY: ceph.secretAccessKey,
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
