import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoreError } from '../../src/core/errors.ts';
import { GRAVITIES, PICTURE_FITS, PICTURE_FORMATS, type PictureFormat } from '../../src/core/ports.ts';
import { checkPresets, isPreset, readTransform } from '../../src/core/recipe-parameters.ts';
import {
  type Accepted,
  canonicalRecipe,
  type Pictured,
  recipeFor,
  sizeOfResult,
  type Transform,
} from '../../src/core/recipes.ts';

const read = (query: string): Transform => {
  const transform = readTransform(new URLSearchParams(query));
  if (!transform) throw new Error(`${query} asks for nothing`);
  return transform;
};

function refusalOf(action: () => unknown): { field: string | undefined; message: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof CoreError && error.code === 'invalid') return { field: error.field, message: error.message };
    throw error;
  }
  throw new Error('it was taken');
}

const photo: Pictured = { kind: 'image', mimeType: 'image/jpeg', width: 4000, height: 3000, pageCount: null };
const ANYTHING: Accepted = { named: new Map(), others: 1 };
const accepting = (named: Partial<Record<PictureFormat, number>>, others = 0): Accepted => ({
  named: new Map(PICTURE_FORMATS.flatMap((format) => (named[format] === undefined ? [] : [[format, named[format]]]))),
  others,
});

describe('the parameters of a transform', () => {
  it('are none where no name is one of theirs', () => {
    for (const query of ['', 'v=1', 'W=1', 'width=100', 'token=x&expires=1', '%zz', 'fit[]=cover'])
      expect(readTransform(new URLSearchParams(query))).toBeUndefined();
  });

  it.each([
    ['w=400', { width: 400, height: null, fit: 'cover' }],
    ['w=1&h=8192', { width: 1, height: 8192 }],
    ['w=100&h=50&dpr=2', { width: 200, height: 100 }],
    ['w=101&dpr=1.5', { width: 152 }],
    ['dpr=3', { width: null, height: null }],
    ['w=9&h=9&fit=contain', { fit: 'contain' }],
    ['fit=fill&w=9', { fit: 'cover' }],
    ['f=jpg', { format: 'jpeg', quality: 80 }],
    ['format=jpeg', { format: 'jpeg' }],
    ['f=avif&q=77', { format: 'avif', quality: 77 }],
    ['q=100', { format: null, quality: 100 }],
    ['blur=1&sharpen=100', { blur: 1, sharpen: 100 }],
    ['rt=90', { rotate: 90 }],
    ['rotate=0', { rotate: 0 }],
    ['flip=h', { mirror: 'horizontal' }],
    ['flip=v', { mirror: 'vertical' }],
    ['flip=hv', { mirror: 'both' }],
    ['grayscale', { grayscale: true }],
    ['grayscale=1', { grayscale: true }],
    ['grayscale=true', { grayscale: true }],
    ['grayscale=false', { grayscale: false }],
    ['w=9&h=9&crop=entropy', { position: 'entropy' }],
    ['w=9&h=9&crop=auto', { position: 'attention' }],
    ['w=9&h=9&g=auto', { position: 'attention' }],
    ['w=9&h=9&gravity=northwest', { position: 'northwest' }],
    ['w=9&h=9&g=nw', { position: 'northwest' }],
    ['w=9&h=9&g=s', { position: 'south' }],
    ['w=9&h=9&fit=contain&crop=auto', { position: 'center' }],
    ['w=9&h=9&fit=fill&g=n', { position: 'center' }],
    ['bg=FFcc00', { background: 'ffcc00' }],
    ['border=12,00FF00', { border: { width: 12, color: '00ff00' } }],
    ['border=0,00ff00', { border: null }],
    ['radius=20', { radius: 20 }],
    ['radius=max', { radius: 'max' }],
    ['page=7', { page: 7 }],
    ['w=5&other=1&other=2', { width: 5 }],
    ['%77=5', { width: 5 }],
  ])('are understood: %s', (query, expected) => {
    expect(read(query)).toMatchObject(expected);
  });

  it.each([
    ['w', ['', '0', '-1', '8193', '1.5', '1e3', '0x10', ' 5', '%205', '+5', 'auto', 'NaN', 'Infinity', '٣', '9999999']],
    ['h', ['', '0', '8193', 'x']],
    ['dpr', ['', '0', '0.9', '3.1', '4', '2x', '1.', '.5', '1e0']],
    ['fit', ['', 'COVER', 'crop', 'scale-down', 'constructor']],
    ['format', ['', 'bmp', 'auto', 'JPG', 'svg', '__proto__']],
    ['f', ['tiff']],
    ['quality', ['', '0', '101', '80.5']],
    ['q', ['-1']],
    ['blur', ['', '0', '101']],
    ['sharpen', ['', '0', '101', 'true']],
    ['rotate', ['', '45', '360', '-90', '090']],
    ['rt', ['1']],
    ['flip', ['', 'x', 'H', 'vh', 'true']],
    ['grayscale', ['yes', '2', 'TRUE']],
    ['crop', ['', 'center', 'smart']],
    ['gravity', ['', 'middle', 'wn', 'c', 'northnorth', 'Center']],
    ['g', ['face']],
    ['bg', ['', 'fff', '#ffffff', '%23ffffff', 'gggggg', 'ff00ff00', 'white']],
    ['border', ['', '4', '4,', ',ff0000', '501,ff0000', '-1,ff0000', '4,red', '4,ff0000,1', '4;ff0000']],
    ['radius', ['', '-1', '8193', 'MAX', '50%25']],
    ['page', ['', '0', '-1', '1.5', '100001', 'last']],
  ])('are refused by name when bad: %s', (name, values) => {
    for (const value of values) {
      const refusal = refusalOf(() => readTransform(new URLSearchParams(`${name}=${value}`)));
      expect({ value, ...refusal }).toEqual({
        value,
        field: name,
        message: expect.stringMatching(`^${name} must be `),
      });
    }
  });

  it.each([
    ['w=1&w=1', 'w'],
    ['grayscale&grayscale', 'grayscale'],
    ['f=webp&format=webp', 'format'],
    ['quality=5&q=5', 'q'],
    ['rotate=0&rt=0', 'rt'],
    ['g=n&gravity=n', 'gravity'],
    ['crop=auto&gravity=auto', 'crop'],
    ['g=n&crop=entropy', 'crop'],
    ['w=5001&h=5000', 'w'],
    ['w=2500&h=2500&dpr=2.01', 'w'],
    ['w=6000&dpr=3', 'w'],
    ['h=6000&dpr=3', 'h'],
    ['w=8192&dpr=1.9&border=500,000000', 'border'],
  ])('are refused where they contradict each other or ask for too much: %s', (query, field) => {
    expect(refusalOf(() => readTransform(new URLSearchParams(query))).field).toBe(field);
  });

  it('may ask for exactly as much as is allowed', () => {
    expect(read('w=5000&h=5000')).toMatchObject({ width: 5000, height: 5000 });
    expect(read('w=2500&h=2500&dpr=2')).toMatchObject({ width: 5000, height: 5000 });
  });
});

const color = fc.stringMatching(/^[0-9a-f]{6}$/);
const option = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const parameters = fc.record({
  w: option(fc.integer({ min: 1, max: 4000 })),
  h: option(fc.integer({ min: 1, max: 4000 })),
  fit: option(fc.constantFrom(...PICTURE_FITS)),
  format: option(fc.constantFrom('webp', 'avif', 'png', 'jpg', 'gif')),
  quality: option(fc.integer({ min: 1, max: 100 })),
  blur: option(fc.integer({ min: 1, max: 100 })),
  sharpen: option(fc.integer({ min: 1, max: 100 })),
  rotate: option(fc.constantFrom(0, 90, 180, 270)),
  flip: option(fc.constantFrom('h', 'v', 'hv')),
  grayscale: option(fc.constantFrom('', '1', 'true', 'false')),
  gravity: option(fc.constantFrom(...GRAVITIES, 'auto')),
  bg: option(color),
  border: option(fc.tuple(fc.integer({ min: 0, max: 500 }), color).map(([width, hex]) => `${width},${hex}`)),
  radius: option(fc.oneof(fc.integer({ min: 0, max: 8192 }), fc.constant('max'))),
  page: option(fc.integer({ min: 1, max: 100 })),
});
const pairs = parameters
  .map((given) => Object.entries(given).filter(([, value]) => value !== undefined))
  .filter((entries) => entries.length > 0);
const queryOf = (entries: readonly (readonly [string, unknown])[]): string =>
  entries.map(([name, value]) => `${name}=${value}`).join('&');

describe('the text of a recipe', () => {
  it('means the same when it is read again', () => {
    fc.assert(
      fc.property(pairs, (entries) => {
        const transform = read(queryOf(entries));
        const text = canonicalRecipe(transform);
        if (text !== '') expect(read(text)).toEqual(transform);
      }),
    );
  });

  it('is the same whatever the order, the aliases and the defaults', () => {
    const aliases: Record<string, string> = { format: 'f', quality: 'q', rotate: 'rt', gravity: 'g' };
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.nat()), (entries, numbers) => {
        const order = new Map(entries.map(([name]) => [name, numbers.next().value ?? 0]));
        const shuffled = entries.toSorted(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
        const spelled = shuffled.map(([name, value]) => [aliases[name] ?? name, value] as const);
        const defaults = [
          ['fit', 'cover'],
          ['rotate', '0'],
          ['dpr', '1'],
          ['gravity', 'center'],
          ['page', '1'],
          ['grayscale', '0'],
          ['radius', '0'],
        ].filter(([name]) => !entries.some(([given]) => given === name));
        const other = queryOf([...defaults.map(([name = '', value]) => [name, value] as const), ...spelled]);
        expect(canonicalRecipe(read(other))).toBe(canonicalRecipe(read(queryOf(entries))));
      }),
    );
  });

  it('tells results apart that differ', () => {
    const queries = [
      ...['w=10', 'h=10', 'w=10&h=10', 'w=10&h=10&fit=fill', 'w=10&h=10&fit=contain', 'w=10&h=10&crop=entropy'],
      ...['w=10&h=10&g=n', 'w=10&h=10&g=ne', 'flip=h', 'flip=v', 'flip=hv', 'rotate=90', 'rotate=270', 'grayscale'],
      ...['blur=1', 'sharpen=1', 'bg=000000', 'border=1,000000', 'border=1,000001', 'radius=1', 'radius=max', 'page=2'],
      ...['f=webp', 'f=avif', 'f=webp&q=81', 'q=80'],
    ];
    expect(new Set(queries.map((query) => canonicalRecipe(read(query)))).size).toBe(queries.length);
  });

  it('is for ever', () => {
    const everything =
      'radius=9&border=4,FF0000&bg=00ff00&q=70&f=jpg&blur=2&sharpen=3&grayscale&crop=auto&h=300&w=400&flip=hv&rt=90&page=2';
    expect(canonicalRecipe(read(everything))).toBe(
      'page=2&rotate=90&flip=hv&w=400&h=300&crop=attention&grayscale=1&blur=2&sharpen=3&bg=00ff00&radius=9&border=4,ff0000&format=jpeg&quality=70',
    );
    expect(canonicalRecipe(recipeFor(photo, read('w=10'), accepting({ webp: 1 })))).toBe('w=10&format=webp&quality=80');
  });
});

describe('the size of a result', () => {
  it.each([
    ['w=400', 400, 300],
    ['h=400', 533, 400],
    ['w=8000', 8000, 6000],
    ['w=400&h=400', 400, 400],
    ['w=400&h=400&fit=contain', 400, 400],
    ['w=400&h=400&fit=inside', 400, 300],
    ['w=400&h=400&fit=outside', 533, 400],
    ['w=400&rotate=90', 400, 533],
    ['grayscale', 4000, 3000],
    ['rotate=270', 3000, 4000],
    ['h=1&w=1&fit=inside', 1, 1],
  ])('follows from the original: %s', (query, width, height) => {
    expect(sizeOfResult(photo, read(query))).toEqual({ width, height });
  });

  it('is unknown while that of the original is', () => {
    const unknown = { width: null, height: null };
    for (const query of ['w=1', 'h=1', 'grayscale', 'w=1&h=1&fit=inside'])
      expect(sizeOfResult(unknown, read(query))).toBeUndefined();
    expect(sizeOfResult(unknown, read('w=5&h=6'))).toEqual({ width: 5, height: 6 });
  });

  it.each([
    ['w=8192', { width: 1000, height: 1000 }, 'w'],
    ['h=8192', { width: 1000, height: 1000 }, 'h'],
    ['h=8000&w=100&fit=outside', { width: 4000, height: 1000 }, 'w'],
    ['w=100', { width: 10, height: 5000 }, 'w'],
    ['f=webp', { width: 8000, height: 6000 }, 'w'],
    ['h=8000', { width: 30, height: 10 }, 'h'],
  ])('is bounded, also where only one side is given: %s', (query, size, field) => {
    const refusal = refusalOf(() => recipeFor({ ...photo, ...size }, read(query), ANYTHING));
    expect(refusal.field).toBe(field);
  });

  it('is not that of a film for its still picture', () => {
    const film: Pictured = { ...photo, kind: 'video', mimeType: 'video/mp4', width: 7680, height: 4320 };
    expect(recipeFor(film, read('grayscale'), ANYTHING).width).toBeNull();
    expect(refusalOf(() => recipeFor(film, read('w=8192'), ANYTHING)).field).toBe('w');
  });

  it('has to be of a page that there is', () => {
    const pdf: Pictured = { ...photo, kind: 'pdf', mimeType: 'application/pdf', pageCount: 3 };
    expect(recipeFor(pdf, read('page=3&w=9'), ANYTHING).page).toBe(3);
    expect(recipeFor({ ...pdf, pageCount: null }, read('page=4&w=9'), ANYTHING).page).toBe(4);
    // Whether there is a picture at all is not for the recipe to say.
    expect(recipeFor({ ...pdf, pageCount: 0 }, read('w=9'), ANYTHING).page).toBe(1);
    expect(refusalOf(() => recipeFor(pdf, read('page=4'), ANYTHING)).message).toBe('page: the document has 3 pages.');
    expect(recipeFor(photo, read('page=1&w=9'), ANYTHING).page).toBe(1);
    expect(refusalOf(() => recipeFor(photo, read('page=2'), ANYTHING)).field).toBe('page');
  });
});

describe('the format of a result', () => {
  const formatOf = (query: string, accepted: Accepted, original: Partial<Pictured> = {}) =>
    recipeFor({ ...photo, ...original }, read(query), accepted).format;
  const ALL = accepting({ avif: 1, webp: 1 }, 0.8);

  it('is the one asked for, whatever the client accepts', () => {
    for (const format of PICTURE_FORMATS) {
      expect(formatOf(`w=10&f=${format}`, accepting({ webp: 1 }))).toBe(format);
      expect(formatOf(`w=4000&f=${format}`, accepting({}))).toBe(format);
    }
  });

  it.each<[string, Accepted, PictureFormat]>([
    ['AVIF before WebP', ALL, 'avif'],
    ['WebP before the original’s own', accepting({ webp: 1 }, 1), 'webp'],
    ['the original’s own for clients that take anything', ANYTHING, 'jpeg'],
    ['the original’s own for clients that take nothing', accepting({}), 'jpeg'],
    ['what is preferred', accepting({ avif: 0.5, webp: 0.9 }), 'webp'],
    ['what is preferred, also the original’s own', accepting({ avif: 0.5, webp: 0.9 }, 1), 'jpeg'],
    ['nothing that is refused', accepting({ avif: 0, webp: 0 }, 1), 'jpeg'],
    ['another old format where only that is accepted', accepting({ png: 1 }), 'png'],
    ['not the original’s own where it is refused', accepting({ jpeg: 0, gif: 0.1 }), 'gif'],
  ])('is chosen: %s', (_, accepted, expected) => {
    expect(formatOf('w=100', accepted)).toBe(expected);
  });

  it('is AVIF only up to two megapixels', () => {
    expect(formatOf('w=2000&h=1000', ALL)).toBe('avif');
    expect(formatOf('w=2001&h=1000', ALL)).toBe('webp');
    expect(formatOf('grayscale', accepting({ avif: 1 }, 0.5))).toBe('jpeg');
    expect(formatOf('w=10', ALL, { width: null, height: null })).toBe('webp');
  });

  it('is none that would stop what moves, unless that is asked for', () => {
    for (const mimeType of ['image/gif', 'image/webp']) {
      expect(formatOf('w=100', ALL, { mimeType })).toBe('webp');
      expect(formatOf('w=100&f=avif', ALL, { mimeType })).toBe('avif');
    }
  });

  it.each([
    ['image/png', 'w=9', 'png'],
    ['image/gif', 'w=9', 'gif'],
    ['image/jpeg', 'w=9&radius=5', 'png'],
    ['image/gif', 'w=9&radius=max', 'png'],
    ['image/svg+xml', 'w=9', 'png'],
    ['image/webp', 'w=9', 'png'],
    ['image/webp', 'w=9&bg=ffffff', 'jpeg'],
    ['image/tiff', 'w=9', 'jpeg'],
    ['image/heic', 'w=9', 'jpeg'],
    ['application/pdf', 'w=9', 'jpeg'],
    ['video/mp4', 'w=9', 'jpeg'],
  ])('keeps to the family of the original: %s?%s as %s', (mimeType, query, expected) => {
    expect(formatOf(query, ANYTHING, { mimeType })).toBe(expected);
  });

  it('is never one that the client refused while it takes another', () => {
    const weight = fc.constantFrom(0, 0.1, 0.5, 1);
    const accepted = fc.record({ avif: weight, webp: weight, jpeg: weight, png: weight, gif: weight });
    fc.assert(
      fc.property(
        accepted,
        fc.constantFrom('image/jpeg', 'image/png', 'image/gif', 'image/tiff'),
        (named, mimeType) => {
          const format = formatOf('w=100', accepting(named), { mimeType });
          const { avif, ...others } = named;
          const most = Math.max(...Object.values(others), mimeType === 'image/gif' ? 0 : avif);
          expect(most === 0 || named[format] === most).toBe(true);
        },
      ),
    );
  });

  it('brings its own quality unless one is asked for', () => {
    expect(recipeFor(photo, read('w=9'), ALL).quality).toBe(50);
    expect(recipeFor(photo, read('w=9'), ANYTHING).quality).toBe(80);
    expect(recipeFor(photo, read('w=9&q=33'), ALL).quality).toBe(33);
  });
});

describe('presets', () => {
  it('are queries of these parameters and nothing else', () => {
    checkPresets(['w=400', 'fit=cover&w=1&h=2', 'f=webp', 'grayscale', 'border=4,ff0000']);
    for (const preset of ['', 'v=1', 'thumb', '?w=400', 'w=400&v=1', 'w=0', 'w=1&w=2', 'crop=auto&g=n', 'w=9000', '&'])
      expect([preset, refusalOf(() => checkPresets(['w=1', preset])).field]).toEqual([preset, 'presets']);
    expect(refusalOf(() => checkPresets(['w=0'])).message).toBe(
      'presets: "w=0" is none: w must be a whole number from 1 to 8192.',
    );
  });

  it('are the same however they are spelled', () => {
    const presets = ['w=400&h=300&format=webp&quality=80', 'w=100', 'nonsense'];
    for (const query of [
      'h=300&f=webp&w=400',
      'w=200&h=150&dpr=2&f=webp&q=80&fit=cover&g=center',
      'w=100&page=1&fit=inside',
    ])
      expect([query, isPreset(presets, read(query))]).toEqual([query, true]);
    for (const query of ['w=400&h=300', 'w=400&h=300&f=webp&q=81', 'w=101', 'w=100&f=webp', 'h=100'])
      expect([query, isPreset(presets, read(query))]).toEqual([query, false]);
    expect(isPreset([], read('w=1'))).toBe(false);
  });
});
