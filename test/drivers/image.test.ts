// What the image decoder makes of images: facts, pictures, refusals. Its processes and bounds: image-processes.test.ts.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { DecodedImage, Picture } from '../../src/core/ports.ts';
import { createImageDecoder } from '../../src/drivers/image/index.ts';
import { plain, pngClaiming, sourceOf, svg } from '../support/images.ts';

const decoder = createImageDecoder();
afterAll(() => decoder[Symbol.asyncDispose]());

const decode = (bytes: Buffer, ...sides: number[]): Promise<DecodedImage> => decoder.decode(sourceOf(bytes), sides);

function pictureOf(image: DecodedImage): Picture {
  const [picture] = image.pictures;
  if (!picture) throw new Error(`no picture: ${image.reason}`);
  return picture;
}

/** Red, green, blue and, where there is one, alpha at a place given as fractions of width and height. */
async function colourAt(picture: Picture, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture.bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

const expectNear = (actual: readonly number[], expected: readonly number[], tolerance: number): void => {
  expect(actual.length).toBe(expected.length);
  const distances = actual.map((value, i) => Math.abs(value - (expected[i] ?? 0)));
  expect(Math.max(...distances), `${actual} is not near ${expected}`).toBeLessThanOrEqual(tolerance);
};

describe('pictures', () => {
  it('gives one WebP per side, in the order asked, each fitting its square', async () => {
    const image = await decode(await plain(600, 400).jpeg().toBuffer(), 100, 300, 60);
    expect(image.reason).toBeUndefined();
    expect(image.facts).toEqual({ width: 600, height: 400 });
    expect(image.pictures.map(({ width, height, mimeType }) => [width, height, mimeType])).toEqual([
      [100, 67, 'image/webp'],
      [300, 200, 'image/webp'],
      [60, 40, 'image/webp'],
    ]);
    for (const picture of image.pictures) {
      const { format, width, height } = await sharp(picture.bytes).metadata();
      expect({ format, width, height }).toEqual({ format: 'webp', width: picture.width, height: picture.height });
    }
  });

  it('gives facts alone when no sides are asked for', async () => {
    expect(await decode(await plain(30, 20).png().toBuffer())).toEqual({
      facts: { width: 30, height: 20 },
      pictures: [],
    });
  });

  it('never enlarges pixels, but draws drawings at the size asked for', async () => {
    const pixels = pictureOf(await decode(await plain(30, 20).png().toBuffer(), 300));
    expect([pixels.width, pixels.height]).toEqual([30, 20]);
    const drawing = await decode(svg(24, 12, '<rect width="12" height="12" fill="#f00"/>'), 300, 60);
    expect(drawing.facts).toEqual({ width: 24, height: 12 });
    expect(drawing.pictures.map(({ width, height }) => [width, height])).toEqual([
      [300, 150],
      [60, 30],
    ]);
    expectNear(await colourAt(pictureOf(drawing), 0.47, 0.5), [255, 0, 0, 255], 8);
    expect((await colourAt(pictureOf(drawing), 0.53, 0.5))[3]).toBe(0);
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)('reads %s', async (format) => {
    const image = await decode(await plain(80, 60).toFormat(format).toBuffer(), 40);
    expect(image.facts).toEqual({ width: 80, height: 60 });
    expectNear(await colourAt(pictureOf(image), 0.5, 0.5), [0x33, 0x66, 0xcc], 12);
  });

  it('takes the first frame of an animation', async () => {
    const frames = await Promise.all(['#f00', '#00f'].map((colour) => plain(40, 30, colour).png().toBuffer()));
    for (const format of ['gif', 'webp'] as const) {
      const image = await decode(
        await sharp(frames, { join: { animated: true } })
          .toFormat(format)
          .toBuffer(),
        40,
      );
      expect(image.facts).toEqual({ width: 40, height: 30 });
      expectNear(await colourAt(pictureOf(image), 0.5, 0.5), [255, 0, 0], 12);
    }
  });

  it('keeps transparency', async () => {
    const create = { width: 40, height: 40, channels: 4, background: { r: 0, g: 200, b: 0, alpha: 0.5 } } as const;
    const image = await decode(await sharp({ create }).png().toBuffer(), 32, 16);
    for (const picture of image.pictures) expectNear(await colourAt(picture, 0.5, 0.5), [0, 200, 0, 128], 8);
  });

  it('shows CMYK, Lab, 16 bit and grey in sRGB', async () => {
    const orange = [230, 120, 20];
    const source = (): Sharp => plain(64, 64, 'rgb(230, 120, 20)');
    const variants = [
      source().toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 95 }),
      source().toColourspace('cmyk').tiff({ compression: 'lzw' }),
      source().toColourspace('lab').tiff({ compression: 'lzw' }),
      source().toColourspace('rgb16').png(),
      source().withIccProfile('p3').png(),
    ];
    for (const variant of variants) {
      const image = await decode(await variant.toBuffer(), 32);
      expectNear(await colourAt(pictureOf(image), 0.5, 0.5), orange, 24);
    }
    const grey = await decode(await plain(64, 64, '#777777').toColourspace('b-w').png().toBuffer(), 32, 16);
    for (const picture of grey.pictures) expectNear(await colourAt(picture, 0.5, 0.5), [0x77, 0x77, 0x77], 3);
  });

  it('turns all eight EXIF orientations upright', async () => {
    // Upright: red and green above blue and white. Here per orientation (EXIF 2.3, tag 274) how they lie in the file.
    const colours = { R: '#f00', G: '#0f0', B: '#00f', W: '#fff' };
    for (const [i, stored] of ['RGBW', 'GRWB', 'WBGR', 'BWRG', 'RBGW', 'GWRB', 'WGBR', 'BRWG'].entries()) {
      const [width, height] = i < 4 ? [60, 40] : [40, 60];
      const quarter = ([letter, colour]: [string, string]) => ({
        input: { create: { width, height, channels: 3 as const, background: colour } },
        left: (stored.indexOf(letter) % 2) * width,
        top: Math.floor(stored.indexOf(letter) / 2) * height,
      });
      const file = await plain(2 * width, 2 * height)
        .composite(Object.entries(colours).map(quarter))
        .withMetadata({ orientation: i + 1 })
        .jpeg({ quality: 95 })
        .toBuffer();
      const image = await decode(file, 60);
      expect(image.facts, `orientation ${i + 1}`).toEqual({ width: 120, height: 80 });
      const picture = pictureOf(image);
      expect([picture.width, picture.height]).toEqual([60, 40]);
      expectNear(await colourAt(picture, 0.25, 0.25), [255, 0, 0], 16);
      expectNear(await colourAt(picture, 0.75, 0.25), [0, 255, 0], 16);
      expectNear(await colourAt(picture, 0.25, 0.75), [0, 0, 255], 16);
      expectNear(await colourAt(picture, 0.75, 0.75), [255, 255, 255], 16);
    }
  });

  it('carries no metadata over: no position, no owner, no profile', async () => {
    const file = await plain(64, 48)
      .withExif({ IFD0: { Artist: 'CANARY' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="CANARY"/></x:xmpmeta>')
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();
    expect(file.includes('CANARY')).toBe(true);
    for (const picture of (await decode(file, 64, 32)).pictures) {
      for (const mark of ['EXIF', 'XMP ', 'ICCP', 'CANARY']) expect(picture.bytes.includes(mark), mark).toBe(false);
    }
  });
});

describe('images that cannot be shown', () => {
  it('refuses what is no image at all', async () => {
    const refused = { code: 'invalid', message: 'the format of the image is not supported' };
    await expect(decode(Buffer.from('%PDF-1.7 not a picture'), 32)).rejects.toMatchObject(refused);
    await expect(decode(Buffer.alloc(0), 32)).rejects.toMatchObject({ code: 'invalid', message: 'the image is empty' });
  });

  it('says honestly that it cannot show HEIC, and still gives its size', async () => {
    const head = await readFile(new URL('../fixtures/image/heic-head.bin', import.meta.url));
    expect(await decode(Buffer.concat([head, Buffer.alloc(1_313_423 - head.length)]), 256)).toEqual({
      facts: { width: 3024, height: 4032 },
      pictures: [],
      reason: 'HEIC images cannot be decoded',
    });
  });

  it('judges dimensions by the header alone, at once', async () => {
    const started = performance.now();
    expect(await decode(pngClaiming(65_536, 65_536), 256)).toEqual({
      facts: { width: 65_536, height: 65_536 },
      pictures: [],
      reason: 'the image is 65536 x 65536 pixels, more than 16384 on a side',
    });
    expect(await decode(pngClaiming(10_000, 9_000), 256)).toEqual({
      facts: { width: 10_000, height: 9_000 },
      pictures: [],
      reason: 'the image has 90 megapixels, more than 50',
    });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('shows of a truncated image what there is, and says so', async () => {
    const whole = await plain(400, 400, '#c03010').jpeg({ quality: 100 }).toBuffer();
    const image = await decode(whole.subarray(0, whole.length / 2), 100, 50);
    expect(image.facts).toEqual({ width: 400, height: 400 });
    expect(image.reason).toBe('the image is damaged: the picture shows what could be read of it');
    expect(image.pictures.map(({ width }) => width)).toEqual([100, 50]);
    expectNear(await colourAt(pictureOf(image), 0.5, 0.05), [0xc0, 0x30, 0x10], 12);
  });

  it('gives the facts of a damaged image of which nothing can be shown', async () => {
    const whole = await plain(400, 300).avif().toBuffer();
    const damaged = Buffer.from(whole).fill(0x55, whole.indexOf('mdat') + 4);
    expect(await decode(damaged, 64)).toEqual({
      facts: { width: 400, height: 300 },
      pictures: [],
      reason: 'the image is damaged',
    });
  });

  it('reads nothing that an SVG refers to', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'vitrine-image-'));
    let requests = 0;
    const server = createServer((_request, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const canary = join(directory, 'canary.png');
      await writeFile(canary, await plain(50, 50, '#f00').png().toBuffer());
      for (const href of [canary, pathToFileURL(canary).href, 'canary.png', `http://127.0.0.1:${port}/canary.png`]) {
        const image = await decode(svg(50, 50, `<image href="${href}" width="50" height="50"/>`), 50);
        expect((await colourAt(pictureOf(image), 0.5, 0.5))[3], href).toBe(0);
      }
      const secret = join(directory, 'secret.txt');
      await writeFile(secret, '<rect xmlns="http://www.w3.org/2000/svg" width="50" height="50" fill="red"/>');
      const entity = `<!DOCTYPE svg [<!ENTITY secret SYSTEM "${pathToFileURL(secret).href}">]>`;
      const outcome = await decode(Buffer.concat([Buffer.from(entity), svg(50, 50, '&secret;')]), 50).catch(
        () => 'refused',
      );
      if (typeof outcome !== 'string') expect((await colourAt(pictureOf(outcome), 0.5, 0.5))[3]).toBe(0);
      expect(requests).toBe(0);
    } finally {
      server.close();
      await rm(directory, { recursive: true });
    }
  });

  it('refuses an SVG that explodes by entities', async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE svg [<!ENTITY e0 "laugh">${levels}]>`;
    const file = Buffer.concat([Buffer.from(bomb), svg(50, 50, '<text>&e12;</text>')]);
    await expect(decode(file, 50)).rejects.toMatchObject({ code: 'invalid' });
  });
});
