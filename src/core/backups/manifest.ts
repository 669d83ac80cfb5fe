// The manifest of a backup: what makes a database file and a folder of blobs one whole. It is put in place last.
import { createHash, hash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { SCHEMA_VERSION } from '../../database/migrate.ts';
import { CoreError, invalid, notFound } from '../errors.ts';
import type { LibraryFolder, Sha256 } from '../ports.ts';

export const MANIFEST = 'vitrine-backup.json';
const FORMAT = 1;

export interface Manifest {
  readonly format: number;
  /** Of the Vitrine that made it. */
  readonly version: string;
  /** Of the database. */
  readonly schema: number;
  /** The first workspace's id: tells one library from another. */
  readonly library: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly database: FileFacts & { readonly file: string };
  /** What the database names. */
  readonly blobs: { readonly count: number; readonly bytes: number };
  /** Named by the database, but damaged or missing already when the backup was made, so not part of it. */
  readonly missing: readonly Sha256[];
}

export interface FileFacts {
  readonly sizeBytes: number;
  readonly sha256: Sha256;
}

export async function writeManifest(
  folder: LibraryFolder,
  manifest: Omit<Manifest, 'format' | 'schema'>,
): Promise<Manifest> {
  const whole: Manifest = { format: FORMAT, schema: SCHEMA_VERSION, ...manifest };
  const file = { ...whole, checksum: checksumOf(whole) };
  await folder.put(MANIFEST, oneChunk(`${JSON.stringify(file, null, 2)}\n`));
  return whole;
}

/**
 * Throws `not_found` where there is no whole backup, `invalid` when the manifest is damaged, `conflict` when a newer
 * Vitrine has written it.
 */
export async function readManifest(folder: LibraryFolder): Promise<Manifest> {
  const stream = await folder.read(MANIFEST);
  if (stream === undefined) throw notFound(`A whole backup in ${folder.path}: ${MANIFEST}`);
  const manifest = parse(await text(stream));
  if (manifest === undefined) throw invalid(MANIFEST, `${MANIFEST} in ${folder.path} is damaged.`);
  if (manifest.format > FORMAT || manifest.schema > SCHEMA_VERSION) {
    throw new CoreError(
      'conflict',
      `The backup was made by Vitrine ${manifest.version}: restore it with that or a newer one.`,
    );
  }
  return manifest;
}

/** Undefined unless it is, to the letter, what was written. */
function parse(json: string): Manifest | undefined {
  try {
    const { checksum, ...manifest } = JSON.parse(json);
    return checksum === checksumOf(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

const checksumOf = (manifest: object): string => hash('sha256', JSON.stringify(manifest));

async function* oneChunk(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

/** Undefined when there is no such file. `consume` gets the bytes on the way, and has to take all of them. */
export async function readFacts(
  folder: LibraryFolder,
  name: string,
  consume: (bytes: AsyncIterable<Uint8Array>) => Promise<void> = drain,
): Promise<FileFacts | undefined> {
  const stream = await folder.read(name);
  if (stream === undefined) return undefined;
  const digest = createHash('sha256');
  let sizeBytes = 0;
  async function* hashed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      digest.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
  }
  await consume(hashed(stream));
  return { sizeBytes, sha256: digest.digest('hex') };
}

async function drain(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of bytes);
}
