// The hub dialect with fetch: a tree, files that replace each other by name, tags, several at once, and a zip.
import { readFile } from 'node:fs/promises';
import { begin, read } from './begin.ts';

interface Asset {
  readonly _id: string;
  readonly name: string;
  readonly path: string;
  readonly log: readonly { readonly action: string }[];
}

const { url, key } = begin();

async function call(path: string, init: RequestInit = {}) {
  const answer = await fetch(`${url}/api/assets${path}`, { ...init, headers: { 'x-api-key': key, ...init.headers } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}
const json = (value: unknown, method = 'POST'): RequestInit => ({
  method,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});

const project = await read<Asset>(await call('/root/createfolder/project'));
const drafts = await read<Asset>(await call(`/${project._id}/createfolder/drafts`));

const form = new FormData();
form.append('first', new Blob([await readFile(new URL('photo.jpg', import.meta.url))]), 'hills.jpg');
form.append('second', new Blob([await readFile(new URL('guide.pdf', import.meta.url))]), 'guide.pdf');
const [photo, guide] = await read<[Asset, Asset]>(await call(`/${drafts._id}/upload`, { method: 'POST', body: form }));

// The same name again is the same asset with new bytes.
const text = 'notes, second edition';
await call(`/${drafts._id}/upload?name=notes.txt`, { method: 'POST', body: 'notes, first edition' });
const notes = await read<Asset>(await call(`/${drafts._id}/upload?name=notes.txt`, { method: 'POST', body: text }));
console.log(`notes.txt: ${notes.log.map((entry) => entry.action).join(', ')}`);

await call(`/${photo._id}`, json({ tags: ['hills'], meta: { photographer: 'Ada' } }, 'PATCH'));
console.log(`tags in use: ${(await read<string[]>(await call('/tags'))).join(', ')}`);

const moved = await read<Asset>(await call(`/${guide._id}/move/${project._id}`));
console.log(`guide.pdf is now at ${moved.path}`);

const zip = await call('/batch/download', json({ ids: [project._id] }));
console.log(`one zip of ${zip.headers.get('content-length')} bytes`);

for (const path of ['/delete?recursive=true', '/restore'])
  console.log((await read<{ success: string }>(await call(path, json([project._id])))).success);

const tree = await read<Asset[]>(await call('/tree'));
console.log(`folders: ${tree.map((folder) => folder.name).join(', ')}`);
