// Users' files that are programs, at every address that sends them: none runs, and none can be put into a page of the server's own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type APIRequestContext, type APIResponse, type BrowserContext, expect } from '@playwright/test';
import { ACTIVE_FILES, type ActiveFile, CANARY } from '../support/active-content.ts';
import { share, test } from './sharing-server.ts';

const CHANNEL = { partition: 'p', collection: 'c', channel: 'h' };
/** Of what a browser shows in its place. */
const SHOWABLE = /^(?:image\/(?!svg)[a-z.+-]+|text\/plain|application\/pdf|(?:audio|video)\/[a-z0-9.+-]+)(?:;|$)/;
/** Also of those that are only ever saved, so many of each address are opened. */
const SAVED_AND_OPENED = 2;
/** What a hurried server would send: the first of these does run, so that the others could. */
const RUNS_UNGUARDED = ['page.html', 'page.xhtml', 'script.svg', 'gif.html', 'onload.svg', 'mark.html'];

/** Pictures are asked for of these: to try takes time with what is none. */
const PICTURED = new Set(['script.svg', 'foreign.svg', 'in.png', 'after.gif', 'open.pdf', 'page.html']);
const EVERY = 4;
const PAGES = 6;

// The browser says of each script that it has kept from running.
test.use({ expectedFailures: [/./], trace: 'off' });
test.describe.configure({ timeout: 240_000 });

/** Fills up whenever a script of a file runs, in whatever page, frame or worker. */
function watch(context: BrowserContext): string[] {
  const runs: string[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).pathname.includes(CANARY)) runs.push(`a request for ${request.url()}`);
  });
  context.on('console', (message) => {
    if (message.text() === CANARY) runs.push(`${message.location().url} ran`);
  });
  context.on('dialog', (dialog) => {
    runs.push(`a question: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  return runs;
}

/** In several pages at once. What is saved instead of shown ends the way there. */
async function openAll(context: BrowserContext, addresses: readonly string[], baseUrl: string): Promise<void> {
  const left = addresses.values();
  const openNext = async (): Promise<void> => {
    const page = await context.newPage();
    for (const address of left)
      await page.goto(new URL(address, baseUrl).href, { waitUntil: 'load', timeout: 3_000 }).catch(() => undefined);
    await page.close();
  };
  await Promise.all(Array.from({ length: PAGES }, openNext));
}

async function upload(maker: APIRequestContext, path: string, file: ActiveFile, fields: Record<string, string> = {}) {
  const buffer = file.bytes;
  const mimeType = file.type === '' ? 'application/octet-stream' : file.type;
  const response = await maker.post(path, { multipart: { ...fields, file: { name: file.name, mimeType, buffer } } });
  expect(response.ok(), `${file.name}: ${response.status()}`).toBe(true);
  return response.json();
}

/** Every address of every file that sends bytes, or a page about them. */
async function addressesOf(maker: APIRequestContext): Promise<{ readonly sent: string[]; readonly pages: string[] }> {
  const slug = `active-${Date.now()}`;
  const vault = await (await maker.post('/api/v1/vaults', { data: { name: 'v', slug, visibility: 'public' } })).json();
  const made = await maker.post('/api/store/folder', { data: { name: '<img src=x onerror=alert(1)>' } });
  const { id: folder }: { id: string } = await made.json();
  const { url } = await share(maker, { folder, note: '</title><script>alert(1)</script>' });
  const sent: string[] = [];
  const pages: string[] = [url];
  for (const file of ACTIVE_FILES) {
    const { id }: { id: string } = await upload(maker, `/api/store/asset/upload?folder=${folder}`, file, {
      is_public: 'true',
    });
    const { partner, hub, library } = await (await maker.get(`/api/admin/assets/${id}/addresses`)).json();
    const store = `/api/store/asset/${id}`;
    sent.push(
      ...[`${store}/content`, `/api/store/asset/download?id=${id}`, `/api/console/assets/${id}/versions/1/content`],
      ...[`${hub}/download`, `${library}/download`, partner],
      ...[`${url}/files/${id}/download`, `${url}/files/${id}/download?view=true`],
    );
    if (PICTURED.has(file.name))
      sent.push(`${store}/thumbnail`, `${store}/content?w=50`, `${hub}/thumbnail`, `${url}/files/${id}/thumbnail`);
    pages.push(`${url}/files/${id}`);
    await upload(maker, `/api/v1/vaults/${vault.id}/assets`, file, CHANNEL);
    const delivered = `/v/${slug}/p/c/h/${encodeURIComponent(file.name)}`;
    sent.push(delivered, ...(PICTURED.has(file.name) ? [`${delivered}?w=50`] : []));
  }
  return { sent, pages };
}

/** Whether a browser would show it. */
function checkHeaders(address: string, response: APIResponse): boolean {
  const headers = response.headers();
  const said = `${address}: ${JSON.stringify(headers)}`;
  expect(headers['x-content-type-options'], said).toBe('nosniff');
  if (!response.ok()) {
    expect(headers['content-type'], said).toMatch(/^(?:application\/json|image\/)|^text\/html/);
    return false;
  }
  expect(headers['content-security-policy'], said).toMatch(/^sandbox(?: allow-same-origin)?; default-src 'none'/);
  expect(headers['content-security-policy'], said).not.toContain('script');
  expect(headers['cross-origin-resource-policy'], said).toMatch(/^(?:same-origin|cross-origin)$/);
  expect(headers['content-type'], said).not.toMatch(/script/);
  const isShown = !(headers['content-disposition'] ?? '').startsWith('attachment');
  if (isShown) expect(headers['content-type'], said).toMatch(SHOWABLE);
  return isShown;
}

test('no file runs at any of its addresses, nor in a page of the server that embeds it', async ({
  newPage: page,
  maker,
  server,
}) => {
  const { sent, pages } = await addressesOf(maker);
  const runs = watch(page.context());
  const originals: string[] = [];
  /** What is only ever saved, and pictures that the server has made, by the form of their address. */
  const others = new Map<string, string[]>();
  for (const address of sent) {
    const isShown = checkHeaders(address, await page.request.get(address));
    const isOriginal = !/thumbnail|w=50/.test(address);
    const form = address.replace(/[0-9a-f]{24,}|[0-9a-f-]{36}|[^/]+\.\w+(?=$|\?)/g, '*');
    if (isShown && isOriginal) originals.push(address);
    else others.set(form, [...(others.get(form) ?? []), address]);
  }
  expect(originals.length).toBeGreaterThan(50);
  // Every file where the store shows it, and each other address of every fourth.
  const first = originals.filter((address, at) => at % EVERY === 0 || address.startsWith('/api/store'));
  const about = pages.filter((_page, at) => at % EVERY === 0);
  const some = [...others.values()].flatMap((all) => all.slice(0, SAVED_AND_OPENED));
  await openAll(page.context(), [...about, ...first, ...some], server.url);
  expect(runs).toEqual([]);

  // A page of the same origin, with no policy of its own, that puts them into itself in every way.
  await page.route('**/an-embedding-page', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>t</title>' }),
  );
  await page.goto(`${server.url}/an-embedding-page`);
  const registered = await page.evaluate(
    async (addresses) => {
      const embed = (tag: string, attribute: string, address: string, more: Record<string, string> = {}) =>
        new Promise<void>((resolve) => {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries({ ...more, [attribute]: address }))
            element.setAttribute(name, value);
          const done = (): void => {
            element.remove();
            resolve();
          };
          element.addEventListener('load', done);
          element.addEventListener('error', done);
          // Of what is saved, frames say nothing.
          setTimeout(done, 300);
          document.body.append(element);
        });
      let workers = 0;
      for (let at = 0; at < addresses.length; at += 40) {
        await Promise.all(
          addresses.slice(at, at + 40).flatMap((address) => [
            embed('script', 'src', address),
            embed('script', 'src', address, { type: 'module' }),
            embed('object', 'data', address, { type: 'text/html' }),
            embed('embed', 'src', address, { type: 'image/svg+xml' }),
            embed('img', 'src', address),
            navigator.serviceWorker.register(address).then(
              () => workers++,
              () => undefined,
            ),
            new Promise<void>((resolve) => {
              const worker = new Worker(address);
              worker.onerror = () => resolve();
              setTimeout(() => resolve(worker.terminate()), 300);
            }),
          ]),
        );
      }
      return workers;
    },
    sent.filter((address) => /asset\/\w+\/content$/.test(address)),
  );
  expect(registered).toBe(0);
  expect(runs).toEqual([]);
});

test('the same files run where nobody keeps them from it', async ({ page }) => {
  const runs = watch(page.context());
  const careless = createServer((request, response) => {
    const file = ACTIVE_FILES.find(({ name }) => `/${name}` === request.url);
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.bytes);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => careless.once('listening', resolve));
  const { port } = careless.address() as AddressInfo;
  try {
    for (const name of RUNS_UNGUARDED) {
      runs.length = 0;
      await page.goto(`http://127.0.0.1:${port}/${name}`);
      await expect.poll(() => runs.length, name).toBeGreaterThan(0);
    }
  } finally {
    careless.close();
  }
});
