// Pictures made on delivery, over the wire: every parameter by what can be seen of it, negotiation, caching, presets, signatures.
import { createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase32, readTransform, recipeFor, SYSTEM } from '../../src/core/index.ts';
import { svg } from '../support/images.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { type AssetJson, CHANNEL, errorOf, makeVault, raw, type VaultJson } from '../support/vaults.ts';

const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];
const LATER = 4_000_000_000;

let server: TestServer;
let vault: VaultJson;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_DELIVERY_DOMAIN: 'cdn.example.test' } });
  vault = await makeVault(server);
  await put(vault, 'quarters.png', await quarters().png().toBuffer());
  await put(vault, 'photo.jpg', await quarters().jpeg().toBuffer());
});
afterAll(() => server[Symbol.asyncDispose]());

/** 400 x 300: red and green above, blue and white below. */
function quarters() {
  const rect = (x: number, y: number, color: string) =>
    `<rect x="${x}" y="${y}" width="200" height="150" fill="${color}"/>`;
  const content = `${rect(0, 0, '#f00')}${rect(200, 0, '#0f0')}${rect(0, 150, '#00f')}${rect(200, 150, '#fff')}`;
  return sharp(svg(400, 300, content));
}

const put = (into: VaultJson, name: string, bytes: Uint8Array): Promise<AssetJson> =>
  server.json(`/api/v1/vaults/${into.id}/assets`, { method: 'POST', body: formWith(name, bytes, CHANNEL) });
const pathOf = (name: string, of: VaultJson = vault): string => `/v/${of.slug}/marketing/blog/hero-images/${name}`;
const get = (query: string, name = 'quarters.png', headers: Record<string, string> = {}): Promise<Response> =>
  server.api(`${pathOf(name)}?${query}`, { key: null, headers });

interface Seen {
  readonly size: string;
  readonly format: string | undefined;
  /** Red, green and blue, to the nearest 32; and alpha, where there is one. */
  at(x: number, y: number): number[];
  readonly bytes: Buffer;
}

async function see(response: Response): Promise<Seen> {
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const { format } = await sharp(bytes).metadata();
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): number[] => {
    const start = (y * info.width + x) * info.channels;
    return [...data.subarray(start, start + info.channels)];
  };
  return { size: `${info.width}x${info.height}`, format, at, bytes };
}
const seen = async (query: string, name?: string): Promise<Seen> => see(await get(query, name));
const colorAt = (picture: Seen, x: number, y: number): number[] =>
  picture
    .at(x, y)
    .slice(0, 3)
    .map((value) => Math.min(255, Math.round(value / 51) * 51));

describe('a transform', () => {
  it.each([
    ['w=200', '200x150'],
    ['h=60', '80x60'],
    ['w=100&h=100', '100x100'],
    ['w=50&dpr=2', '100x75'],
    ['w=30&h=20&dpr=1.5', '45x30'],
    ['w=800', '800x600'],
    ['w=100&h=100&fit=contain', '100x100'],
    ['w=100&h=100&fit=fill', '100x100'],
    ['w=100&h=100&fit=inside', '100x75'],
    ['w=100&h=100&fit=outside', '133x100'],
    ['rotate=90', '300x400'],
    ['rt=180', '400x300'],
    ['w=100&border=5,00ff00', '110x85'],
    ['grayscale', '400x300'],
  ])('gives the size asked for: %s', async (query, size) => {
    expect((await seen(`${query}&f=png`)).size).toBe(size);
  });

  it.each<[string, string, number[][]]>([
    ['turns clockwise', 'rotate=90', [BLUE, RED, WHITE, GREEN]],
    ['turns by half', 'rotate=180', [WHITE, BLUE, GREEN, RED]],
    ['turns by three quarters', 'rt=270', [GREEN, WHITE, RED, BLUE]],
    ['changes left and right', 'flip=h', [GREEN, RED, WHITE, BLUE]],
    ['changes top and bottom', 'flip=v', [BLUE, WHITE, RED, GREEN]],
    ['changes both', 'flip=hv', [WHITE, BLUE, GREEN, RED]],
    ['fills without regard of proportions', 'w=100&h=100&fit=fill', [RED, GREEN, BLUE, WHITE]],
    ['keeps the middle', 'w=300&h=300', [RED, GREEN, BLUE, WHITE]],
    ['keeps the west', 'w=100&h=300&g=w', [RED, RED, BLUE, BLUE]],
    ['keeps the east', 'w=100&h=300&gravity=east', [GREEN, GREEN, WHITE, WHITE]],
    ['keeps the north', 'w=400&h=100&g=n', [RED, GREEN, RED, GREEN]],
    ['keeps the south east', 'w=400&h=100&g=southeast', [BLUE, WHITE, BLUE, WHITE]],
  ])('%s: %s', async (_, query, corners) => {
    const picture = await seen(`${query}&f=png`);
    const [width = 0, height = 0] = picture.size.split('x').map(Number);
    const points = [
      [3, 3],
      [width - 4, 3],
      [3, height - 4],
      [width - 4, height - 4],
    ] as const;
    expect(points.map(([x, y]) => colorAt(picture, x, y))).toEqual(corners);
  });

  it('puts what is contained where it is asked for, over a colour or nothing', async () => {
    const colored = await seen('w=100&h=100&fit=contain&bg=ff00ff&f=png');
    expect([colorAt(colored, 50, 3), colorAt(colored, 50, 96)]).toEqual([
      [255, 0, 255],
      [255, 0, 255],
    ]);
    const northern = await seen('w=100&h=100&fit=contain&g=n&f=png');
    expect(colorAt(northern, 3, 3)).toEqual(RED);
    expect(northern.at(3, 96)[3]).toBe(0);
    expect(colorAt(await seen('w=100&h=100&fit=contain&f=jpg'), 50, 3)).toEqual(WHITE);
  });

  it('takes colours away', async () => {
    for (const query of ['grayscale', 'grayscale=1', 'grayscale=true']) {
      const [red, green, blue] = (await seen(`${query}&f=png`)).at(3, 3);
      expect(red).toBeLessThan(200);
      expect([green ?? red, blue ?? red]).toEqual([red, red]);
    }
    expect(colorAt(await seen('grayscale=false&f=png'), 3, 3)).toEqual(RED);
  });

  it('blurs and sharpens', async () => {
    const [red = 0, green = 0] = (await seen('blur=10&f=png')).at(198, 50);
    expect([red > 90 && red < 200, green > 90 && green < 200]).toEqual([true, true]);
    const gray = svg(
      200,
      100,
      '<rect width="200" height="100" fill="#999"/><rect width="100" height="100" fill="#666"/>',
    );
    await put(vault, 'edge.png', await sharp(gray).png().toBuffer());
    const contrast = async (query: string): Promise<number> => {
      const { at } = await seen(query, 'edge.png');
      return Math.abs((at(101, 50)[0] ?? 0) - (at(98, 50)[0] ?? 0));
    };
    expect(await contrast('sharpen=50&f=png')).toBeGreaterThan((await contrast('f=png')) + 5);
  });

  it('draws borders, rounds corners and colours what is transparent', async () => {
    const framed = await seen('w=100&border=5,00FF00&f=png');
    expect([colorAt(framed, 2, 2), colorAt(framed, 8, 8)]).toEqual([GREEN, RED]);
    const rounded = await seen('w=100&radius=20&f=png');
    expect([rounded.at(0, 0)[3], rounded.at(20, 20)[3], rounded.at(50, 0)[3]]).toEqual([0, 255, 255]);
    const ellipse = await seen('w=100&radius=max&f=png');
    expect([ellipse.at(8, 6)[3], ellipse.at(50, 37)[3]]).toEqual([0, 255]);
    await put(
      vault,
      'clear.png',
      await sharp(svg(40, 40, ''))
        .png()
        .toBuffer(),
    );
    expect((await seen('w=20&f=png', 'clear.png')).at(5, 5)[3]).toBe(0);
    expect(colorAt(await seen('w=20&f=png&bg=0000ff', 'clear.png'), 5, 5)).toEqual(BLUE);
    expect(colorAt(await seen('w=20&f=jpg', 'clear.png'), 5, 5)).toEqual(WHITE);
  });

  it('keeps what catches the eye, wherever it is', async () => {
    const lines = Array.from({ length: 40 }, (_, at) => `<path d="M${310 + at * 2} 0V300" stroke="#f00"/>`).join('');
    const content = `<rect width="400" height="300" fill="#888"/>${lines}`;
    await put(
      vault,
      'detail.png',
      await sharp(svg(400, 300, content))
        .png()
        .toBuffer(),
    );
    const isKept = async (query: string): Promise<boolean> => {
      const { data, info } = await sharp((await seen(`${query}&w=100&h=300&f=png`, 'detail.png')).bytes)
        .stats()
        .then(({ channels: [red, green] }) => ({ data: red?.mean ?? 0, info: green?.mean ?? 0 }));
      return data > info + 20;
    };
    expect(await isKept('g=center')).toBe(false);
    for (const query of ['crop=entropy', 'crop=attention', 'crop=auto', 'gravity=auto'])
      expect([query, await isKept(query)]).toEqual([query, true]);
  });

  it.each([
    ['webp', 'webp', 'image/webp', 'webp'],
    ['avif', 'heif', 'image/avif', 'avif'],
    ['png', 'png', 'image/png', 'png'],
    ['jpg', 'jpeg', 'image/jpeg', 'jpg'],
    ['gif', 'gif', 'image/gif', 'gif'],
  ])('is a %s file where that is asked for', async (format, seenAs, mimeType, extension) => {
    const response = await get(`w=40&f=${format}`, 'photo.jpg', { accept: 'image/webp' });
    const header = (name: string) => response.headers.get(name);
    expect(header('content-type')).toBe(mimeType);
    expect(header('content-disposition')).toMatch(new RegExp(`^inline; filename="photo.${extension}"`));
    expect(header('vary')).toBeNull();
    expect((await see(response)).format).toBe(seenAs);
  });

  it('is smaller for less quality', async () => {
    const noise = await sharp({
      create: {
        width: 64,
        height: 64,
        channels: 3,
        background: 'gray',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    await put(vault, 'noise.png', noise);
    for (const format of ['webp', 'avif', 'jpg']) {
      const sizes = await Promise.all(
        [10, 95].map(async (quality) => (await seen(`f=${format}&q=${quality}`, 'noise.png')).bytes.length),
      );
      expect([format, (sizes[0] ?? 0) < (sizes[1] ?? 0)]).toEqual([format, true]);
    }
  });

  it('is of the page of a PDF that is asked for', async () => {
    await put(vault, 'pages.pdf', await readFile(new URL('../fixtures/pdf/various.pdf', import.meta.url)));
    const first = await seen('w=200&f=png', 'pages.pdf');
    expect(first.size).toMatch(/^200x/);
    expect((await seen('w=200&f=png&page=1', 'pages.pdf')).bytes).toEqual(first.bytes);
    expect((await seen('w=200&f=png&page=2', 'pages.pdf')).bytes).not.toEqual(first.bytes);
    const beyond = await get('w=200&page=9999', 'pages.pdf');
    expect((await errorOf(beyond)).code).toBe('INVALID_PARAMS');
    expect((await get('w=20&page=2')).status).toBe(400);
  });

  it('is a 404 for what has no picture', async () => {
    await put(vault, 'a.bin', Buffer.from([1, 2, 3, 4, 0, 255]));
    const response = await get('w=100', 'a.bin');
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe('NOT_FOUND');
    expect((await errorOf(await get('w=100', 'absent.png'))).code).toBe('ASSET_NOT_FOUND');
  });

  it.each([
    ['w=0', 'w'],
    ['h=8193', 'h'],
    ['w=1&w=2', 'w'],
    ['f=webp&format=webp', 'format'],
    ['crop=auto&g=n', 'crop'],
    ['w=8192', ''],
    ['w=5001&h=5000', 'w'],
    ['format=bmp', 'format'],
    ['blur=', 'blur'],
  ])('is a 400 naming the parameter at fault: %s', async (query, name) => {
    const response = await get(query);
    if (name === '') return expect(response.status).toBe(400);
    const { code, message, status } = await errorOf(response);
    expect([code, status, response.status]).toEqual(['INVALID_PARAMS', 400, 400]);
    expect(message.startsWith(name)).toBe(true);
  });

  it('passes over other parameters, and leaves the original alone without its own', async () => {
    const original = await get('v=1&width=5', 'photo.jpg', { accept: 'image/webp' });
    expect([original.headers.get('content-type'), original.headers.get('vary')]).toEqual(['image/jpeg', null]);
    expect((await seen('v=1&w=20&width=5&f=png')).size).toBe('20x15');
  });
});

describe('the format of a transform', () => {
  const CHROME = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';

  it.each([
    ['photo.jpg', 'w=40', CHROME, 'image/avif'],
    ['photo.jpg', 'w=1700', CHROME, 'image/webp'],
    ['photo.jpg', 'w=40', 'image/webp,*/*;q=0.8', 'image/webp'],
    ['photo.jpg', 'w=40', 'image/avif;q=0.5,image/webp;q=0.6', 'image/webp'],
    ['photo.jpg', 'w=40', '*/*', 'image/jpeg'],
    ['photo.jpg', 'w=40', 'image/webp;q=0,*/*', 'image/jpeg'],
    ['photo.jpg', 'w=40&radius=9', '*/*', 'image/png'],
    ['quarters.png', 'w=40', '*/*', 'image/png'],
  ])('is negotiated: %s?%s for %s', async (name, query, accept, expected) => {
    const response = await get(query, name, { accept });
    expect([response.status, response.headers.get('content-type'), response.headers.get('vary')]).toEqual([
      200,
      expected,
      'Accept',
    ]);
    const etag = response.headers.get('etag') ?? '';
    const again = await get(query, name, { accept, 'if-none-match': etag });
    expect([again.status, again.headers.get('vary'), again.headers.get('etag')]).toEqual([304, 'Accept', etag]);
  });

  it('has an ETag of its own', async () => {
    const tags = await Promise.all(
      ['image/webp', '*/*'].map(async (accept) => (await get('w=40', 'photo.jpg', { accept })).headers.get('etag')),
    );
    expect(tags[0]).toMatch(/^"[0-9a-f]{64}"$/);
    expect(tags[0]).not.toBe(tags[1]);
    expect((await get('w=40', 'photo.jpg', { accept: 'image/webp', 'if-none-match': tags[1] ?? '' })).status).toBe(200);
  });
});

describe('the answer with a transform', () => {
  it('has the headers of the original, HEAD and ranges', async () => {
    const whole = await get('w=60&f=png');
    const header = (name: string) => whole.headers.get(name);
    expect(header('cache-control')).toBe('public, max-age=60, must-revalidate');
    expect(header('cross-origin-resource-policy')).toBe('cross-origin');
    expect(header('access-control-allow-origin')).toBe('*');
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('content-security-policy')).toContain('sandbox');
    expect(header('accept-ranges')).toBe('bytes');
    const bytes = Buffer.from(await whole.arrayBuffer());
    const head = await server.api(`${pathOf('quarters.png')}?w=60&f=png`, { key: null, method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(bytes.length),
      '',
    ]);
    const part = await get('w=60&f=png', 'quarters.png', { range: 'bytes=5-20', 'if-range': header('etag') ?? '' });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(5, 21)]);
  });

  it('is a 304 without the picture being made', async () => {
    const { id } = await put(vault, 'unmade.png', await quarters().png().toBuffer());
    const parsed = fromBase32(id.slice('asset_'.length));
    if (!parsed) throw new Error('the id can not be read');
    const asset = await server.core.getAsset(SYSTEM, parsed);
    const transform = readTransform(new URLSearchParams('w=77&f=webp'));
    if (!transform) throw new Error('no transform');
    const key = server.core.transformKey(asset, recipeFor(asset, transform, { named: new Map(), others: 1 }));
    const cached = () => readdir(join(server.dataFolder, 'cache'), { recursive: true });
    const before = await cached();
    expect((await get('f=webp&w=77', 'unmade.png', { 'if-none-match': `"${key}"` })).status).toBe(304);
    expect(await cached()).toEqual(before);
    const made = await get('f=webp&w=77', 'unmade.png', { 'if-none-match': '"other"' });
    expect([made.status, made.headers.get('etag')]).toEqual([200, `"${key}"`]);
    expect((await cached()).length).toBeGreaterThan(before.length);
  });

  it('is never of a file that was replaced', async () => {
    await put(vault, 'changing.png', await quarters().png().toBuffer());
    const before = await get('w=50&f=png', 'changing.png');
    const [asset] = (await server.json<{ data: AssetJson[] }>(`/api/v1/vaults/${vault.id}/assets?limit=1`)).data;
    await server.api(`/api/v1/vaults/${vault.id}/assets/${asset?.id}`, { method: 'DELETE' });
    await put(
      vault,
      'changing.png',
      await sharp(svg(400, 300, ''))
        .flatten({ background: '#00f' })
        .png()
        .toBuffer(),
    );
    const after = await get('w=50&f=png', 'changing.png', { 'if-none-match': before.headers.get('etag') ?? '' });
    expect(colorAt(await see(after), 3, 3)).toEqual(BLUE);
  });

  it('is given by host name too', async () => {
    const path = '/marketing/blog/hero-images/quarters.png?w=40';
    const headers = { host: `${vault.slug}.cdn.example.test`, accept: 'image/webp' };
    const { status, headers: answered } = await raw(server, path, { headers });
    expect([status, answered['content-type'], answered['vary']]).toEqual([200, 'image/webp', 'Accept']);
    expect((await raw(server, path.replace('w=40', 'w=x'), { headers })).status).toBe(400);
  });
});

describe('the presets of a vault', () => {
  const PRESETS = ['w=100&h=50&format=png', 'w=64'];

  it('are the only transforms it makes, however they are spelled', async () => {
    const locked = await makeVault(server, { presets: PRESETS });
    await put(locked, 'a.png', await quarters().png().toBuffer());
    const fetched = (query: string) => server.api(`${pathOf('a.png', locked)}${query}`, { key: null });
    for (const query of ['', '?v=1', '?w=64', '?w=32&dpr=2&fit=cover', '?f=png&h=50&w=100&q=100&v=2'])
      expect([query, (await fetched(query)).status]).toEqual([query, 200]);
    for (const query of ['?w=65', '?w=64&f=png', '?w=100&h=50', '?h=64', '?grayscale']) {
      const response = await fetched(query);
      expect([query, response.status, await errorOf(response)]).toEqual([
        query,
        403,
        { code: 'FORBIDDEN', message: 'Only the presets of this vault are served.', status: 403 },
      ]);
    }
    expect((await fetched('?w=0')).status).toBe(400);
    await server.json(`/api/v1/vaults/${locked.id}`, { method: 'PATCH', json: { presets: [] } });
    expect([(await fetched('?w=64')).status, (await fetched('')).status]).toEqual([403, 200]);
    await server.json(`/api/v1/vaults/${locked.id}`, { method: 'PATCH', json: { presets: null } });
    expect((await fetched('?w=65')).status).toBe(200);
  });

  it.each(['w=0', 'thumb', 'w=1&x=2', '?w=1', 'crop=auto&g=n'])(
    'are refused when they are none: %s',
    async (preset) => {
      const json = { name: 'x', slug: `v-${Math.random().toString(36).slice(2)}`, presets: ['w=1', preset] };
      const created = await server.api('/api/v1/vaults', { method: 'POST', json });
      expect([created.status, (await errorOf(created)).message.startsWith('presets')]).toEqual([400, true]);
      const changed = await server.api(`/api/v1/vaults/${vault.id}`, { method: 'PATCH', json: { presets: [preset] } });
      expect(changed.status).toBe(400);
      expect(await server.json(`/api/v1/vaults/${vault.id}`)).not.toHaveProperty('presets');
      expect((await server.api(`/v/${json.slug}/a/b/c/d`, { key: null })).status).toBe(404);
    },
  );
});

describe('a signed URL', () => {
  it('is signed with its transform', async () => {
    const own = await makeVault(server, { visibility: 'signed', presets: ['w=50&f=png', 'w=51&f=png'] });
    await put(own, 'a.png', await quarters().png().toBuffer());
    const { signing_secret: secret } = await server.json<{ signing_secret: string }>(
      `/api/v1/vaults/${own.id}/rotate-signing-secret`,
      { method: 'POST' },
    );
    const path = pathOf('a.png', own);
    const signed = (query: string) => {
      const sorted = query.split('&').toSorted().join('&');
      const token = createHmac('sha256', secret).update(`${path}\n${sorted}\n${LATER}`).digest('base64url');
      return `${path}?${query}&expires=${LATER}&token=${token}`;
    };
    const fetched = (url: string) => server.api(url, { key: null });
    const response = await fetched(signed('w=50&f=png'));
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    expect((await see(response)).size).toBe('50x38');
    const statuses = async (...urls: string[]) => Promise.all(urls.map(async (url) => (await fetched(url)).status));
    const url = signed('w=50&f=png');
    expect(
      await statuses(
        url.replace('w=50', 'w=51'),
        url.replace('w=50&', ''),
        `${url}&q=5`,
        url.replace('w=50', '%77=50'),
        `${path}?w=50&f=png`,
      ),
    ).toEqual([403, 403, 403, 403, 403]);
    expect(await statuses(signed('w=0'), signed('w=52&f=png'))).toEqual([400, 403]);
    const made = await server.json<{ url: string }>('/v1/urls/sign', {
      method: 'POST',
      headers: { 'x-vault': own.id },
      json: { path: `${path}?w=51&f=png`, expires_at: LATER },
    });
    expect(await statuses(made.url.replace(server.url, ''))).toEqual([200]);
  });
});
