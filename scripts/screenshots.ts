// `npm run screenshots`: fills a server of its own with real files and crops of them, and takes pictures of the console's main pages
// into docs/pictures, as small as the README wants them. Everything but dates is the same every time.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { openBrowser } from '../bench/console/browser.ts';
import { ACCOUNT, addAccount } from '../bench/console/library.ts';
import { KEY, startOwnServer } from './own-server.ts';

const FIXTURES = new URL('../test/fixtures/', import.meta.url);
const PICTURES = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const MOST_BYTES = 150_000;
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 780 };

interface File {
  readonly name: string;
  readonly bytes: Buffer;
  readonly tags?: readonly string[];
  readonly folder?: string;
}

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly isDark?: boolean;
  readonly isPhone?: boolean;
  /** Somebody who is not signed in. */
  readonly isGuest?: boolean;
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Left, top, width and height in shares of the picture. */
type Crop = readonly [name: string, left: number, top: number, width: number, height: number];

const VALLEY: readonly Crop[] = [
  ['Roof tiles.jpg', 0.2, 0.25, 0.35, 0.35],
  ['Pines.jpg', 0.1, 0.05, 0.5, 0.4],
  ['Rust and green.jpg', 0.35, 0.3, 0.45, 0.45],
  ['Vineyard.jpg', 0, 0.55, 0.45, 0.45],
  ['Branches.jpg', 0.6, 0.1, 0.4, 0.6],
  ['Village edge.jpg', 0, 0, 0.6, 0.3],
  ['Terraces.jpg', 0.05, 0.4, 0.5, 0.5],
  ['Last leaves.jpg', 0.45, 0.45, 0.5, 0.55],
  ['South slope.jpg', 0.2, 0, 0.8, 0.6],
];
execFileSync(process.execPath, [fileURLToPath(new URL('./console.mjs', import.meta.url))], { stdio: 'inherit' });
await using app = await startOwnServer('screenshots', addAccount);
const { shared } = await fill(app.url);
await mkdir(PICTURES, { recursive: true });
await using browser = await openBrowser();
for (const shot of shots(shared)) await take(browser, app.url, shot);

function shots(shared: string): Shot[] {
  return [
    { name: 'library', path: '/', prepare: picturesShown },
    { name: 'library-dark', path: '/everything', isDark: true, prepare: somethingSelected },
    { name: 'preview', path: '/everything', prepare: previewWithDetails },
    { name: 'share', path: '/', prepare: shareDialog },
    { name: 'recipient', path: shared, isGuest: true },
    { name: 'usage', path: '/settings/usage' },
    { name: 'phone', path: '/', isPhone: true, prepare: picturesShown },
    // The last, since what arrives before the page is left stays.
    { name: 'upload', path: '/', prepare: uploadUnderWay },
  ];
}

async function take(
  browser: Browser,
  url: string,
  { name, path, isDark, isPhone, isGuest, prepare }: Shot,
): Promise<void> {
  await using context = await browser.newContext({
    baseURL: url,
    viewport: isPhone ? PHONE : WIDE,
    deviceScaleFactor: isPhone ? 2 : 1,
    isMobile: isPhone === true,
    hasTouch: isPhone === true,
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: isDark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  if (!isGuest) await signIn(context, url);
  const page = await context.newPage();
  await page.goto(path, { waitUntil: 'networkidle' });
  await prepare?.(page);
  // Whatever was being drawn is there once nothing is asked for any more.
  await page.waitForTimeout(600);
  const picture = await smallEnough(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  await writeFile(join(PICTURES, `${name}.webp`), picture);
  console.log(`${name}.webp  ${Math.ceil(picture.length / 1_000)} kB`);
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const response = await context.request.post(`${url}/api/console/session`, { data: ACCOUNT });
  if (!response.ok()) throw new Error(`signing in was refused: ${await response.text()}`);
}

async function smallEnough(png: Buffer): Promise<Buffer> {
  for (let quality = 86; ; quality -= 8) {
    const picture = await sharp(png).webp({ quality, effort: 6 }).toBuffer();
    if (picture.length <= MOST_BYTES || quality < 40) return picture;
  }
}

async function picturesShown(page: Page): Promise<void> {
  await page.getByRole('listbox').locator('img[src*="/thumbnail"]').first().waitFor();
  await page.waitForLoadState('networkidle');
}

async function somethingSelected(page: Page): Promise<void> {
  await picturesShown(page);
  const options = page.getByRole('listbox').getByRole('option');
  await options.nth(1).click();
  for (const at of [3, 8]) await options.nth(at).click({ modifiers: ['Control'] });
  await page.mouse.move(640, 40);
}

async function previewWithDetails(page: Page): Promise<void> {
  await page.getByRole('option', { name: /^Farmhouse\.jpg,/ }).click();
  await page.keyboard.press('Enter');
  await page.locator('[data-preview] img[data-picture]:not(.opacity-0)').waitFor();
  await page.keyboard.press('i');
  await page.waitForLoadState('networkidle');
}

async function uploadUnderWay(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const bytesPerSecond = 900_000;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Upload files' }).click();
  const names = ['Harvest.tif', 'Market day.tif', 'Olive trees.tif', 'Road to the sea.tif'];
  const files = names.map((name, at) => ({
    name,
    mimeType: 'image/tiff',
    buffer: Buffer.alloc((at + 2) * 900_000, at),
  }));
  await (await choosing).setFiles(files);
  await page
    .getByRole('region', { name: 'Uploads' })
    .getByText(/[1-9][\d.]* MB of/)
    .first()
    .waitFor();
}

async function shareDialog(page: Page): Promise<void> {
  await page.getByRole('option', { name: /^Autumn,/ }).click();
  await page.keyboard.press('s');
  await page.getByRole('dialog').waitFor();
}

async function fill(url: string): Promise<{ shared: string }> {
  const autumn = await makeFolder(url, 'Autumn');
  const hung = await makeFolder(url, 'Posters');
  const papers = await makeFolder(url, 'Papers');
  const film = await makeFolder(url, 'Film and sound');
  const fixture = (path: string) => readFile(new URL(path, FIXTURES));
  const valley = await fixture('image/gps.jpg');
  const files: File[] = [
    { name: 'Text.odt', bytes: await fixture('office/text.odt'), folder: papers },
    { name: 'Book.epub', bytes: await fixture('office/book.epub'), folder: papers },
    { name: 'Slides.pptx', bytes: await fixture('office/slides.pptx'), tags: ['talk'] },
    { name: 'Figures.xlsx', bytes: await fixture('office/sheet.xlsx'), folder: papers },
    { name: 'Report.pdf', bytes: await fixture('pdf/various.pdf'), tags: ['talk'] },
    { name: 'Clip.mp4', bytes: await fixture('av/clip.mp4') },
    { name: 'Song.mp3', bytes: await fixture('av/tagged.mp3'), folder: film },
    ...(await posters()).map((file, at) => (at % 3 === 2 ? { ...file, folder: hung } : file)),
    ...(await crops(valley, VALLEY)).map((file, at) => ({
      ...file,
      tags: ['autumn'],
      ...(at % 3 !== 1 && { folder: autumn }),
    })),
    { name: 'Valley.jpg', bytes: valley, folder: autumn, tags: ['autumn', 'press'] },
    { name: 'Farmhouse.jpg', bytes: valley, tags: ['autumn', 'press', 'village'] },
  ];
  for (const file of files) await upload(url, file);
  await everythingExamined(url);
  const { url: shared } = await request<{ url: string }>(url, '/api/share', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ folder: autumn, expires_at: '2099-01-01T00:00:00Z' }),
  });
  return { shared };
}

async function crops(picture: Buffer, all: readonly Crop[]): Promise<File[]> {
  const { width, height } = await sharp(picture).metadata();
  return Promise.all(
    all.map(async ([name, left, top, across, down]) => ({
      name,
      bytes: await sharp(picture)
        .extract({
          left: Math.floor(left * width),
          top: Math.floor(top * height),
          width: Math.floor(across * width),
          height: Math.floor(down * height),
        })
        .jpeg({ quality: 90 })
        .toBuffer(),
    })),
  );
}

/** Hills one behind the other, under a sun. */
async function posters(): Promise<File[]> {
  return Promise.all(
    ['Dawn', 'Noon', 'Dusk', 'Moonrise', 'Mist', 'Sea wind', 'First snow', 'High tide', 'Heather', 'Long shadow'].map(
      async (title, number) => {
        const hue = (number * 57 + 20) % 360;
        const hills = Array.from({ length: 5 }, (_none, at) => {
          const y = 420 + at * 105;
          const [rise, fall] = [60 + ((number * 37 + at * 53) % 90), 50 + ((number * 61 + at * 29) % 90)];
          const path = `M0 ${y} C 250 ${y - rise}, 420 ${y + fall}, 620 ${y} S 950 ${y - fall}, 1200 ${y + rise / 2} V 900 H 0 Z`;
          return `<path d="${path}" fill="hsl(${hue + at * 9}, ${38 + at * 6}%, ${72 - at * 13}%)"/>`;
        });
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
        <rect width="1200" height="900" fill="hsl(${hue - 25}, 55%, 88%)"/>
        <circle cx="${260 + ((number * 130) % 680)}" cy="${210 + (number % 3) * 50}" r="95" fill="hsl(${hue + 160}, 75%, 74%)"/>${hills.join('')}</svg>`;
        return { name: `${title}.png`, bytes: await sharp(Buffer.from(svg)).png().toBuffer(), tags: ['poster'] };
      },
    ),
  );
}

async function makeFolder(url: string, name: string): Promise<string> {
  const made = await request<{ id: string }>(url, '/api/store/folder', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  return made.id;
}

async function upload(url: string, { name, bytes, tags = [], folder }: File): Promise<string> {
  const form = new FormData();
  form.set('tags', JSON.stringify(tags));
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  const query = folder === undefined ? '' : `?folder=${folder}`;
  const { id } = await request<{ id: string }>(url, `/api/store/asset/upload${query}`, { method: 'POST', body: form });
  return id;
}

async function everythingExamined(url: string): Promise<void> {
  const { items } = await request<{ items: { id: string }[] }>(url, '/api/store/asset/?limit=100');
  for (const { id } of items)
    while ((await request<{ state: string }>(url, `/api/store/asset/${id}/facts`)).state === 'pending')
      await new Promise((resolve) => setTimeout(resolve, 50));
}

async function ask(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${KEY}`);
  const response = await fetch(url + path, { ...init, headers });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

async function request<T>(url: string, path: string, init?: RequestInit): Promise<T> {
  return (await (await ask(url, path, init)).json()) as T;
}
