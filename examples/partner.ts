// The partner dialect with fetch: uploads, the pictures that come of them, and caching.
import { readFile } from 'node:fs/promises';
import { begin, read } from './begin.ts';

interface CompanyAsset {
  readonly thumbURL: string;
  readonly mediumURL: string;
  readonly largeURL: string;
  readonly largeX2URL: string;
  readonly origURL: string;
}

const { url, key } = begin();
const headers = { 'x-api-key': key };

async function upload(path: 'private' | 'public', file: string, assetType: 'Photo' | 'Document') {
  const form = new FormData();
  form.set('file', new Blob([await readFile(new URL(file, import.meta.url))]), file);
  form.set('name', file);
  form.set('assetType', assetType);
  const answer = await fetch(`${url}/api/v1/partner/asset/upload/${path}`, { method: 'POST', headers, body: form });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return read<CompanyAsset>(answer);
}

const photo = await upload('public', 'photo.jpg', 'Photo');
for (const name of ['thumbURL', 'mediumURL', 'largeURL', 'largeX2URL', 'origURL'] as const) {
  const answer = await fetch(photo[name]);
  console.log(`${name}: ${answer.status} ${answer.headers.get('content-type')}`);
}

const guide = await upload('private', 'guide.pdf', 'Document');
const first = await fetch(guide.origURL, { headers });
console.log(`private: ${first.status}, ${first.headers.get('cache-control')}`);
const etag = first.headers.get('etag') ?? '';
const again = await fetch(guide.origURL, { headers: { ...headers, 'if-none-match': etag } });
console.log(`asked again: ${again.status}`);
console.log(`without a key: ${(await fetch(guide.origURL)).status}`);
