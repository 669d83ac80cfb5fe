// The library dialect with fetch: a link, a file, a collection of both, and the pages of a list.
import { readFile } from 'node:fs/promises';
import { begin, read } from './begin.ts';

interface Asset {
  readonly id: string;
  readonly title: string;
  readonly slug: string;
  readonly page_count?: number;
  readonly word_count?: number;
  readonly items?: readonly string[];
}
interface Problem {
  readonly error: string;
  readonly message: string;
  readonly field?: string;
}

const { url, key } = begin();

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = { authorization: `Bearer ${key}`, ...init.headers };
  const answer = await fetch(`${url}/api/v1${path}`, { ...init, headers });
  if (answer.ok) return read<T>(answer);
  const { error, message, field } = await read<Problem>(answer);
  throw new Error(`${path}: ${answer.status} ${error}: ${message} (${field})`);
}
const create = (record: unknown) =>
  call<{ data: Asset }>('/assets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
  });

const link = await create({ title: 'The hut', asset_type: 'link', external_url: 'https://example.org/hut' });

const form = new FormData();
form.set('title', 'Field guide');
form.set('asset_type', 'pdf');
form.set('file', new Blob([await readFile(new URL('guide.pdf', import.meta.url))]), 'guide.pdf');
const guide = await call<{ data: Asset }>('/assets', { method: 'POST', body: form });
console.log(`${guide.data.slug}: ${guide.data.page_count} page, ${guide.data.word_count} words`);

const items = [link.data.id, guide.data.id];
const collection = await create({ title: 'For the walk', asset_type: 'collection', items });
console.log(`a collection of ${collection.data.items?.length}`);

interface Page {
  readonly data: readonly Asset[];
  readonly pagination: { readonly total_pages: number };
}
for (let page = 1, pages = 1; page <= pages; page++) {
  const { data, pagination } = await call<Page>(`/assets?sort=title&order=asc&per_page=2&page=${page}`);
  pages = pagination.total_pages;
  console.log(`page ${page} of ${pages}: ${data.map((asset) => asset.title).join(', ')}`);
}

const found = await call<Page>('/assets?search=chapel');
console.log(`found by a word inside: ${found.data.map((asset) => asset.title).join(', ')}`);

const refused = await create({ asset_type: 'link' }).catch((error: Error) => error.message);
console.log(`refused: ${refused}`);
