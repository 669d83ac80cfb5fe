// The store dialect with fetch: a folder, an upload into it, lists page by page, and a share for somebody without a key.
import { readFile } from 'node:fs/promises';
import { begin, read } from './begin.ts';

interface Asset {
  readonly id: string;
  readonly name: string;
}

const { url, key } = begin();
const headers = { authorization: `Bearer ${key}` };

async function call(path: string, init: RequestInit = {}) {
  const answer = await fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}
const json = (value: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});

const folder = await read<{ id: string }>(await call('/api/store/folder/', json({ name: 'Autumn' })));

const photo = await readFile(new URL('photo.jpg', import.meta.url));
for (const name of ['first.jpg', 'second.jpg', 'third.jpg']) {
  const form = new FormData();
  form.set('file', new Blob([photo], { type: 'image/jpeg' }), name);
  form.set('tags', JSON.stringify(['hills']));
  await call(`/api/store/asset/upload?folder=${folder.id}`, { method: 'POST', body: form });
}

const names: string[] = [];
for (let cursor: string | null = ''; cursor !== null; ) {
  const query = new URLSearchParams({ folder: folder.id, sort_by: 'name', sort_order: 'asc', limit: '2' });
  if (cursor) query.set('cursor', cursor);
  const answer = await call(`/api/store/asset/?${query}`);
  const page = await read<{ items: Asset[]; next_cursor: string | null }>(answer);
  names.push(...page.items.map((asset) => asset.name));
  cursor = page.next_cursor;
}
console.log(`listed ${names.join(', ')}`);

const zip = await call(`/api/store/folder/${folder.id}/download`);
console.log(`one zip of ${zip.headers.get('content-length')} bytes`);

const share = await read<{ url: string }>(await call('/api/share/', json({ folder: folder.id, max_downloads: 10 })));
console.log(`shared at ${share.url}: ${(await fetch(share.url)).status}`);
