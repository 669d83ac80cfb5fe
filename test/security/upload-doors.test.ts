// The same file by every door: what it is taken for, and how it is sent out again, does not depend on the door.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sniff } from '../../src/core/sniff.ts';
import { ACTIVE_FILES } from '../support/active-content.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createClient } from './client.ts';
import { ask, valuesFor } from './matrix.ts';
import { TABLE } from './routes/index.ts';
import { type Door, openDoors } from './upload-doors.ts';
import { createWorkspace } from './workspaces.ts';

let server: TestServer;
let folder: string;
let doors: Readonly<Record<string, Door>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-doors-'));
  server = await startTestServer({ settings: { VITRINE_IMPORT_DIR: folder, VITRINE_WORKER: 'false' } });
  doors = await openDoors(server, folder);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** One of each kind of lie. */
const NAMES = new Set([
  ...['page.html', 'page.txt', 'page', 'page.png', 'page.pdf', 'page.mp4', 'page.bin', 'late.html', 'page-16.html'],
  ...['script.svg', 'script.xml.svg', 'packed.svgz', 'drawing.png', 'styled.xml', 'sheet.xslt', 'page.mhtml', 'run.js'],
  ...['run.png', 'run.css', 'run.wasm', 'open.pdf', 'gif.html', 'gif.js', 'in.png', 'zip.html', 'sneaky.png'],
  'parameter.png',
]);
const files = ACTIVE_FILES.filter(({ name }) => NAMES.has(name));

/** What must not be in an answer that a browser shows in its place. */
const SHOWABLE = /^(?:image\/(?!svg)[a-z.+-]+|text\/plain|application\/pdf|(?:audio|video)\/[a-z0-9.+-]+)(?:;|$)/;

describe('a file that lies about its type', () => {
  it.each(files.map((file) => [file.name, file] as const))('%s', async (_name, file) => {
    const taken: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const [name, { send, isUntyped = false }] of Object.entries(doors)) {
      const id = await send(file);
      const { mimeType, kind } = await server.core.getAsset({ type: 'system' }, id);
      taken[name] = { mimeType, kind };
      // What a form says of a file without a type is that it is text (RFC 7578, section 4.4).
      const declared = isUntyped || file.type === '' ? undefined : file.type;
      expected[name] = await sniff(file.bytes.subarray(0, 64 * 1024), file.name, declared);
      const { headers, status } = await server.api(`/api/store/asset/${id}/content`);
      expect([name, status, headers.get('x-content-type-options')]).toEqual([name, 200, 'nosniff']);
      expect(headers.get('content-security-policy')).toMatch(/^sandbox(?: allow-same-origin)?; default-src 'none'/);
      expect(headers.get('content-security-policy')).not.toContain('script');
      if (!SHOWABLE.test(headers.get('content-type') ?? ''))
        expect(headers.get('content-disposition')).toMatch(/^attachment;/);
      expect(headers.get('content-type')).not.toMatch(/script/);
    }
    expect(taken).toEqual(expected);
  });
});

describe('the doors', () => {
  it('are all here: no other route takes bytes, whatever is sent to it', async () => {
    using client = createClient(server.url, 1);
    const ours = await createWorkspace(server, client, 'ours');
    const stored = vi.spyOn(server.core, 'storeContent');
    const found = new Set<string>();
    const credentials = { authorization: `Bearer ${ours.adminKey}` };
    for (const [name, rows] of Object.values(TABLE).flatMap(Object.entries)) {
      const [method = ''] = name.split(' ');
      if (method === 'GET' || method === 'operations' || name.startsWith('PATCH /files')) continue;
      for (const row of [rows].flat()) {
        if (row.need === 'person') continue;
        const { json: _json, text: _text, ...rest } = row;
        const values = await valuesFor('own', row, { ours, theirs: ours, isSpent: true });
        for (const body of [{ fields: row.fields ?? {} }, { text: ['application/octet-stream', 'bytes'] as const }]) {
          stored.mockClear();
          await ask(client, method, { ...rest, fields: undefined as never, ...body }, credentials, values);
          if (stored.mock.calls.length > 0) found.add(name);
        }
      }
    }
    const known = new Set(Object.values(doors).map(({ route }) => route));
    expect([...found].sort()).toEqual([...known].filter((name) => !name.startsWith('PATCH /files')).sort());
  });

  it('are all here: nothing else in the product calls the pipeline', async () => {
    const root = fileURLToPath(new URL('../../src', import.meta.url));
    const sources = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const callers: string[] = [];
    for (const source of sources) {
      const text = await readFile(join(root, source), 'utf8');
      if (/\b(?:storeContent|blobs\.create)\(/.test(text.replaceAll(/function storeContent\(/g, '')))
        callers.push(source);
    }
    expect(callers.sort()).toEqual(
      [
        'app/observing.ts',
        // Pictures that are made here.
        'core/picture-keeping.ts',
        'core/upload.ts',
        'core/import-folder.ts',
        'http/resumable.ts',
        'http/upload.ts',
        'importing/assets.ts',
      ].sort(),
    );
  });
});
