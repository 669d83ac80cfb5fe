// Names of every kind through every door that takes one, each read back by every way out: what is stored is what was sent, made
// harmless in the one way that the product documents, whichever door it came by.
import { isUtf8 } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fileName, folderName } from '../../src/core/names.ts';
import { parsedByPython, parseStrictly } from '../support/dispositions.ts';
import { BYTE_NAMES, CHARACTER_NAMES, NAUGHTY, TEXT_NAMES } from '../support/odd-names.ts';
import { exactClient } from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createFolder, createShare } from '../support/store.ts';
import { makeVault } from '../support/vaults.ts';
import { readZipBytes } from '../support/zip.ts';

/** Thousands of requests: on a busy machine they may take long. */
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

let server: TestServer;
let client: ReturnType<typeof exactClient>;
let vaultId: string;
let home: { id: string };
/** An asset that is called one thing after the other. */
let target: string;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false', VITRINE_MAX_ARCHIVE_ENTRIES: '20000' } });
  client = exactClient(server.url);
  vaultId = (await makeVault(server)).id;
  home = await createFolder(server, 'home');
  target = (await server.upload('target', 'target')).id;
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const send = ({ headers = {}, ...rest }: Sent) =>
  client.send({ method: 'POST', ...rest, headers: { authorization: `Bearer ${server.rootKey}`, ...headers } });

/** A form whose file has that parameter for its name, and that content. */
function form(path: string, parameter: Buffer, content: string, fields: Readonly<Record<string, string>> = {}): Sent {
  const others = Object.entries(fields).map(
    ([name, value]) => `--B\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = Buffer.concat([
    Buffer.from(`${others.join('')}--B\r\ncontent-disposition: form-data; name="file"; `),
    parameter,
    Buffer.from(`\r\ncontent-type: application/octet-stream\r\n\r\n${content}\r\n--B--\r\n`),
  ]);
  return { path, headers: { 'content-type': 'multipart/form-data; boundary=B' }, body };
}

const quoted = (name: Buffer): Buffer =>
  Buffer.from(`filename="${name.toString('latin1').replace(/["\\]/g, '\\$&')}"`, 'latin1');
const percent = (name: Buffer): string => name.toString('hex').replace(/../g, '%$&');
const extended = (name: Buffer): Buffer => Buffer.from(`filename*=UTF-8''${percent(name)}`);
/**
 * A way in: a request that names an asset whose bytes are `content`. `kept`: the name in its answer; where absent, the asset is found
 * by its bytes among all that are stored.
 */
interface Door {
  request(name: Buffer, content: string): Sent;
  readonly kept?: (body: Buffer) => string;
  /** Most bytes of a name that fit into the head of a request, or of a part. */
  readonly mostBytes?: number;
  /** What no name is at this door. */
  readonly refuses?: (name: Buffer) => boolean;
}

const keptIn =
  (field: string) =>
  (body: Buffer): string =>
    String(JSON.parse(body.toString())[field]);
const json = (method: string, path: string, value: unknown): Sent => ({
  path,
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

const DOORS: Readonly<Record<string, Door>> = {
  'a form of the store': {
    request: (name, content) => form(`/api/store/asset/upload?folder=${home.id}`, quoted(name), content),
  },
  'a form of the store, by filename*': {
    request: (name, content) => form('/api/store/asset/upload', extended(name), content),
    mostBytes: 4_096,
  },
  'a form of the hub': {
    request: (name, content) => form('/api/assets/root/upload', quoted(name), content),
    kept: keptIn('name'),
  },
  'a form of the library': {
    request: (name, content) => form('/api/v1/assets', quoted(name), content, { title: 'x', asset_type: 'document' }),
  },
  'a form of a partner': {
    request: (name, content) => form('/api/v1/partner/asset/upload/private', quoted(name), content),
  },
  'a form of a vault': {
    request: (name, content) =>
      form(`/api/v1/vaults/${vaultId}/assets`, quoted(name), content, {
        partition: 'p',
        collection: 'c',
        channel: sha256(content).slice(0, 20),
      }),
    kept: keptIn('filename'),
  },
  'a body of the hub': {
    request: (name, content) => ({
      path: `/api/assets/root/upload?name=${percent(name)}`,
      headers: { 'content-type': 'application/octet-stream' },
      body: content,
    }),
    kept: keptIn('name'),
    mostBytes: 4_096,
  },
  'a resumable upload': {
    request: (name, content) => ({
      path: '/files',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(content.length),
        'upload-metadata': `filename ${name.toString('base64')}`,
        'content-type': 'application/offset+octet-stream',
      },
      body: content,
    }),
    mostBytes: 4_096,
  },
  'a PATCH of the store': {
    request: (name) => json('PATCH', `/api/store/asset/${target}`, { name: name.toString() }),
    kept: keptIn('name'),
  },
  'a PATCH of the hub': {
    request: (name) => json('PATCH', `/api/assets/${target}`, { name: name.toString() }),
    kept: keptIn('name'),
  },
  'a path of the hub': {
    request: (name) => ({ path: `/api/assets/${target}/rename/${percent(name)}`, method: 'GET' }),
    kept: keptIn('name'),
    mostBytes: 4_096,
    // No part of an address is longer, and all of it is UTF-8.
    refuses: (name) => name.toString().length > 2_048 || !isUtf8(name),
  },
};

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

const show = (name: Buffer): string => JSON.stringify(name.toString('latin1')).slice(0, 80);

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly folder: string | null;
}

/** By SHA-256. */
async function stored(): Promise<Map<string, Stored>> {
  const found = new Map<string, Stored>();
  for (let cursor = ''; ; ) {
    const page = await server.json<{ items: Stored[]; next_cursor: string | null }>(
      `/api/store/asset/?limit=250&hydrate=false${cursor}`,
    );
    for (const asset of page.items) found.set(asset.sha256, asset);
    if (page.next_cursor === null) return found;
    cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
  }
}

async function inTurns<T>(all: readonly T[], run: (one: T, index: number) => Promise<void>): Promise<void> {
  const queue = [...all.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

const bytesOf = (names: readonly string[]): Buffer[] => names.map((name) => Buffer.from(name));
const TEXTS = bytesOf(TEXT_NAMES);
const INSIDE = BYTE_NAMES.filter(({ length }) => length > 1);
/** Those that look at what they get while it waits: a third of the names. */
const SLOW: readonly string[] = ['a form of the library', 'a form of a partner'];
/** What more there is for some: where names are bytes, or come in a way of their own. */
const MORE: Readonly<Record<string, readonly Buffer[]>> = {
  'a form of the store': [...BYTE_NAMES, ...bytesOf(NAUGHTY)],
  'a resumable upload': INSIDE,
  'a PATCH of the store': bytesOf(CHARACTER_NAMES),
  'a path of the hub': INSIDE,
};

describe('a name of any kind', () => {
  it.each(Object.entries(DOORS))('is stored as it was sent, made harmless as documented: %s', async (name, door) => {
    const { request, kept, mostBytes = Number.POSITIVE_INFINITY, refuses = () => false } = door;
    const texts = TEXTS.filter((_, index) => !SLOW.includes(name) || index % 3 === 0);
    const names = [...texts, ...(MORE[name] ?? [])].filter(({ length }) => length <= mostBytes);
    const found = new Map<string, string>();
    const refusals: string[] = [];
    const contentOf = (index: number): string => `${name} ${index}`;
    await inTurns(names, async (sent, index) => {
      const { status, body } = await send(request(sent, contentOf(index)));
      if (status < 300) found.set(sha256(contentOf(index)), kept?.(body) ?? '');
      // What is no name, and what ends a header, is refused as any dialect refuses what it can not take.
      const isNoName = /^$|[\r\n]/.test(sent.toString()) || refuses(sent);
      if (status < 300 ? refuses(sent) : !(isNoName && [400, 404, 422].includes(status)))
        refusals.push(`${status} ${show(sent)}`);
    });
    expect(refusals).toEqual([]);
    const all = kept ? new Map<string, Stored>() : await stored();
    const wrong = names.flatMap((sent, index) => {
      const hash = sha256(contentOf(index));
      const answered = found.get(hash);
      if (answered === undefined) return [];
      const is = all.get(hash)?.name ?? answered;
      // A form is made of lines: what follows the end of one is no part of a name.
      const text = sent.toString();
      const meant = [fileName(text), ...(/[\r\n]/.test(text) ? [fileName(text.split(/[\r\n]/)[0] ?? '')] : [])];
      return meant.includes(is) ? [] : [`${show(sent)} became ${JSON.stringify(is)}`];
    });
    expect(wrong).toEqual([]);
    expect(found.size).toBeGreaterThan(names.filter((sent) => !refuses(sent)).length - 10);
  });

  it('names a folder by every way to make one, or is refused as no name', async () => {
    const parent = await createFolder(server, 'folders');
    const doors: ((text: string) => Sent)[] = [
      (name) => json('POST', '/api/store/folder', { name, parent: parent.id }),
      (name) => ({ path: `/api/assets/${parent.id}/createfolder/${percent(Buffer.from(name))}`, method: 'GET' }),
    ];
    const texts = TEXT_NAMES.filter(({ length }) => length <= 1_000);
    for (const door of doors) {
      const wrong: string[] = [];
      await inTurns(texts, async (text) => {
        const { status, body } = await send(door(text));
        const meant = namedFolder(text.toWellFormed());
        const is = status < 300 ? keptIn('name')(body) : undefined;
        if (is !== meant || (is === undefined && ![400, 404, 422].includes(status)))
          wrong.push(`${show(Buffer.from(text))}: ${status} ${is}, not ${meant}`);
      });
      expect(wrong).toEqual([]);
    }
  });
});

/** Undefined where it is refused. */
function namedFolder(text: string): string | undefined {
  try {
    return folderName(text);
  } catch {
    return undefined;
  }
}

describe('what was stored under a name', () => {
  let all: readonly Stored[];
  /** One of each name. */
  let each: readonly Stored[];
  beforeAll(async () => {
    all = [...(await stored()).values()];
    each = [...new Map(all.map((asset) => [asset.name, asset])).values()];
    expect(each.length).toBeGreaterThan(600);
  });

  it('is told in a header that two readers make the same name of', async () => {
    const headers: string[] = [];
    await inTurns(each, async ({ id }, index) => {
      const answer = await send({ path: `/api/store/asset/${id}/content`, method: 'HEAD' });
      headers[index] = answer.headers['content-disposition'] ?? '';
    });
    const names = each.map(({ name }) => name);
    expect(headers.map((header) => parseStrictly(header).extended)).toEqual(names);
    expect(parsedByPython(headers)).toEqual(names);
    expect(headers.filter((header) => /[^ -~]/.test(header))).toEqual([]);
  });

  it('unpacks from a zip into its folder, each under a name of its own, by three readers', async () => {
    const response = await server.api(`/api/store/folder/${home.id}/download`);
    const bytes = Buffer.from(await response.arrayBuffer());
    const entries = await readZipBytes(Uint8Array.from(bytes).buffer);
    const names = [...entries.keys()];
    const inHome = await server.json<{ asset_count: number }>(`/api/store/folder/${home.id}`);
    expect(names.length).toBe(inHome.asset_count);
    expect(names.length).toBeGreaterThan(1_000);
    expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(names.length);
    expect(names.filter((name) => /[\p{Cc}\\:]|(^|\/)\.{0,2}(\/|$)|[. ](\/|$)|^\//u.test(name))).toEqual([]);
    expect(names.filter((name) => /(^|\/)(con|prn|aux|nul|com\d|lpt\d|conin\$) *(\.|\/|$)/i.test(name))).toEqual([]);

    const folder = await mkdtemp(join(tmpdir(), 'vitrine-names-'));
    try {
      const file = join(folder, 'all.zip');
      await writeFile(file, bytes);
      const tested = spawnSync('unzip', ['-tqq', file], { encoding: 'utf8' });
      expect([tested.status, tested.stdout, tested.stderr]).toEqual([0, '', '']);
      const told = spawnSync('unzip', ['-Z1', file], { maxBuffer: 16 * 1024 * 1024, encoding: 'utf8' });
      expect([told.status, told.stdout.trimEnd().split('\n').length]).toEqual([0, names.length]);
      const out = join(folder, 'out');
      const unpacked = spawnSync('python3', ['-c', UNPACK, file, out], {
        maxBuffer: 16 * 1024 * 1024,
        encoding: 'utf8',
      });
      expect([unpacked.status, unpacked.stderr]).toEqual([0, '']);
      expect(JSON.parse(unpacked.stdout)).toEqual(names);
      expect((await readdir(folder)).toSorted()).toEqual(['all.zip', 'out']);
      for (const [name, content] of entries) expect(sha256(await readFile(join(out, name)))).toBe(sha256(content));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is shown on the pages of a share as text', async () => {
    const { token } = await createShare(server, { folder: home.id });
    const shown = all.filter(({ folder, name }) => folder === home.id && /[^\w. -]/.test(name));
    expect(shown.length).toBeGreaterThan(500);
    const wrong: string[] = [];
    await inTurns(
      shown.filter((_, index) => index % 2 === 0),
      async ({ id, name }) => {
        const page = await client.send({ method: 'GET', path: `/s/${token}/files/${id}` });
        // Without what is ours alone; were it theirs, it would be missing.
        const html = page.body.toString().replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '');
        if (
          page.status !== 200 ||
          !asText(html).includes(name) ||
          (/</.test(name) && name.length > 3 && html.includes(name))
        )
          wrong.push(`${page.status} ${JSON.stringify(name)}`);
      },
    );
    expect(wrong).toEqual([]);
  });
});

const UNPACK = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as zip:
    assert zip.testzip() is None
    zip.extractall(sys.argv[2])
    json.dump(zip.namelist(), sys.stdout)
`;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const asText = (html: string): string =>
  html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
