// A server to bring originals to, and a client for it: uploads, and GETs that are counted.
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { type Server, startServer } from './processes.ts';

export const KEY = 'bench-root-key-of-at-least-32-characters';
export const CLIENTS = 8;

/** With `worker`, originals are looked at as soon as they are there; else when somebody asks for a picture. */
export const startMediaServer = (folder: string, { worker }: { worker: boolean }): Promise<Server> =>
  startServer('src/cli.ts', ['serve'], {
    VITRINE_DATA: join(folder, 'data'),
    VITRINE_PORT: '0',
    VITRINE_LOG_LEVEL: 'warn',
    VITRINE_ROOT_KEY: KEY,
    VITRINE_WORKER: String(worker),
    VITRINE_MAX_UPLOAD_BYTES: '500000000',
  });

/** The id of the new asset. */
export async function upload({ url }: Server, name: string, bytes: Buffer): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  const headers = { authorization: `Bearer ${KEY}` };
  const response = await fetch(`${url}/api/store/asset/upload`, { method: 'POST', body: form, headers });
  if (!response.ok) throw new Error(await response.text());
  const { id } = (await response.json()) as { id: string };
  return id;
}

/** Resolves once nothing is left to look at. */
export async function settled(folder: string): Promise<void> {
  using database = openDatabase(folder);
  const pending = database.sqlite.prepare("select count(*) as n from assets where media_state = 'pending'");
  while (Number(pending.get()?.['n']) > 0) await pause(50);
}

/** States of assets, and how many are in each. */
export function states(folder: string): Readonly<Record<string, number>> {
  using database = openDatabase(folder);
  const rows = database.sqlite.prepare('select media_state as state, count(*) as n from assets group by 1').all();
  return Object.fromEntries(rows.map(({ state, n }) => [String(state), Number(n)]));
}

function openDatabase(folder: string): { sqlite: DatabaseSync } & Disposable {
  const sqlite = new DatabaseSync(join(folder, 'data', 'vitrine.sqlite'), { readOnly: true });
  return { sqlite, [Symbol.dispose]: () => sqlite.close() };
}

export const thumbnailPath = (id: string): string => `/api/store/asset/${id}/thumbnail`;
export const w800Path = (id: string): string => `/api/store/asset/${id}/content?w=800&format=webp`;

/** Requests a second of getting each path once, from so many clients. */
export async function getEach({ url }: Server, paths: readonly string[], clients = CLIENTS): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const queue = [...paths];
  const client = async (): Promise<void> => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) await get(url + path, agent);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return paths.length / seconds;
}

/** Throws on any answer but a success. */
export function get(url: string, agent?: Agent): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${KEY}` };
    const asked = request(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (response.statusCode === 200) resolve(bytes);
        else reject(new Error(`${url} answered ${response.statusCode}: ${bytes.toString('latin1', 0, 300)}`));
      });
    });
    asked.on('error', reject).end();
  });
}
