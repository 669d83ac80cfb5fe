// Every setting of the server, in one table: the only place that reads the environment. docs/configuration.md is
// generated from it.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { DAY_MS } from './core/durations.ts';
import { httpUrl, network, oneOf, wholeNumber } from './setting-values.ts';

interface Setting<T> {
  readonly type: string;
  /** As it would be written in the environment; absent: unset. */
  readonly default?: string;
  readonly description: string;
  /** Throws an Error that says what is wrong with the text. */
  parse(text: string): T;
}

const setting =
  <T>(type: string, parse: (text: string) => T) =>
  (fallback: string, description: string): Setting<T> => ({
    type,
    default: fallback,
    description,
    parse,
  });

const text = setting('text', (value) => value);
const folder = setting('folder', (value) => resolve(value));
const port = setting('number', (value) => wholeNumber(value, 0, 65_535));
const count = setting('number', (value) => wholeNumber(value, 1, Number.MAX_SAFE_INTEGER));
const countOrNone = setting('number', (value) => wholeNumber(value, 0, 4_000_000_000));
const bytes = setting('bytes', (value) => wholeNumber(value, 1, Number.MAX_SAFE_INTEGER));
const bytesOrNone = setting('bytes', (value) => wholeNumber(value, 0, Number.MAX_SAFE_INTEGER));
const shortSeconds = setting('seconds', (value) => wholeNumber(value, 0, 3600) * 1000);
const seconds = setting('seconds', (value) => wholeNumber(value, 0, 10 ** 9) * 1000);
const someSeconds = setting('seconds', (value) => wholeNumber(value, 1, 3600) * 1000);
const connections = setting('number', (value) => wholeNumber(value, 4, 1_000));
const days = setting('days', (value) => wholeNumber(value, 0, 36_500) * DAY_MS);
const ratio = setting('number', (value) => {
  const number = Number(value);
  if (!(number >= 0 && number <= 1)) throw new Error('a number from 0 to 1 is needed');
  return number;
});
const flag = setting('true or false', (value) => oneOf(value, ['true', 'false']) === 'true');
const level = setting('level', (value) => oneOf(value, ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']));

const optional = <T>(type: string, description: string, parse: (text: string) => T): Setting<T | undefined> => ({
  type,
  description,
  parse: (value) => (value === '' ? undefined : parse(value)),
});

const optionalText = (description: string) => optional('text', description, (value) => value);
const place = (type: string, description: string) => optional(type, description, (value) => resolve(value));

export const SETTINGS = {
  VITRINE_HOST: text('127.0.0.1', 'Address to listen on.'),
  VITRINE_PORT: port('8420', 'Port to listen on; 0 takes a free one.'),
  VITRINE_PROCESSES: setting('number or auto', (value) =>
    value === 'auto' ? availableParallelism() : wholeNumber(value, 1, 256),
  )(
    '1',
    'Processes of `serve` that share the port, each with its own threads and memory; `auto`: as many as there are processors.',
  ),
  VITRINE_DATA: folder('./data', 'Folder of the embedded default: database, blobs, unfinished uploads.'),
  VITRINE_DATABASE_URL: optional(
    'URL',
    'PostgreSQL that holds the records, as `postgres://user:password@host:port/database`; unset: SQLite in the data folder.',
    (value) => {
      const { protocol, pathname } = new URL(value);
      if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw new Error('a postgres:// URL is needed');
      if (pathname.length < 2) throw new Error('the name of the database is missing');
      return value;
    },
  ),
  VITRINE_DATABASE_CONNECTIONS: connections('16', 'Connections to PostgreSQL that one process holds at most.'),
  VITRINE_DATABASE_TIMEOUT_SECONDS: someSeconds(
    '30',
    'How long one statement may take in PostgreSQL, bulk changes excepted.',
  ),
  VITRINE_S3_BUCKET: optionalText('S3 bucket that holds the blobs (docs/s3.md); unset: the data folder does.'),
  VITRINE_S3_ENDPOINT: optional('URL', 'Where S3 is, without the bucket; unset: AWS.', (value) => {
    const { origin, pathname, search, hash, username } = new URL(httpUrl(value));
    if (pathname !== '/' || `${search}${hash}${username}` !== '')
      throw new Error('scheme, host and port alone are needed');
    return origin;
  }),
  VITRINE_S3_REGION: text('us-east-1', 'Region of the bucket; stores with none take the default, or `auto`.'),
  VITRINE_S3_ACCESS_KEY_ID: optionalText(
    'Credentials for S3; unset: those that AWS tools find (environment, profile, instance).',
  ),
  VITRINE_S3_SECRET_ACCESS_KEY: optionalText('Goes with `VITRINE_S3_ACCESS_KEY_ID`.'),
  VITRINE_S3_PREFIX: optional(
    'text',
    'Goes before every key, for a bucket that is shared; unset: nothing.',
    (value) => {
      if (Buffer.byteLength(value) > 512) throw new Error('at most 512 bytes are possible');
      return value;
    },
  ),
  VITRINE_S3_PATH_STYLE: optional(
    'true or false',
    'Whether the bucket goes into the path instead of the host name; unset: only with `VITRINE_S3_ENDPOINT`.',
    (value) => oneOf(value, ['true', 'false']) === 'true',
  ),
  VITRINE_S3_SOCKETS: setting('number', (value) => wholeNumber(value, 2, 1_000))(
    '64',
    'Connections to S3 that one process holds at most for downloads, and as many again for everything else.',
  ),
  VITRINE_S3_REDIRECTS: flag('false', 'Whether large downloads are redirected to S3, which clients must then reach.'),
  VITRINE_ROOT_KEY: optional(
    'text',
    'A key of 32 characters or more that is accepted as an `admin` key of the first workspace.',
    (value) => {
      if (value.length < 32) throw new Error('at least 32 characters are needed');
      return value;
    },
  ),
  VITRINE_PUBLIC_URL: optional(
    'URL',
    'Where clients reach the server, for the links it gives; unset: as the request came.',
    (value) => httpUrl(value).replace(/\/+$/, ''),
  ),
  VITRINE_DELIVERY_DOMAIN: optional('domain', 'Vaults are also delivered at `{slug}.` this domain.', (value) =>
    value.toLowerCase(),
  ),
  VITRINE_TRUST_PROXY: optional(
    'addresses',
    'Addresses or networks of reverse proxies whose `X-Forwarded-*` and `traceparent` headers are believed, comma-separated.',
    (value) => value.split(',').map((address) => network(address.trim())),
  ),
  VITRINE_ACCEL_REDIRECT: optional(
    'path',
    'Where a proxy among `VITRINE_TRUST_PROXY` keeps the blobs of this disk, such as `/_blobs/`: it is told to send large files ' +
      'itself (`X-Accel-Redirect`, docs/operations.md); unset: they are sent from here.',
    (value) => {
      if (!/^(\/[a-z0-9_-]+)+\/$/i.test(value)) throw new Error('a path like /_blobs/ is needed');
      return value;
    },
  ),
  VITRINE_LOG_LEVEL: level('info', 'Least severe level that is logged, as JSON lines on standard output.'),
  VITRINE_METRICS_PORT: optional(
    'number',
    'Port of an address of its own for `/metrics`, `/livez` and `/readyz`, without credentials; 0 takes a free one; unset: none.',
    (value) => wholeNumber(value, 0, 65_535),
  ),
  VITRINE_METRICS_HOST: text('127.0.0.1', 'Address that `VITRINE_METRICS_PORT` is on.'),
  VITRINE_TRACES_URL: optional(
    'URL',
    'Where traces are sent: a collector for OTLP over HTTP, such as `http://localhost:4318/v1/traces`; unset: nowhere.',
    httpUrl,
  ),
  VITRINE_TRACES_RATIO: ratio('1', 'How many of the traces that begin here are kept: from 0 to 1.'),
  VITRINE_SERVICE_NAME: text('vitrine', 'What the traces call this server.'),
  VITRINE_MAX_UPLOAD_BYTES: bytes(String(100 * 1024 * 1024), 'Largest file in one request.'),
  VITRINE_MAX_RESUMABLE_BYTES: bytes(String(50 * 1024 * 1024 * 1024), 'Largest file by resumable upload.'),
  VITRINE_RESUMABLE_SECONDS: seconds('86400', 'How long an unfinished resumable upload is kept.'),
  VITRINE_SLOW_SECONDS: someSeconds(
    '30',
    'How long the body of a request may come at less than 1,000 bytes a second before the connection is cut; its head has half of that, and ' +
      'whoever takes nothing of an answer ten times as long.',
  ),
  VITRINE_MAX_ARCHIVE_ENTRIES: count('250000', 'Most files and folders in one zip download.'),
  VITRINE_RATE_LIMIT_ADDRESS: countOrNone(
    '0',
    'Requests in a minute that each process takes from one address (a /64 of IPv6), whoever sends them; 0: as many as come.',
  ),
  VITRINE_RATE_LIMIT_KEY: countOrNone(
    '0',
    'Requests in a minute that each process takes of one key or user, wherever from; 0: as many as come.',
  ),
  VITRINE_SWEEP_GRACE_SECONDS: seconds('3600', 'How long bytes that nothing names any more are kept.'),
  VITRINE_SCRUB_DAYS: days('30', 'Within how many days all bytes are read and hashed again by the scrub; 0: never.'),
  VITRINE_HEAL_FROM: place('folder', 'A backup, or a folder with the same blobs, to mend damage from; unset: none.'),
  VITRINE_DECODERS: optional(
    'number',
    'Originals that are worked on at once, each in a process of its own: after uploads, when pictures are made, and by `media rebuild`; unset: the processors shared out between the processes of `serve`, but two at least.',
    (value) => wholeNumber(value, 1, 256),
  ),
  VITRINE_PICTURE_CACHE_BYTES: bytes(
    String(1024 * 1024 * 1024),
    'How much of the disk pictures made on request may take; those not used for the longest time go first.',
  ),
  VITRINE_BLOB_CACHE_BYTES: bytesOrNone(
    String(64 * 1024 * 1024),
    'With `VITRINE_S3_BUCKET`: how much memory small files and pictures may take that were downloaded lately, in each process; 0: none.',
  ),
  VITRINE_FFMPEG: place(
    'path',
    'The `ffmpeg` program that decodes frames and sounds; unset: the one on the `PATH`, else FFmpeg in WebAssembly.',
  ),
  VITRINE_TRASH_DAYS: days('30', 'How long the trash keeps what was put into it; 0: until somebody empties it.'),
  VITRINE_IMPORT_DIR: place(
    'folder',
    'Files below it can be taken in by their path (`file_path` of the library dialect); unset: none.',
  ),
  VITRINE_HUB_ANONYMOUS: optional(
    'read or write',
    'What the hub dialect lets everyone do in the first workspace without a key, for a trusted network; unset: nothing.',
    (value) => oneOf(value, ['read', 'write'] as const),
  ),
  VITRINE_WORKER: flag('true', 'Whether `serve` also does the background work; `vitrine worker` does nothing else.'),
  VITRINE_STOP_DELAY_SECONDS: shortSeconds(
    '0',
    'How long a server that is told to stop still takes requests while `/readyz` says 503, for whoever sends it requests to notice.',
  ),
} as const satisfies Record<`VITRINE_${string}`, Setting<unknown>>;

type Settings = typeof SETTINGS;
type Value<K extends keyof Settings> = ReturnType<Settings[K]['parse']>;

export interface DatabaseSettings {
  readonly url: string;
  readonly connections: number;
  readonly statementTimeoutMs: number;
}

export interface S3Settings {
  readonly bucket: string;
  /** Undefined: AWS. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** Undefined: the SDK looks for some. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly prefix: string;
  readonly pathStyle: boolean;
  readonly sockets: number;
  readonly redirects: boolean;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** PostgreSQL; undefined: the embedded default. */
  readonly database: DatabaseSettings | undefined;
  /** Undefined: blobs lie in the data folder. */
  readonly s3: S3Settings | undefined;
  readonly rootKey: string | undefined;
  readonly publicUrl: string | undefined;
  readonly deliveryDomain: string | undefined;
  readonly trustProxy: readonly string[] | undefined;
  readonly accelRedirect: string | undefined;
  readonly logLevel: Value<'VITRINE_LOG_LEVEL'>;
  /** Undefined: metrics have no address of their own. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  readonly tracesUrl: string | undefined;
  readonly tracesRatio: number;
  readonly serviceName: string;
  readonly maxUploadBytes: number;
  readonly maxResumableBytes: number;
  readonly resumableMs: number;
  readonly slowMs: number;
  readonly maxArchiveEntries: number;
  /** Requests in a minute; 0: as many as come. */
  readonly rateLimits: { readonly perAddress: number; readonly perKey: number };
  readonly sweepGraceMs: number;
  /** 0: never. */
  readonly scrubMs: number;
  readonly healFrom: string | undefined;
  readonly decoders: number;
  readonly pictureCacheBytes: number;
  readonly blobCacheBytes: number;
  readonly ffmpeg: string | undefined;
  /** 0: for ever. */
  readonly trashMs: number;
  readonly importFolder: string | undefined;
  readonly hubAnonymous: Value<'VITRINE_HUB_ANONYMOUS'>;
  /** Where programs are looked for: PATH, as everywhere. */
  readonly searchPath: string;
  readonly worker: boolean;
  /** Of one `serve`, on one port. */
  readonly processes: number;
  readonly stopDelayMs: number;
}

/** As the settings would be read with these changes. Throws as `readConfig`. */
export const readConfigWith = (changes: Readonly<Record<string, string | undefined>>): Config =>
  readConfig({ ...process.env, ...changes });

/** As the settings stand in a file, one `NAME=value` a line, for a process that has no others. Throws as `readConfig`. */
export const readConfigFile = (lines: string): Config => readConfig(parseEnv(lines));

/** Throws an Error with the code `invalid` that names every setting at fault, unknown `VITRINE_` names included. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems = Object.keys(environment)
    .filter((name) => name.startsWith('VITRINE_') && !Object.hasOwn(SETTINGS, name))
    .map((name) => `${name}: there is no such setting`);
  const read = <K extends keyof Settings>(name: K): Value<K> => {
    const { parse, default: fallback = '' }: Setting<unknown> = SETTINGS[name];
    try {
      return parse(environment[name] || fallback) as Value<K>;
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return parse(fallback) as Value<K>;
    }
  };
  const config: Config = {
    host: read('VITRINE_HOST'),
    port: read('VITRINE_PORT'),
    dataFolder: read('VITRINE_DATA'),
    database: databaseOf(read('VITRINE_DATABASE_URL'), {
      connections: read('VITRINE_DATABASE_CONNECTIONS'),
      statementTimeoutMs: read('VITRINE_DATABASE_TIMEOUT_SECONDS'),
    }),
    s3: readS3(read, environment, problems),
    rootKey: read('VITRINE_ROOT_KEY'),
    publicUrl: read('VITRINE_PUBLIC_URL'),
    deliveryDomain: read('VITRINE_DELIVERY_DOMAIN'),
    trustProxy: read('VITRINE_TRUST_PROXY'),
    accelRedirect: read('VITRINE_ACCEL_REDIRECT'),
    logLevel: read('VITRINE_LOG_LEVEL'),
    metricsPort: read('VITRINE_METRICS_PORT'),
    metricsHost: read('VITRINE_METRICS_HOST'),
    tracesUrl: read('VITRINE_TRACES_URL'),
    tracesRatio: read('VITRINE_TRACES_RATIO'),
    serviceName: read('VITRINE_SERVICE_NAME'),
    maxUploadBytes: read('VITRINE_MAX_UPLOAD_BYTES'),
    maxResumableBytes: read('VITRINE_MAX_RESUMABLE_BYTES'),
    resumableMs: read('VITRINE_RESUMABLE_SECONDS'),
    slowMs: read('VITRINE_SLOW_SECONDS'),
    maxArchiveEntries: read('VITRINE_MAX_ARCHIVE_ENTRIES'),
    rateLimits: { perAddress: read('VITRINE_RATE_LIMIT_ADDRESS'), perKey: read('VITRINE_RATE_LIMIT_KEY') },
    sweepGraceMs: read('VITRINE_SWEEP_GRACE_SECONDS'),
    scrubMs: read('VITRINE_SCRUB_DAYS'),
    healFrom: read('VITRINE_HEAL_FROM'),
    decoders: read('VITRINE_DECODERS') ?? Math.max(2, Math.ceil(availableParallelism() / read('VITRINE_PROCESSES'))),
    pictureCacheBytes: read('VITRINE_PICTURE_CACHE_BYTES'),
    blobCacheBytes: read('VITRINE_BLOB_CACHE_BYTES'),
    ffmpeg: read('VITRINE_FFMPEG'),
    trashMs: read('VITRINE_TRASH_DAYS'),
    importFolder: read('VITRINE_IMPORT_DIR'),
    hubAnonymous: read('VITRINE_HUB_ANONYMOUS'),
    searchPath: environment['PATH'] ?? '',
    worker: read('VITRINE_WORKER'),
    processes: read('VITRINE_PROCESSES'),
    stopDelayMs: read('VITRINE_STOP_DELAY_SECONDS'),
  };
  if (config.accelRedirect !== undefined && config.trustProxy === undefined)
    problems.push('VITRINE_ACCEL_REDIRECT: the proxy has to be named by VITRINE_TRUST_PROXY');
  if (config.accelRedirect !== undefined && config.s3 !== undefined)
    problems.push('VITRINE_ACCEL_REDIRECT: with VITRINE_S3_BUCKET the blobs are on no disk');
  if (problems.length > 0)
    throw Object.assign(new Error(`These settings can not be used:\n  ${problems.join('\n  ')}`), { code: 'invalid' });
  return config;
}

const databaseOf = (url: string | undefined, settings: Omit<DatabaseSettings, 'url'>): DatabaseSettings | undefined =>
  url === undefined ? undefined : { url, ...settings };

/** Adds to `problems` what is set by half. */
function readS3(
  read: <K extends keyof Settings>(name: K) => Value<K>,
  environment: Readonly<Record<string, string | undefined>>,
  problems: string[],
): S3Settings | undefined {
  const bucket = read('VITRINE_S3_BUCKET');
  const endpoint = read('VITRINE_S3_ENDPOINT');
  const accessKeyId = read('VITRINE_S3_ACCESS_KEY_ID');
  const secretAccessKey = read('VITRINE_S3_SECRET_ACCESS_KEY');
  const others = {
    region: read('VITRINE_S3_REGION'),
    prefix: read('VITRINE_S3_PREFIX') ?? '',
    pathStyle: read('VITRINE_S3_PATH_STYLE') ?? endpoint !== undefined,
    sockets: read('VITRINE_S3_SOCKETS'),
    redirects: read('VITRINE_S3_REDIRECTS'),
  };
  const missing = (name: string, of: string) => problems.push(`${name}: is needed with ${of}`);
  if (bucket === undefined) {
    const set = Object.keys(environment).find((name) => name.startsWith('VITRINE_S3_') && environment[name]);
    if (set !== undefined) missing('VITRINE_S3_BUCKET', set);
    return undefined;
  }
  if (accessKeyId === undefined && secretAccessKey !== undefined)
    missing('VITRINE_S3_ACCESS_KEY_ID', 'VITRINE_S3_SECRET_ACCESS_KEY');
  if (accessKeyId !== undefined && secretAccessKey === undefined)
    missing('VITRINE_S3_SECRET_ACCESS_KEY', 'VITRINE_S3_ACCESS_KEY_ID');
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  return { bucket, endpoint, credentials, ...others };
}
