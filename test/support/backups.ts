// Backing up and restoring by the command line, and asking a restored library for everything it should have.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Of } from './blobs.ts';
import { runCommand, type Settings } from './process.ts';
import { startTestServer, type TestServer } from './server.ts';

export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'vitrine-backup-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export interface Outcome {
  readonly code: number;
  readonly stderr: string;
  /** The printed JSON; empty when the command failed before it had anything to print. */
  readonly json: Record<string, unknown>;
}

/** On the library of these settings, or the one in that folder. */
export async function vitrine(library: Settings | string, ...args: string[]): Promise<Outcome> {
  const settings = typeof library === 'string' ? { VITRINE_DATA: library } : library;
  const { code, stdout, stderr } = await runCommand([...args, '--json'], settings);
  return { code, stderr, json: stdout === '' ? {} : JSON.parse(stdout) };
}

/** A server on a folder that is there already. */
export const serve = (dataFolder: string): Promise<TestServer> =>
  startTestServer({ settings: { VITRINE_DATA: dataFolder }, isEmbedded: true });

/** The SHA-256 of what a download gives. */
export async function download(server: TestServer, path: string, key?: string): Promise<string> {
  const answer = await server.api(path, key === undefined ? {} : { key });
  if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}`);
  return sha256Of(new Uint8Array(await answer.arrayBuffer()));
}

export const content = (id: string): string => `/api/store/asset/${id}/content`;
