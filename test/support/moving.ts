// A library that is used all the while it moves: what was acknowledged, and whether it is there afterwards.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sha256Of } from './blobs.ts';
import { formWith } from './server.ts';

export interface Client {
  readonly url: string;
  readonly key: string;
}

export async function ask(client: Client, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(client.url + path, {
    redirect: 'manual',
    ...init,
    headers: { authorization: `Bearer ${client.key}`, ...init.headers },
  });
}

export async function askJson<T>(client: Client, path: string, init: RequestInit = {}): Promise<T> {
  const answer = await ask(client, path, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as T;
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export interface Known {
  readonly id: string;
  sha256: string;
  name: string;
  share?: string;
  isGone: boolean;
}

/** Uploads, renames, replaces, shares and deletes until it is told to stop, or nothing can be changed any more. */
export function keepUsing(client: Client) {
  const assets: Known[] = [];
  const refusals: { status: number; retryAfter: string | null }[] = [];
  let isDone = false;

  async function change(path: string, init: RequestInit): Promise<Record<string, unknown> | undefined> {
    const answer = await ask(client, path, init);
    const text = await answer.text();
    if (answer.ok) return text === '' ? {} : JSON.parse(text);
    if (answer.status !== 503) throw new Error(`${init.method} ${path} answered ${answer.status}: ${text}`);
    refusals.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') });
    return undefined;
  }

  async function step(i: number): Promise<void> {
    const bytes = randomBytes(2_000);
    const name = `used-${i}.bin`;
    const made = await change('/api/store/asset/upload', { method: 'POST', body: formWith(name, bytes) });
    if (made) assets.push({ id: String(made['id']), sha256: sha256Of(bytes), name, isGone: false });
    const one = assets[Math.floor(Math.random() * assets.length)];
    if (!one || one.isGone) return;
    if (i % 5 === 1 && (await change(`/api/store/asset/${one.id}`, json('PATCH', { name: `renamed-${i}.bin` }))))
      one.name = `renamed-${i}.bin`;
    if (i % 5 === 2) {
      const share = await change('/api/share', json('POST', { asset: one.id }));
      if (share) one.share = String(share['id']);
    }
    if (i % 5 === 3) {
      const other = randomBytes(1_000);
      const form = formWith(one.name, other);
      if (await change(`/api/store/asset/${one.id}/content`, { method: 'PUT', body: form }))
        one.sha256 = sha256Of(other);
    }
    if (i % 5 === 4 && (await change(`/api/store/asset/${one.id}`, { method: 'DELETE' }))) one.isGone = true;
  }

  const loop = async (): Promise<void> => {
    for (let i = 0; !isDone; i++) {
      await step(i);
      await pause(refusals.length > 0 ? 200 : 5);
    }
  };
  const running = loop();
  // Whoever stops it is told.
  running.catch(() => undefined);
  return {
    assets,
    refusals,
    async stop(): Promise<void> {
      isDone = true;
      await running;
    },
  };
}

/** Everything that was acknowledged, as `client` has it; empty when all is there. */
export async function findLost(client: Client, assets: readonly Known[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { id, sha256, name, share, isGone } of assets) {
    const answer = await ask(client, `/api/store/asset/${id}/content`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (isGone ? answer.status !== 404 : sha256Of(bytes) !== sha256) lost.push(`${id}: content (${answer.status})`);
    if (isGone) continue;
    const asset = await askJson<{ name: string }>(client, `/api/store/asset/${id}`);
    if (asset.name !== name) lost.push(`${id}: name ${asset.name}, not ${name}`);
    if (share !== undefined && !(await ask(client, `/api/share/${share}`)).ok) lost.push(`${id}: share`);
  }
  return lost;
}
