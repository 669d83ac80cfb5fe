// The real engines of this run of the tests, where the environment names them: a database and a place for blobs of one's own
// in them. `npm run test:scale` names them, and so does `npm run engines`.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A fresh database that is dropped when it is disposed; undefined where no PostgreSQL was named. */
export function testDatabase(): Promise<{ readonly url: string } & AsyncDisposable> | undefined {
  const admin = process.env['VITRINE_TEST_DATABASE_URL'];
  return admin === undefined ? undefined : createDatabase(admin);
}

/**
 * The settings of a server whose blobs lie below a fresh prefix, which is emptied when it is disposed; undefined where no S3
 * was named.
 */
export function testBucket(): ({ readonly settings: Readonly<Record<string, string>> } & AsyncDisposable) | undefined {
  const endpoint = process.env['VITRINE_TEST_S3_ENDPOINT'];
  if (endpoint === undefined) return undefined;
  const settings = {
    VITRINE_S3_ENDPOINT: endpoint,
    VITRINE_S3_REGION: process.env['VITRINE_TEST_S3_REGION'] ?? 'us-east-1',
    VITRINE_S3_BUCKET: process.env['VITRINE_TEST_S3_BUCKET'] ?? 'vitrine-test',
    VITRINE_S3_PREFIX: `test-${randomBytes(8).toString('hex')}`,
    VITRINE_S3_ACCESS_KEY_ID: process.env['VITRINE_TEST_S3_ACCESS_KEY_ID'] ?? '',
    VITRINE_S3_SECRET_ACCESS_KEY: process.env['VITRINE_TEST_S3_SECRET_ACCESS_KEY'] ?? '',
  };
  return { settings, [Symbol.asyncDispose]: () => emptyPrefix(settings) };
}

async function createDatabase(admin: string): Promise<{ readonly url: string } & AsyncDisposable> {
  // One with the schema in it saves every test the migrations; without one, whoever opens the database makes it.
  const template = process.env['VITRINE_TEST_DATABASE_TEMPLATE'] ?? 'template1';
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(admin, `create database ${name} template ${template}`);
  return {
    url: Object.assign(new URL(admin), { pathname: `/${name}` }).href,
    // By force, it would fail for whoever may not end the server's own work in it; without, it waits for that.
    [Symbol.asyncDispose]: () =>
      administer(
        admin,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and usename = current_user`,
        `drop database if exists ${name}`,
      ),
  };
}

async function administer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function emptyPrefix(
  settings: {
    readonly [name in `VITRINE_S3_${'ENDPOINT' | 'REGION' | 'BUCKET' | 'PREFIX' | 'ACCESS_KEY_ID' | 'SECRET_ACCESS_KEY'}`]: string;
  },
): Promise<void> {
  const { DeleteObjectsCommand, paginateListObjectsV2, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client({
    endpoint: settings.VITRINE_S3_ENDPOINT,
    region: settings.VITRINE_S3_REGION,
    forcePathStyle: true,
    credentials: {
      accessKeyId: settings.VITRINE_S3_ACCESS_KEY_ID,
      secretAccessKey: settings.VITRINE_S3_SECRET_ACCESS_KEY,
    },
  });
  const Bucket = settings.VITRINE_S3_BUCKET;
  try {
    const pages = paginateListObjectsV2({ client }, { Bucket, Prefix: `${settings.VITRINE_S3_PREFIX}/` });
    for await (const { Contents = [] } of pages) {
      const Objects = Contents.map(({ Key }) => ({ Key }));
      if (Objects.length > 0) await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    }
  } finally {
    client.destroy();
  }
}
