// The vaults dialect with fetch: a private vault, an upload with an address, a signed URL, and a picture made on request.
import { readFile } from 'node:fs/promises';
import { begin, read } from './begin.ts';

interface Asset {
  readonly partition: string;
  readonly collection: string;
  readonly channel: string;
  readonly filename: string;
}

const { url, key } = begin();

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(`${url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, ...init.headers },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return read<T>(answer);
}
const json = (value: unknown, headers = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json', ...headers },
});

const vault = await call<{ id: string; slug: string }>('/api/v1/vaults', json({ name: 'Press', visibility: 'signed' }));

const form = new FormData();
form.set(
  'file',
  new Blob([await readFile(new URL('photo.jpg', import.meta.url))], { type: 'image/jpeg' }),
  'hills.jpg',
);
form.set('partition', 'press');
form.set('collection', '2026');
form.set('channel', 'photos');
form.set('metadata', JSON.stringify({ photographer: 'Ada' }));
const asset = await call<Asset>(`/api/v1/vaults/${vault.id}/assets`, { method: 'POST', body: form });
console.log(`${asset.partition}/${asset.collection}/${asset.channel}/${asset.filename}`);

const delivery = `${url}/v/${vault.slug}/press/2026/photos/hills.jpg`;
console.log(`not signed: ${(await fetch(delivery)).status}`);

async function sign(path: string): Promise<string> {
  const expires = new Date(Date.now() + 3_600_000).toISOString();
  const signed = await call<{ url: string }>(
    '/v1/urls/sign',
    json({ path, expires_at: expires }, { 'x-vault': vault.slug }),
  );
  return signed.url;
}

console.log(`signed: ${(await fetch(await sign('press/2026/photos/hills.jpg'))).status}`);

// What is signed is signed with its size: nobody can ask for another one.
const small = await fetch(await sign(`/v/${vault.slug}/press/2026/photos/hills.jpg?w=300&h=300&format=webp`));
console.log(`signed with a size: ${small.headers.get('content-type')}`);

const page = await call<{ data: Asset[] }>(`/api/v1/vaults/${vault.id}/assets?partition=press&limit=10`);
console.log(`in the vault: ${page.data.map((one) => one.filename).join(', ')}`);
