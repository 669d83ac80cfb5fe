// What is made of images: facts, pictures, refusals. By recipes: image-transforms.test.ts; processes and their bounds:
// media-processes.test.ts.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { Unreadable } from '../../src/drivers/media/decoder.ts';
import { cameraFacts } from '../../src/drivers/media/image/camera.ts';
import { drawPictures } from '../../src/drivers/media/image/pictures.ts';
import { colourAt, decode, expectNear, expectNoMetadata, lettersOf, pictureOf, quarters } from '../support/decoding.ts';
import { plain, pngClaiming, svg, telltalePhoto } from '../support/images.ts';
import { watchOwnTime } from '../support/own-time.ts';

const fixture = (name: string): Promise<Buffer> => readFile(new URL(`../fixtures/image/${name}`, import.meta.url));

const PLACE = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '33/1 51/1 36/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '70/1 30/1 0/1',
};

/** Whole numbers below a bound, the same in every run (a linear congruential generator). */
function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

describe('pictures', () => {
  it('gives one WebP per side, in the order asked, each fitting its square', async () => {
    const image = await decode(await plain(600, 400).jpeg().toBuffer(), 100, 300, 60);
    expect(image.reason).toBeUndefined();
    expect(image.facts).toEqual({ width: 600, height: 400, hasAlpha: false, frameCount: 1, colorSpace: 'srgb' });
    expect(image.pictures.map(({ width, height }) => [width, height])).toEqual([
      [100, 67],
      [300, 200],
      [60, 40],
    ]);
    for (const picture of image.pictures) {
      const { format, width, height } = await sharp(picture.bytes).metadata();
      expect({ format, width, height }).toEqual({ format: 'webp', width: picture.width, height: picture.height });
    }
  });

  it('gives facts alone when no sides are asked for', async () => {
    const image = await decode(await plain(30, 20).png().toBuffer());
    expect(image.facts).toMatchObject({ width: 30, height: 20 });
    expect(image).toMatchObject({ pictures: [], thumbhash: undefined, reason: undefined });
  });

  it('never enlarges pixels, but draws drawings at the size asked for', async () => {
    const pixels = pictureOf(await decode(await plain(30, 20).png().toBuffer(), 300));
    expect([pixels.width, pixels.height]).toEqual([30, 20]);
    const drawing = await decode(svg(24, 12, '<rect width="12" height="12" fill="#f00"/>'), 300, 60);
    expect(drawing.facts).toMatchObject({ width: 24, height: 12 });
    expect(drawing.pictures.map(({ width, height }) => [width, height])).toEqual([
      [300, 150],
      [60, 30],
    ]);
    expectNear(await colourAt(pictureOf(drawing), 0.47, 0.5), [255, 0, 0, 255], 8);
    expect((await colourAt(pictureOf(drawing), 0.53, 0.5))[3]).toBe(0);
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)('reads %s', async (format) => {
    const image = await decode(await plain(80, 60).toFormat(format).toBuffer(), 40);
    expect(image.facts).toMatchObject({ width: 80, height: 60 });
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
      expect(image.facts).toMatchObject({ width: 40, height: 30, frameCount: 2 });
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

  it('shows the colours of an image that has more channels than colours', async () => {
    const mask = { raw: { width: 40, height: 40, channels: 1 } } as const;
    const masks = [Buffer.alloc(1600, 10), Buffer.alloc(1600, 200)];
    const image = await decode(
      await plain(40, 40).joinChannel(masks, mask).tiff({ compression: 'lzw' }).toBuffer(),
      20,
    );
    expect(image.reason).toBeUndefined();
    expectNear(await colourAt(pictureOf(image), 0.5, 0.5), [0x33, 0x66, 0xcc], 12);
  });

  it('turns all eight EXIF orientations upright', async () => {
    // Per orientation (EXIF 2.3, tag 274) how the quarters of an upright RGBW lie in the file.
    for (const [i, stored] of ['RGBW', 'GRWB', 'WBGR', 'BWRG', 'RBGW', 'GWRB', 'WGBR', 'BRWG'].entries()) {
      const [width, height] = i < 4 ? [120, 80] : [80, 120];
      const file = await sharp(await quarters(width, height, stored))
        .withMetadata({ orientation: i + 1 })
        .jpeg({ quality: 95 })
        .toBuffer();
      const image = await decode(file, 60);
      expect(image.facts).toMatchObject({ width: 120, height: 80, orientation: i + 1 });
      const picture = pictureOf(image);
      expect([picture.width, picture.height]).toEqual([60, 40]);
      expect(await lettersOf(picture), `orientation ${i + 1}`).toBe('RGBW');
    }
  });

  it('carries no metadata over: no position, no owner, no profile', async () => {
    const file = await telltalePhoto();
    expect(file.includes('CANARY')).toBe(true);
    const image = await decode(file, 64, 32);
    expect(image.pictures).toHaveLength(2);
    for (const picture of image.pictures) await expectNoMetadata(picture);
  });

  it('gives a placeholder that is the same for one and for many sides', async () => {
    const { thumbhash } = await decode(await quarters(400, 200), 100);
    expect(thumbhash).toMatch(/^[\w+/]{20,40}={0,2}$/);
    const { thumbHashToAverageRGBA, thumbHashToApproximateAspectRatio } = await import('thumbhash');
    const hash = Buffer.from(thumbhash ?? '', 'base64');
    const { r, g, b, a } = thumbHashToAverageRGBA(hash);
    expectNear([r, g, b, a], [0.5, 0.5, 0.5, 1], 0.03);
    expect(thumbHashToApproximateAspectRatio(hash)).toBeCloseTo(2, 0);
    expect((await decode(await quarters(400, 200), 50, 100)).thumbhash).toBe(thumbhash);
  });

  it('draws pictures of raw pixels', async () => {
    const pixels = await sharp(await quarters(120, 80))
      .raw()
      .toBuffer();
    const drawn = await drawPictures({ type: 'raw', bytes: pixels, width: 120, height: 80, channels: 3 }, [60]);
    expect(await lettersOf(pictureOf(drawn))).toBe('RGBW');
  });

  it('shows HEIC photos in sRGB', async () => {
    const image = await decode(await fixture('photo.heic'), 256);
    expect(image.reason).toBeUndefined();
    const picture = pictureOf(image);
    expect([picture.width, picture.height]).toEqual([192, 256]);
    await expectNoMetadata(picture);
    // Something red: without regard to the profile (Display P3) it would be 253, 132, 122.
    expectNear(await colourAt(picture, 63.5 / 192, 183.5 / 256), [254, 122, 105], 5);
  });
});

describe('facts', () => {
  it('finds camera, time and position of a photo', async () => {
    expect((await decode(await fixture('gps.jpg'))).facts).toEqual({
      width: 640,
      height: 480,
      hasAlpha: false,
      frameCount: 1,
      orientation: 1,
      colorSpace: 'srgb',
      cameraMake: 'NIKON',
      cameraModel: 'COOLPIX P6000',
      exposureTime: 0.0133333,
      aperture: 5.9,
      iso: 64,
      focalLength: 24,
      takenAt: '2008-10-22T16:28:39',
      latitude: 43.4674483,
      longitude: 11.8851267,
    });
    expect((await decode(await fixture('photo.heic'))).facts).toEqual({
      width: 3024,
      height: 4032,
      hasAlpha: false,
      frameCount: 1,
      colorSpace: 'srgb',
      cameraMake: 'Apple',
      cameraModel: 'iPhone 7 Plus',
      lens: 'iPhone 7 Plus back dual camera 6.6mm f/2.8',
      exposureTime: 0.0149254,
      aperture: 2.8,
      iso: 400,
      focalLength: 6.6,
      takenAt: '2017-06-06T17:00:02',
      latitude: 42.7748833,
      longitude: -71.076875,
      altitude: 11,
    });
  });

  it('counts south and west as negative, and keeps the offset of a time', async () => {
    const file = plain(8, 8).withExif({
      IFD2: { DateTimeOriginal: '2024:02:29 23:59:58', OffsetTimeOriginal: '-03:30' },
      IFD3: { ...PLACE, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' },
    });
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const { takenAt, latitude, longitude } = (await decode(await file.toFormat(format).toBuffer())).facts;
      expect({ takenAt, latitude, longitude }, format).toEqual({
        takenAt: '2024-02-29T23:59:58-03:30',
        latitude: -33.86,
        longitude: -70.5,
      });
    }
  });

  it('counts below the sea as negative, in a TIFF as well', async () => {
    const file = plain(8, 8).withExif({ IFD3: { ...PLACE, GPSAltitudeRef: '0', GPSAltitude: '45/2' } });
    const { exif } = await sharp(await file.jpeg().toBuffer()).metadata();
    if (!exif) throw new Error('no EXIF was written');
    // GPSAltitudeRef, tag 5 of one byte: sharp writes 0, above the sea.
    const reference = exif.indexOf(Buffer.from([5, 0, 1, 0, 1, 0, 0, 0, 0])) + 8;
    const above = { latitude: 33.86, longitude: 70.5, altitude: 22.5 };
    expect(await cameraFacts(exif)).toEqual(above);
    exif.writeUInt8(1, reference);
    expect(await cameraFacts(exif)).toEqual({ ...above, altitude: -22.5 });
    expect(await cameraFacts(exif.subarray('Exif__'.length))).toEqual({ ...above, altitude: -22.5 });
  });

  it('leaves out what makes no sense', async () => {
    const exif = {
      IFD0: { Make: `\u0007  ${'x'.repeat(500)}`, Model: '   ' },
      IFD2: { DateTimeOriginal: '2023:02:29 10:00:00', LensModel: 'A\n\tB' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '91/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '1/0 0/0 0/1' },
    };
    const { facts } = await decode(await plain(8, 8).withExif(exif).jpeg().toBuffer());
    expect(facts).toEqual({
      width: 8,
      height: 8,
      hasAlpha: false,
      frameCount: 1,
      orientation: 1,
      colorSpace: 'srgb',
      cameraMake: 'x'.repeat(200),
      lens: 'A B',
    });
  });

  it('tell how a picture was exposed, as far as that makes sense', async () => {
    const exposed = { ExposureTime: '1/250', FNumber: '28/10', ISOSpeedRatings: '400', FocalLength: '50/1' };
    const { facts } = await decode(await plain(8, 8).withExif({ IFD2: exposed }).jpeg().toBuffer());
    expect(facts).toMatchObject({ exposureTime: 0.004, aperture: 2.8, iso: 400, focalLength: 50 });
    const unknown = { ExposureTime: '1/0', FNumber: '0/1', ISOSpeedRatings: '0', FocalLength: '0/0' };
    const { facts: none } = await decode(await plain(8, 8).withExif({ IFD2: unknown }).jpeg().toBuffer());
    for (const name of ['exposureTime', 'aperture', 'iso', 'focalLength']) expect(none).not.toHaveProperty(name);
  });
});

describe('images that cannot be shown', () => {
  it('refuses what is no image at all', async () => {
    const refused = new Unreadable('the format of the image is not supported');
    await expect(decode(Buffer.from('%PDF-1.7 not a picture'), 32)).rejects.toThrow(refused);
    await expect(decode(Buffer.alloc(0), 32)).rejects.toThrow(new Unreadable('the image is empty'));
  });

  it('gives facts of a HEIC whose pixels are missing', async () => {
    const head = (await fixture('photo.heic')).subarray(0, 4450);
    const image = await decode(Buffer.concat([head, Buffer.alloc(1_313_423 - head.length)]), 256);
    expect(image.facts).toMatchObject({ width: 3024, height: 4032, hasAlpha: false });
    expect(image).toMatchObject({ pictures: [], reason: 'the image is damaged' });
  });

  it('judges dimensions by the header alone, at once', async () => {
    using watch = watchOwnTime();
    expect(await decode(pngClaiming(65_536, 65_536), 256)).toEqual({
      facts: { width: 65_536, height: 65_536, hasAlpha: false, frameCount: 1, colorSpace: 'srgb' },
      pictures: [],
      thumbhash: undefined,
      reason: 'the image is 65536 x 65536 pixels, more than 16384 on a side',
    });
    expect(await decode(pngClaiming(10_000, 9_000), 256)).toEqual({
      facts: { width: 10_000, height: 9_000, hasAlpha: false, frameCount: 1, colorSpace: 'srgb' },
      pictures: [],
      thumbhash: undefined,
      reason: 'the image has 90 megapixels, more than 50',
    });
    expect(watch.ms).toBeLessThan(5_000);
  });

  it('shows of a truncated image what there is, and says so', async () => {
    const whole = await plain(400, 400, '#c03010').jpeg({ quality: 100 }).toBuffer();
    const image = await decode(whole.subarray(0, whole.length / 2), 100, 50);
    expect(image.facts).toMatchObject({ width: 400, height: 400 });
    expect(image.reason).toBe('the image is damaged: the picture shows what could be read of it');
    expect(image.pictures.map(({ width }) => width)).toEqual([100, 50]);
    expectNear(await colourAt(pictureOf(image), 0.5, 0.05), [0xc0, 0x30, 0x10], 12);
  });

  it('gives the facts of a damaged image of which nothing can be shown', async () => {
    const whole = await plain(400, 300).avif().toBuffer();
    const damaged = Buffer.from(whole).fill(0x55, whole.indexOf('mdat') + 4);
    const image = await decode(damaged, 64);
    expect(image.facts).toMatchObject({ width: 400, height: 300 });
    expect(image).toMatchObject({ pictures: [], reason: 'the image is damaged' });
  });

  it('gives facts or a plain refusal of files with flipped bits, whatever they are', async () => {
    const random = seeded(7);
    const whole = await quarters(60, 40);
    const files = [await fixture('gps.jpg'), whole];
    for (const format of ['webp', 'avif', 'gif', 'tiff'] as const)
      files.push(await sharp(whole).toFormat(format).toBuffer());
    for (const file of files) {
      for (let round = 0; round < 15; round++) {
        const flipped = Buffer.from(file);
        for (let bit = 0; bit < 4; bit++) flipped.writeUInt8(random(256), random(Math.min(file.length, 2000)));
        const outcome = await decode(flipped, 32).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Unreadable);
        else expect(outcome).toHaveProperty('facts.width');
      }
    }
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
    await expect(decode(file, 50)).rejects.toThrow(Unreadable);
  });
});
