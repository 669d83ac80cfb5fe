// Hostile and broken files through the real API: the upload succeeds, the original comes back as it was, the asset ends with
// pictures or with a reason why not, and nobody else notices.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endlessPdf, hungryPdf, lockedPdf, pdfOf } from '../support/documents.ts';
import { plain, pngClaiming, slowSvg, svg } from '../support/images.ts';
import { docx, relationships, zipOf } from '../support/office.ts';
import { canary, playlists, recording } from '../support/recordings.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
/** Its owner is promised its state within 15 s; who has none after this has none for ever. */
const SETTLED_MS = 150_000;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_DECODERS: '2' } });
});
afterAll(() => server[Symbol.asyncDispose]());

interface Settled {
  readonly state: string;
  readonly reason: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

const factsOf = (id: string): Promise<Settled> => server.json(`/api/store/asset/${id}/facts`);

async function settled(id: string): Promise<Settled> {
  const startedAt = performance.now();
  for (;;) {
    const facts = await factsOf(id);
    if (facts.state !== 'pending') return facts;
    if (performance.now() - startedAt > SETTLED_MS) throw new Error(`${id} is pending for ever`);
    await pause(25);
  }
}

/** Uploads, waits for the outcome, and holds it to what every file is promised. */
async function outcomeOf(name: string, bytes: Buffer): Promise<Settled> {
  const { id } = await server.upload(name, bytes);
  const outcome = await settled(id);
  const original = await server.api(`/api/store/asset/${id}/content`);
  expect(original.status, name).toBe(200);
  expect(sha256(Buffer.from(await original.arrayBuffer())), `${name} comes back as it was`).toBe(sha256(bytes));
  if (outcome.state === 'no_preview') expect(outcome.reason, name).toMatch(/^\p{Lu}.*\.$/u);
  const thumbnail = await server.api(`/api/store/asset/${id}/thumbnail`);
  expect(thumbnail.status, `${name}: ${outcome.reason}`).toBe(outcome.state === 'ready' ? 200 : 404);
  return outcome;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('files made to do harm', () => {
  it.each<[string, string, () => Buffer | Promise<Buffer>, RegExp]>([
    ['a PNG of 65,536 x 65,536', 'big.png', () => pngClaiming(65_536, 65_536), /65536 x 65536 pixels/],
    ['a drawing that takes for ever', 'slow.svg', slowSvg, /^It could not be decoded in 7 s\.$/],
    ['a PDF that hangs its reader', 'endless.pdf', endlessPdf, /^It could not be decoded in 7 s\.$/],
    ['a PDF that takes all memory', 'hungry.pdf', hungryPdf, /memory|decoded in 7 s|decoder stop|too complex/],
    ['a PDF with a password', 'locked.pdf', lockedPdf, /password/],
    ['a zip bomb posing as a document', 'bomb.docx', zipBomb, /bomb/],
    ['a bomb of entities', 'entities.docx', () => docx('', { 'word/document.xml': entityBomb() }), /./],
    ['a bomb of entities as a drawing', 'entities.svg', () => Buffer.from(entityBomb()), /./],
    ['a drawing of 100,000 pixels a side', 'huge.svg', () => svg(100_000, 100_000, ''), /pixels/],
    ['nothing but zeros as a photo', 'zeros.jpg', () => Buffer.alloc(100_000), /./],
    ['a file without a byte', 'empty.jpg', () => Buffer.alloc(0), /empty/],
    ['text posing as a document', 'not.pdf', () => Buffer.from('%PDF-1.7 is not all there is to a document'), /./],
  ])('%s', async (_, name, make, reason) => {
    const outcome = await outcomeOf(name, await make());
    expect(outcome).toMatchObject({ state: 'no_preview', reason: expect.stringMatching(reason) });
  });

  it('playlists posing as videos open nothing', async () => {
    await using bird = await canary(recording('clip.mp4'));
    for (const bytes of Object.values(playlists(bird))) {
      expect(await outcomeOf('film.mp4', bytes)).toMatchObject({ state: 'no_preview' });
    }
    expect(await bird.disturbed()).toEqual([]);
  });

  it('drawings open nothing', async () => {
    await using bird = await canary(await plain(50, 50, '#f00').png().toBuffer());
    const links = [bird.url, bird.path, `file://${bird.path}`].map(
      (href) => `<image width="50" height="50" href="${href}"/>`,
    );
    const styles = `<style>@import url("${bird.url}"); rect { fill: url("${bird.url}#a") }</style>`;
    await outcomeOf('links.svg', svg(50, 50, `${styles}${links.join('')}`));
    const inclusion = `<!DOCTYPE svg [<!ENTITY a SYSTEM "file://${bird.path}">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>`;
    await outcomeOf('inclusion.svg', Buffer.from(inclusion));
    expect(await bird.disturbed()).toEqual([]);
  });

  it('keep nobody waiting for a picture of something else', async () => {
    let isOvertaken = false;
    // Once is enough: somebody else may have had the machine until the slow one was given up.
    for (let attempt = 0; attempt < 5 && !isOvertaken; attempt++) {
      const own = Buffer.from(`<!-- ${attempt} -->`);
      const slow = await server.upload(`slow-${attempt}.svg`, Buffer.concat([slowSvg(), own]));
      await pause(500);
      const { id } = await server.upload(
        'quick.png',
        await plain(60 + attempt, 40)
          .png()
          .toBuffer(),
      );
      expect((await server.api(`/api/store/asset/${id}/thumbnail`)).status).toBe(200);
      isOvertaken = (await factsOf(slow.id)).state === 'pending';
    }
    expect(isOvertaken).toBe(true);
  });
});

describe('damaged files', () => {
  const files = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/README|\.bin$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(FIXTURES, 'releases')))
    .sort();

  it.each(files.map((file) => [file.slice(FIXTURES.length + 1), file]))(
    '%s, cut short and with bits flipped',
    async (name, file) => {
      const whole = readFileSync(file);
      const random = generator(sha256(Buffer.from(name)));
      const cut = whole.subarray(0, 1 + random(whole.length - 1));
      const flipped = Buffer.from(whole);
      for (let flips = 0; flips < 24; flips++) {
        // Half of them where the structure is.
        const at = random(flips % 2 === 0 ? Math.min(2048, whole.length) : whole.length);
        flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << random(8)), at);
      }
      for (const bytes of [cut, flipped]) await outcomeOf(name.replaceAll('/', '-'), bytes);
    },
  );

  it('leave a server that goes on as before', async () => {
    expect(await outcomeOf('after.pdf', pdfOf(['after all that']))).toMatchObject({ state: 'ready' });
    expect(await outcomeOf('after.png', await plain(60, 40).png().toBuffer())).toMatchObject({ state: 'ready' });
  });
});

/** The same numbers in every run. */
function generator(seed: string): (below: number) => number {
  let state = Number.parseInt(seed.slice(0, 8), 16);
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function zipBomb(): Buffer {
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: relationships([['officeDocument', 'word/document.xml']]) },
    { name: 'word/document.xml', content: Buffer.alloc(300 * 2 ** 20, ' ') },
  ]);
}

function entityBomb(): string {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e0 "boom">${entities.join('')}]><svg xmlns="http://www.w3.org/2000/svg"><text>&e9;</text></svg>`;
}
