// Pictures by recipes, told by their pixels. Pictures that only fit a square: image.test.ts.
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../src/core/ports.ts';
import { type Drawing, Unreadable } from '../../src/drivers/media/decoder.ts';
import { image } from '../../src/drivers/media/image/index.ts';
import { transform } from '../../src/drivers/media/image/transform.ts';
import {
  bytesOf,
  colourAt,
  encodedDrawing,
  expectNear,
  expectNoMetadata,
  lettersOf,
  quarters,
} from '../support/decoding.ts';
import { plain, pngClaiming, svg, telltalePhoto } from '../support/images.ts';
import { AS_IT_IS } from '../support/media.ts';
import { watchOwnTime } from '../support/own-time.ts';

const made = (source: Buffer | Drawing, recipe: Partial<Recipe>) =>
  transform(Buffer.isBuffer(source) ? encodedDrawing(source) : source, { ...AS_IT_IS, ...recipe });

const RGBW = await quarters(120, 80);
const RED = [255, 0, 0];
const WHITE = [255, 255, 255];

/** Red; the lower half is transparent. */
const HALF = await sharp({ create: { width: 80, height: 20, channels: 4, background: '#f00' } })
  .extend({ bottom: 20, background: { r: 0, g: 0, b: 0, alpha: 0 } })
  .png()
  .toBuffer();

describe('size and place', () => {
  it.each([
    ['cover', 60, 60, 60, 60],
    ['contain', 60, 60, 60, 60],
    ['fill', 60, 60, 60, 60],
    ['inside', 60, 60, 60, 40],
    ['outside', 60, 60, 90, 60],
    ['cover', 240, null, 240, 160],
    ['inside', null, 20, 30, 20],
    ['cover', null, null, 120, 80],
  ] as const)('makes of 120 x 80 pixels, by %s %s x %s, %s x %s', async (fit, width, height, ...expected) => {
    const picture = await made(RGBW, { fit, width, height });
    expect([picture.width, picture.height]).toEqual(expected);
    const { width: realWidth, height: realHeight } = await sharp(picture.bytes).metadata();
    expect([realWidth, realHeight]).toEqual(expected);
  });

  it('cuts what cover has too much of, at the asked side', async () => {
    const cut = { fit: 'cover', width: 40, height: 80 } as const;
    expect(await lettersOf(await made(RGBW, { ...cut, position: 'west' }))).toBe('RRBB');
    expect(await lettersOf(await made(RGBW, { ...cut, position: 'northeast' }))).toBe('GGWW');
    expect(await lettersOf(await made(RGBW, cut))).toBe('RGBW');
  });

  it('cuts to the part where something is to be seen', async () => {
    const spot = await plain(300, 100, '#888')
      .composite([
        { input: svg(60, 60, '<circle cx="30" cy="30" r="28" fill="#f00" stroke="#ff0"/>'), left: 230, top: 20 },
      ])
      .png()
      .toBuffer();
    for (const position of ['entropy', 'attention'] as const) {
      const picture = await made(spot, { width: 100, height: 100, position });
      const left = await made(spot, { width: 100, height: 100, position: 'west' });
      expect((await sharp(picture.bytes).stats()).entropy).toBeGreaterThan(
        (await sharp(left.bytes).stats()).entropy + 0.3,
      );
    }
  });

  it('places contained pictures before what is transparent, or before the background', async () => {
    const contained = { fit: 'contain', width: 60, height: 60, position: 'south' } as const;
    const transparent = await made(RGBW, contained);
    expect(await colourAt(transparent, 0.5, 0.1)).toEqual([0, 0, 0, 0]);
    expect(await colourAt(transparent, 0.25, 0.9)).toEqual([0, 0, 255, 255]);
    expect(await colourAt(await made(RGBW, { ...contained, background: '123456' }), 0.5, 0.1)).toEqual([18, 52, 86]);
    expectNear(await colourAt(await made(RGBW, { ...contained, format: 'jpeg' }), 0.5, 0.1), WHITE, 2);
    const centred = await made(RGBW, { ...contained, position: 'attention' });
    expect((await colourAt(centred, 0.5, 0.95))[3]).toBe(0);
  });

  it('draws drawings at the size asked for, turned ones too', async () => {
    const drawing = svg(8, 4, '<rect width="4" height="4" fill="#f00"/>');
    const wide = await made(drawing, { width: 800 });
    expect([wide.width, wide.height]).toEqual([800, 400]);
    expect(await colourAt(wide, 0.497, 0.5)).toEqual([255, 0, 0, 255]);
    expect((await colourAt(wide, 0.503, 0.5))[3]).toBe(0);
    const tall = await made(drawing, { width: 400, rotate: 90, mirror: 'vertical' });
    expect([tall.width, tall.height]).toEqual([400, 800]);
    expect((await colourAt(tall, 0.5, 0.497))[3]).toBe(0);
    expect(await colourAt(tall, 0.5, 0.503)).toEqual([255, 0, 0, 255]);
  });
});

describe('turns', () => {
  it.each([
    [0, 'none', 'RGBW'],
    [90, 'none', 'BRWG'],
    [180, 'none', 'WBGR'],
    [270, 'none', 'GWRB'],
    [0, 'horizontal', 'GRWB'],
    [0, 'vertical', 'BWRG'],
    [0, 'both', 'WBGR'],
    [90, 'horizontal', 'RBGW'],
    [90, 'vertical', 'WGBR'],
    [270, 'both', 'BRWG'],
    [180, 'horizontal', 'BWRG'],
  ] as const)('rotates by %s and then mirrors (%s): %s', async (rotate, mirror, letters) => {
    for (const width of [null, 30]) {
      const picture = await made(RGBW, { rotate, mirror, width });
      expect(await lettersOf(picture)).toBe(letters);
      const isTurned = rotate === 90 || rotate === 270;
      expect(picture.width / picture.height).toBeCloseTo(isTurned ? 2 / 3 : 3 / 2, 1);
    }
  });

  it('applies the orientation of the file before all else', async () => {
    const stored = await sharp(await quarters(80, 120, 'GWRB'))
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    const upright = await made(stored, {});
    expect([upright.width, upright.height]).toEqual([120, 80]);
    expect(await lettersOf(upright)).toBe('RGBW');
    expect(await lettersOf(await made(stored, { rotate: 90 }))).toBe('BRWG');
    expect(await lettersOf(await made(stored, { width: 40, height: 80, position: 'east' }))).toBe('GGWW');
  });

  it('cuts after turning', async () => {
    const picture = await made(RGBW, { rotate: 90, mirror: 'vertical', width: 80, height: 60, position: 'north' });
    expect([picture.width, picture.height]).toEqual([80, 60]);
    expect(await lettersOf(picture)).toBe('WGWG');
  });
});

describe('looks', () => {
  it('takes colour away, but not from background and border', async () => {
    const picture = await made(HALF, { grayscale: true, background: '00ff00', border: { width: 10, color: '0000ff' } });
    expect(await colourAt(picture, 0.5, 0.3)).toEqual([54, 54, 54]);
    expect(await colourAt(picture, 0.5, 0.7)).toEqual([0, 255, 0]);
    expect(await colourAt(picture, 0.01, 0.5)).toEqual([0, 0, 255]);
    expect(await colourAt(await made(HALF, { grayscale: true, radius: 5 }), 0.5, 0.8)).toEqual([0, 0, 0, 0]);
  });

  it('takes colour away also where there are more channels than colours', async () => {
    const mask = { raw: { width: 40, height: 40, channels: 1 } } as const;
    const inks = [Buffer.alloc(1600, 10), Buffer.alloc(1600, 200)];
    const file = await plain(40, 40, '#f00').joinChannel(inks, mask).tiff({ compression: 'lzw' }).toBuffer();
    expect(await colourAt(await made(file, { grayscale: true }), 0.5, 0.5)).toEqual([54, 54, 54]);
  });

  it('blurs by the width asked for, narrow or wide', async () => {
    const edge = await sharp(await quarters(400, 400, 'WRWR'))
      .greyscale()
      .png()
      .toBuffer();
    const [bright = 0] = await colourAt(await made(edge, {}), 0.1, 0.5);
    const [dark = 0] = await colourAt(await made(edge, {}), 0.9, 0.5);
    for (const blur of [5, 15, 16, 40]) {
      const picture = await made(edge, { blur });
      expect([picture.width, picture.height]).toEqual([400, 400]);
      // One standard deviation off an edge, 84 % of the way to the other colour is gone.
      const [near = 0] = await colourAt(picture, 0.5 - blur / 400, 0.5);
      expect((near - dark) / (bright - dark), `blur ${blur}`).toBeCloseTo(0.84, 1);
    }
  });

  it('sharpens edges', async () => {
    const edge = await sharp(await quarters(200, 200, 'WRWR'))
      .linear(0.5, 60)
      .blur(3)
      .png()
      .toBuffer();
    const spread = async (recipe: Partial<Recipe>): Promise<number> => {
      const { channels } = await sharp((await made(edge, recipe)).bytes).stats();
      return (channels[1]?.max ?? 0) - (channels[1]?.min ?? 0);
    };
    expect(await spread({ sharpen: 30 })).toBeGreaterThan((await spread({})) + 5);
    expect(await spread({ sharpen: 100 })).toBeGreaterThan(await spread({ sharpen: 10 }));
  });

  it('fills what is transparent', async () => {
    expect(await colourAt(await made(HALF, { background: '336699' }), 0.5, 0.8)).toEqual([0x33, 0x66, 0x99]);
    expect(await colourAt(await made(HALF, {}), 0.5, 0.8)).toEqual([0, 0, 0, 0]);
    expectNear(await colourAt(await made(HALF, { format: 'jpeg' }), 0.5, 0.8), WHITE, 2);
  });

  it('rounds corners by pixels, or to an ellipse', async () => {
    const corners = await made(RGBW, { radius: 20 });
    expect((await colourAt(corners, 0.01, 0.01))[3]).toBe(0);
    expect(await colourAt(corners, 0.02, 0.3)).toEqual([...RED, 255]);
    expect(await colourAt(corners, 0.06, 0.09)).toEqual([...RED, 255]);
    const ellipse = await made(RGBW, { radius: 'max' });
    expect((await colourAt(ellipse, 0.06, 0.09))[3]).toBe(0);
    expect((await colourAt(ellipse, 0.13, 0.13))[3]).toBe(0);
    expect(await colourAt(ellipse, 0.17, 0.17)).toEqual([...RED, 255]);
    expectNear(await colourAt(await made(RGBW, { radius: 20, format: 'jpeg' }), 0.01, 0.01), WHITE, 3);
    const backed = { radius: 20, format: 'jpeg', background: '00ff00', quality: 100 } as const;
    expectNear(await colourAt(await made(RGBW, backed), 0.01, 0.01), [0, 255, 0], 20);
    expect((await colourAt(await made(RGBW, { radius: 5000 }), 0.01, 0.01))[3]).toBe(0);
  });

  it('puts the border outside, also of rounded corners', async () => {
    const picture = await made(RGBW, { border: { width: 10, color: '102030' }, radius: 20 });
    expect([picture.width, picture.height]).toEqual([140, 100]);
    expect(await colourAt(picture, 0.01, 0.5)).toEqual([16, 32, 48, 255]);
    expect((await colourAt(picture, 0.08, 0.11))[3]).toBe(0);
    expect(await colourAt(picture, 0.3, 0.3)).toEqual([...RED, 255]);
  });
});

describe('formats', () => {
  const sources = [
    plain(64, 64, 'rgb(230, 120, 20)').toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 95 }),
    plain(64, 64, 'rgb(230, 120, 20)').toColourspace('lab').tiff({ compression: 'lzw' }),
    plain(64, 64, 'rgb(230, 120, 20)').toColourspace('rgb16').png(),
    plain(64, 64, 'rgb(230, 120, 20)').withIccProfile('p3').png(),
  ];

  it.each(['webp', 'avif', 'png', 'jpeg', 'gif'] as const)(
    'writes %s in sRGB, whatever it is made of',
    async (format) => {
      for (const source of sources) {
        const picture = await made(await source.toBuffer(), { format, quality: 90, width: 32 });
        const { format: written, space, depth } = await sharp(picture.bytes).metadata();
        expect({ written, space, depth }).toEqual({
          written: format === 'avif' ? 'heif' : format,
          space: 'srgb',
          depth: 'uchar',
        });
        expectNear((await colourAt(picture, 0.5, 0.5)).slice(0, 3), [230, 120, 20], 24);
      }
    },
  );

  it.each(['webp', 'avif', 'png', 'jpeg', 'gif'] as const)('writes no metadata into %s', async (format) => {
    const file = await telltalePhoto();
    expect(file.includes('CANARY')).toBe(true);
    await expectNoMetadata(await made(file, { format, width: 32 }));
    await expectNoMetadata(await made(file, { format, rotate: 90, border: { width: 1, color: '000000' } }));
  });

  it('takes fewer bytes at lower quality', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const;
    const file = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#000', noise } })
      .png()
      .toBuffer();
    for (const format of ['webp', 'avif', 'png', 'jpeg'] as const) {
      const [low, high] = await Promise.all([20, 100].map((quality) => made(file, { format, quality })));
      expect(low?.bytes.length, format).toBeLessThan((high?.bytes.length ?? 0) * 0.7);
    }
  });
});

describe('animations', () => {
  const colours = ['#f00', '#0f0', '#00f'];
  const animated = async (format: 'gif' | 'webp', width = 40): Promise<Buffer> => {
    const frames = await Promise.all(colours.map((colour) => plain(width, 30, colour).png().toBuffer()));
    return sharp(frames, { join: { animated: true } })
      .toFormat(format, { delay: [100, 200, 300] })
      .toBuffer();
  };

  it('stay animated from GIF or WebP to GIF or WebP', async () => {
    for (const from of ['gif', 'webp'] as const) {
      for (const format of ['gif', 'webp'] as const) {
        const picture = await made(await animated(from), { format, width: 20, height: 20, fit: 'cover' });
        expect([picture.width, picture.height]).toEqual([20, 20]);
        const { pages, delay, pageHeight } = await sharp(picture.bytes, { animated: true }).metadata();
        expect({ pages, delay, pageHeight }).toEqual({ pages: 3, delay: [100, 200, 300], pageHeight: 20 });
        const last = { bytes: await sharp(picture.bytes, { page: 2 }).png().toBuffer() };
        expectNear((await colourAt(last, 0.5, 0.5)).slice(0, 3), [0, 0, 255], 8);
      }
    }
  });

  it('become their first frame in other formats, and where a step can not be done to all frames', async () => {
    const animation = await animated('gif');
    const recipes: Partial<Recipe>[] = [
      { format: 'png' },
      { format: 'webp', rotate: 90 },
      { format: 'gif', border: { width: 2, color: 'ffffff' } },
      { format: 'webp', width: 20, height: 20, position: 'attention' },
      { format: 'gif', width: 2200 },
    ];
    for (const recipe of recipes) {
      const picture = await made(animation, recipe);
      expect((await sharp(picture.bytes).metadata()).pages ?? 1).toBe(1);
      expectNear((await colourAt(picture, 0.5, 0.5)).slice(0, 3), RED, 8);
    }
    const grey = await made(animation, { format: 'webp', grayscale: true });
    expect((await sharp(grey.bytes).metadata()).pages).toBe(3);
    expectNear((await colourAt(grey, 0.5, 0.5)).slice(0, 3), [54, 54, 54], 4);
  });
});

describe('what can not be made', () => {
  it('refuses results that are too large', async () => {
    const refusals: [Partial<Recipe>, string][] = [
      [{ width: 8000 }, 'the picture would have 42.7 megapixels, more than 25'],
      [{ width: 20_000, height: 10 }, 'the picture would be 20000 x 10 pixels, more than 16383 on a side'],
      [
        { width: 4000, height: 4000, border: { width: 2000, color: '000000' } },
        'the picture with its border would have more than 50 megapixels',
      ],
      [{ width: 4000, format: 'gif' }, 'a GIF with so many pixels would take too long to make'],
    ];
    for (const [recipe, reason] of refusals) await expect(made(RGBW, recipe)).rejects.toThrow(new Unreadable(reason));
  });

  it('refuses to cut a picture out of one that would have to be enlarged beyond measure', async () => {
    const thin = await plain(4000, 4).png().toBuffer();
    const reason = 'the picture would have more than 50 megapixels before it is cut';
    for (const rotate of [0, 90] as const) {
      await expect(made(thin, { width: 2000, height: 2000, rotate })).rejects.toThrow(new Unreadable(reason));
    }
    expect(await made(thin, { width: 20, height: 20, rotate: 90 })).toMatchObject({ width: 20, height: 20 });
  });

  it('judges inputs by their header, at once', async () => {
    using watch = watchOwnTime();
    const claim = made(pngClaiming(65_536, 65_536), { width: 10 });
    await expect(claim).rejects.toThrow('the image is 65536 x 65536 pixels, more than 16384 on a side');
    await expect(made(pngClaiming(10_000, 9_000), { width: 10 })).rejects.toThrow(Unreadable);
    expect(watch.ms).toBeLessThan(5_000);
  });

  it('shows of a truncated image what there is, and refuses one without any pixels', async () => {
    const whole = await plain(400, 400, '#c03010').jpeg({ quality: 100 }).toBuffer();
    const picture = await made(whole.subarray(0, whole.length / 2), { width: 100 });
    expectNear(await colourAt(picture, 0.5, 0.05), [0xc0, 0x30, 0x10], 12);
    const avif = await plain(400, 300).avif().toBuffer();
    const damaged = Buffer.from(avif).fill(0x55, avif.indexOf('mdat') + 4);
    await expect(made(damaged, { width: 100 })).rejects.toThrow(new Unreadable('the image is damaged'));
    await expect(made(Buffer.from('%PDF-1.7'), {})).rejects.toThrow('the format of the image is not supported');
  });

  it('is made of HEIC photos, no larger than need be', async () => {
    const source = bytesOf(await readFile(new URL('../fixtures/image/photo.heic', import.meta.url)));
    const recipe = { ...AS_IT_IS, width: 300, height: 300, rotate: 90, format: 'jpeg' } as const;
    const drawing = await image.draw?.(source, recipe);
    if (!drawing) throw new Error('nothing was drawn');
    expect(drawing.bytes.length).toBeLessThan(400 * 400 * 3);
    const picture = await transform(drawing, recipe);
    expect([picture.width, picture.height]).toEqual([300, 300]);
    await expectNoMetadata(picture);
    await expect(image.draw?.(source, { ...recipe, height: 9000 })).rejects.toThrow(Unreadable);
  });

  it('works on raw pixels as on files', async () => {
    const bytes = await sharp(RGBW).raw().toBuffer();
    const drawing: Drawing = { type: 'raw', bytes, width: 120, height: 80, channels: 3 };
    expect(await lettersOf(await made(drawing, { width: 60, rotate: 90, format: 'jpeg' }))).toBe('BRWG');
  });
});
