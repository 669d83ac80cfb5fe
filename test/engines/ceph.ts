// A throw-away Ceph cluster with S3 on loopback: a monitor, storage daemons (OSDs) and gateways, any of which can be killed
// and resumed.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { cephConfiguration, monitorAddress } from './ceph-configuration.ts';
import { type Daemon, startDaemon } from './daemon.ts';
import { openEngineFolder } from './folder.ts';
import { requireCeph } from './packages.ts';
import { freePort } from './ports.ts';
import { runProgram } from './processes.ts';

export interface CephOptions {
  /** Storage daemons, each of which holds a copy of everything, up to three of them. */
  readonly osds?: number;
  /** `memory` is faster, and a killed storage daemon has lost everything; `disk` is what production has. */
  readonly store?: 'memory' | 'disk';
  readonly gateways?: number;
}

export interface Ceph extends AsyncDisposable {
  /** Of each gateway; a request may go to any of them. */
  readonly endpoints: readonly [string, ...string[]];
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** It exists, and is empty. */
  readonly bucket: string;
  readonly osds: readonly Daemon[];
  readonly gateways: readonly Daemon[];
  stop(): Promise<void>;
}

const REGION = 'us-east-1';
const BUCKET = 'vitrine-test';

/** Answers once S3 requests are served. Throws when Ceph is not installed. */
export async function startCeph({ osds = 1, store = 'memory', gateways = 1 }: CephOptions = {}): Promise<Ceph> {
  requireCeph();
  await using resources = new AsyncDisposableStack();
  const { path: folder } = resources.use(await openEngineFolder());
  const configuration = join(folder, 'ceph.conf');
  const cluster: Cluster = { folder, configuration };
  const fsid = randomUUID();
  const monitorPort = await freePort();
  await writeFile(configuration, cephConfiguration({ fsid, folder, monitorPort, osds, store }));
  const numbers = Array.from({ length: osds }, (_, number) => ({ number, uuid: randomUUID() }));

  await together<unknown>([
    ...numbers.map((osd) => makeStore(cluster, osd)),
    startMonitor(cluster, fsid, monitorPort).then((monitor) => resources.use(monitor)),
  ]);
  // Their numbers are given in the order in which they come.
  for (const { uuid } of numbers) await runProgram(['ceph', '-c', configuration, 'osd', 'new', uuid]);
  const osdDaemons = await together(numbers.map(async ({ number }) => resources.use(await startOsd(cluster, number))));

  const accessKeyId = randomBytes(10).toString('hex');
  const secretAccessKey = randomBytes(20).toString('hex');
  await runProgram([
    ...['radosgw-admin', '-c', configuration, '-n', 'client.admin', 'user', 'create', '--uid=vitrine'],
    ...['--display-name=vitrine', `--access-key=${accessKeyId}`, `--secret-key=${secretAccessKey}`],
  ]);
  const started = await together(
    Array.from({ length: gateways }, async (_, number) => {
      const gateway = await startGateway(cluster, number);
      resources.use(gateway.daemon);
      return gateway;
    }),
  );
  const [first, ...others] = started.map(({ endpoint }) => endpoint);
  if (first === undefined) throw new Error('a cluster without a gateway cannot be asked anything');
  await createBucket({ endpoint: first, accessKeyId, secretAccessKey });
  const kept = resources.move();
  return {
    endpoints: [first, ...others],
    region: REGION,
    accessKeyId,
    secretAccessKey,
    bucket: BUCKET,
    osds: osdDaemons,
    gateways: started.map(({ daemon }) => daemon),
    stop: () => kept.disposeAsync(),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Waits for all of them, also when one fails: nothing is to start while everything is cleared away. */
async function together<T>(starts: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(starts);
  return Promise.all(starts);
}

interface Cluster {
  readonly folder: string;
  readonly configuration: string;
}

async function makeStore({ folder, configuration }: Cluster, { number, uuid }: { number: number; uuid: string }) {
  await mkdir(join(folder, `osd.${number}`));
  await runProgram([
    ...['ceph-osd', '-c', configuration, '-i', String(number), '--mkfs', '--osd-uuid', uuid],
    // There is no monitor yet to ask for settings.
    '--no-mon-config',
  ]);
}

async function startMonitor({ folder, configuration }: Cluster, fsid: string, port: number): Promise<Daemon> {
  const monitors = join(folder, 'monmap');
  await runProgram(['monmaptool', '--create', '--fsid', fsid, '--addv', 'a', monitorAddress(port), monitors]);
  await runProgram(['ceph-mon', '-c', configuration, '-i', 'a', '--mkfs', '--monmap', monitors]);
  return startDaemon({
    folder,
    name: 'mon.a',
    command: ['ceph-mon', '-c', configuration, '-i', 'a', '-f'],
    endSignal: 'KILL',
    isReady: async () => (await askDaemon(folder, 'mon.a', 'mon_status'))['state'] === 'leader',
  });
}

const startOsd = ({ folder, configuration }: Cluster, number: number): Promise<Daemon> =>
  startDaemon({
    folder,
    name: `osd.${number}`,
    command: ['ceph-osd', '-c', configuration, '-i', String(number), '-f'],
    endSignal: 'KILL',
    isReady: async () => (await askDaemon(folder, `osd.${number}`, 'status'))['state'] === 'active',
  });

async function startGateway({ folder, configuration }: Cluster, number: number) {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const daemon = await startDaemon({
    folder,
    name: `client.rgw.${number}`,
    command: [
      ...['radosgw', '-c', configuration, '-n', `client.rgw.${number}`, '-f'],
      // Otherwise the end of every small answer waits 40 ms for the client to acknowledge its beginning.
      `--rgw-frontends=beast endpoint=127.0.0.1:${port} tcp_nodelay=1`,
    ],
    endSignal: 'KILL',
    isReady: async () => {
      const response = await fetch(endpoint, { signal: AbortSignal.timeout(5000) });
      await response.body?.cancel();
      return response.ok;
    },
  });
  return { daemon, endpoint };
}

/**
 * What a daemon says of itself on its admin socket: a command in JSON, ended by a zero byte, and an answer in JSON after
 * its length in four bytes.
 */
async function askDaemon(folder: string, name: string, command: string): Promise<Record<string, unknown>> {
  const socket = connect(join(folder, `${name}.asok`));
  socket.setTimeout(5000, () => socket.destroy(new Error(`${name} does not answer`)));
  socket.write(`${JSON.stringify({ prefix: command, format: 'json' })}\0`);
  const answer: unknown = JSON.parse((await buffer(socket)).subarray(4).toString());
  if (typeof answer !== 'object' || answer === null) throw new Error(`${name} answers nonsense`);
  return { ...answer };
}

interface S3Access {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

async function createBucket({ endpoint, accessKeyId, secretAccessKey }: S3Access): Promise<void> {
  const client = new S3Client({
    endpoint,
    region: REGION,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  try {
    await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  } finally {
    client.destroy();
  }
}
