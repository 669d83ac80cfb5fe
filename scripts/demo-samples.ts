// `npm run demo:samples [folder] [page.html]`: uploads every file below a folder into a library of its own, waits until all were
// looked at, and writes a page with each one's picture and facts, to be judged by eye.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { KEY, startOwnServer } from './own-server.ts';

const [folder = 'test/fixtures', page = join(tmpdir(), 'vitrine-samples.html')] = process.argv.slice(2);

interface Sample {
  readonly path: string;
  readonly id: string;
  readonly uploadMs: number;
}

interface Facts {
  readonly state: string;
  readonly reason: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

await using app = await startOwnServer('samples');
const startedAt = performance.now();
const samples = await uploadAll(app.url);
await everythingExamined(app.url, samples);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
const cards = await Promise.all(samples.map((sample) => card(app.url, sample)));
await writeFile(page, document(cards, `${samples.length} files in ${seconds} s`));
console.log(`${samples.length} files, looked at in ${seconds} s: ${page}`);

async function uploadAll(url: string): Promise<Sample[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && entry.name !== 'README.md');
  const samples: Sample[] = [];
  for (const entry of paths.sort((a, b) => (a.parentPath + a.name < b.parentPath + b.name ? -1 : 1))) {
    const path = join(entry.parentPath, entry.name);
    const form = new FormData();
    form.set('file', new Blob([await readFile(path)]), basename(path));
    const startedAt = performance.now();
    const { id } = await request<{ id: string }>(url, '/api/store/asset/upload', { method: 'POST', body: form });
    samples.push({ path: relative(resolve(folder), resolve(path)), id, uploadMs: performance.now() - startedAt });
  }
  return samples;
}

async function everythingExamined(url: string, samples: readonly Sample[]): Promise<void> {
  for (const { id } of samples) {
    while ((await factsOf(url, id)).state === 'pending') await pause(50);
  }
}

function factsOf(url: string, id: string): Promise<Facts> {
  return request(url, `/api/store/asset/${id}/facts`);
}

async function request<T>(url: string, path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url + path, { ...init, headers: { authorization: `Bearer ${KEY}` } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function card(url: string, { path, id, uploadMs }: Sample): Promise<string> {
  const { state, reason, facts } = await factsOf(url, id);
  const picture = await pictureOf(url, id);
  const lines = Object.entries(facts).map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(String(value))}</dd>`);
  return `<article class="${state}">
<div class="picture">${picture ? `<img src="${picture}" alt="">` : 'no picture'}</div>
<h2>${escapeHtml(path)}</h2>
<p>${state}, uploaded in ${uploadMs.toFixed(0)} ms${reason === null ? '' : `: ${escapeHtml(reason)}`}</p>
<dl>${lines.join('')}</dl>
</article>`;
}

async function pictureOf(url: string, id: string): Promise<string | undefined> {
  const response = await fetch(`${url}/api/store/asset/${id}/thumbnail`, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  if (!response.ok) return undefined;
  const bytes = Buffer.from(await response.arrayBuffer());
  return `data:${response.headers.get('content-type')};base64,${bytes.toString('base64')}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function document(cards: readonly string[], title: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>
body { font: 13px/1.4 system-ui, sans-serif; margin: 24px; background: #f4f4f2; color: #222; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 16px; }
article { background: #fff; border: 1px solid #ddd; border-radius: 8px; padding: 12px; overflow: hidden; }
.picture { height: 320px; display: grid; place-items: center; color: #999;
  background: repeating-conic-gradient(#eee 0 25%, #fff 0 50%) 0 0 / 16px 16px; }
.no_preview .picture { background: #eee; }
h2 { font-size: 14px; margin: 8px 0 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 8px; margin: 0; }
dt { color: #777; } dd { margin: 0; overflow-wrap: anywhere; }
</style>
<h1>${title}</h1>
<main>${cards.join('\n')}</main>
</html>
`;
}
