// Two places of a library, each as its settings have it, for a move from one to the other.
import { existsSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import {
  type BlobStore,
  conflict,
  DATABASE,
  type Engine,
  invalid,
  type LibraryPlace,
  notFound,
  UNFINISHED_DATABASE,
} from '../core/index.ts';
import { openBlobs, openEngine } from './stores.ts';

export interface OpenMove extends AsyncDisposable {
  readonly from: LibraryPlace;
  readonly to: LibraryPlace;
  readonly moves: { readonly records: boolean; readonly bytes: boolean };
}

/** Throws `invalid` when both are the same place, `not_found` when there is no library, as the stores when they can not be opened. */
export async function openMove(source: Config, target: Config): Promise<OpenMove> {
  await using resources = new AsyncDisposableStack();
  await checkSource(source);
  if (existsSync(join(target.dataFolder, UNFINISHED_DATABASE)))
    throw conflict(`An unfinished restore lies in ${target.dataFolder}: end it by the same \`vitrine restore\` again.`);
  await mkdir(target.dataFolder, { recursive: true, mode: 0o700 });
  const [here, there] = [await namesOf(source), await namesOf(target)];
  const moves = { records: here.records !== there.records, bytes: here.bytes !== there.bytes };
  if (!moves.records && !moves.bytes) throw invalid('to', `The library is in ${here.records} already.`);
  const engine = resources.use(await openEngine(source));
  const blobs = resources.use(await openBlobs(source));
  const from = { engine, blobs, name: nameOf(here) };
  const to = {
    engine: moves.records ? resources.use(await openEngine(target)) : engine,
    blobs: moves.bytes ? resources.use(await openBlobs(target)) : blobs,
    name: nameOf(there),
  };
  const kept = resources.move();
  return { from, to, moves, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** The place of a library that is there; its bytes are opened only when they are wanted. */
export async function openSource(
  source: Config,
): Promise<{ readonly engine: Engine; openBlobs(): Promise<BlobStore> } & AsyncDisposable> {
  await checkSource(source);
  const engine = await openEngine(source);
  return {
    engine,
    openBlobs: () => openBlobs(source),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

async function checkSource({ database, dataFolder }: Config): Promise<void> {
  if (database === undefined && !existsSync(join(dataFolder, DATABASE))) throw notFound(`A library in ${dataFolder}`);
}

interface Names {
  readonly records: string;
  readonly bytes: string;
}

/** Without secrets; equal for equal places. */
async function namesOf({ database, s3, dataFolder }: Config): Promise<Names> {
  const folder = existsSync(dataFolder) ? await realpath(dataFolder) : dataFolder;
  const bytes = s3 && ['s3:/', s3.endpoint ?? 'aws', s3.bucket, s3.prefix].filter(Boolean).join('/');
  return { records: database === undefined ? folder : databaseName(database.url), bytes: bytes ?? folder };
}

function databaseName(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `postgres://${hostname}:${port || '5432'}${pathname}`;
}

const nameOf = ({ records, bytes }: Names): string => (records === bytes ? records : `${records} and ${bytes}`);
