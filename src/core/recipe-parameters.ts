// Recipes as they are spelled in URLs and in the presets of a vault: `w=400&fit=cover`. What may come of them is in recipes.ts.
import { CoreError, invalid } from './errors.ts';
import { GRAVITIES, PICTURE_FITS, type PictureFit, type PictureFormat, type Recipe } from './ports.ts';
import { canonicalRecipe, checkSize, simplified, type Transform } from './recipes.ts';

interface Parameter<T> {
  /** Undefined for a bad value. */
  read(text: string): T | undefined;
  /** What a good one is. */
  readonly rule: string;
}

const WHOLE = /^\d{1,6}$/;
const DECIMAL = /^\d(?:\.\d{1,6})?$/;
const COLOR = /^[0-9a-f]{6}$/i;
const BORDER = /^(\d{1,3}),([0-9a-f]{6})$/i;

const whole = (least: number, most: number): Parameter<number> => ({
  read: (text) => (WHOLE.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined),
  rule: `a whole number from ${least} to ${most}`,
});

const choice = <T>(values: ReadonlyMap<string, T>): Parameter<T> => ({
  read: (text) => values.get(text),
  rule: `one of ${[...values.keys()].filter((name) => name !== '').join(', ')}`,
});

const MOST_BORDER = 500;
const SIDE = whole(1, 8192);
const STRENGTH = whole(1, 100);
const PAGE = whole(1, 100_000);
const RADIUS_PIXELS = whole(0, 8192);
const RATIO: Parameter<number> = {
  read: (text) => (DECIMAL.test(text) && Number(text) >= 1 && Number(text) <= 3 ? Number(text) : undefined),
  rule: 'a number from 1 to 3',
};
const FIT = choice<PictureFit>(new Map(PICTURE_FITS.map((fit) => [fit, fit])));
const FORMAT = choice<PictureFormat>(
  new Map([
    ['webp', 'webp'],
    ['avif', 'avif'],
    ['png', 'png'],
    ['jpg', 'jpeg'],
    ['jpeg', 'jpeg'],
    ['gif', 'gif'],
  ]),
);
const ROTATION = choice<Recipe['rotate']>(
  new Map([
    ['0', 0],
    ['90', 90],
    ['180', 180],
    ['270', 270],
  ]),
);
const MIRROR = choice<Recipe['mirror']>(
  new Map([
    ['h', 'horizontal'],
    ['v', 'vertical'],
    ['hv', 'both'],
  ]),
);
const SWITCH = choice<boolean>(
  new Map([
    ['true', true],
    ['1', true],
    ['', true],
    ['false', false],
    ['0', false],
  ]),
);
const CROP = choice<Recipe['position']>(
  new Map([
    ['entropy', 'entropy'],
    ['attention', 'attention'],
    ['auto', 'attention'],
  ]),
);
const GRAVITY = choice<Recipe['position']>(
  new Map([
    ['auto', 'attention'],
    ...GRAVITIES.map((point) => [point, point] as const),
    // `n`, `ne`, `e`, ...
    ...GRAVITIES.filter((point) => point !== 'center').map((point) => [initials(point), point] as const),
  ]),
);
const BACKGROUND: Parameter<string> = {
  read: (text) => (COLOR.test(text) ? text.toLowerCase() : undefined),
  rule: 'a colour of six hex digits',
};
const FRAME: Parameter<{ width: number; color: string }> = {
  read: (text) => {
    const [, width = '', color = ''] = BORDER.exec(text) ?? [];
    return width === '' || Number(width) > MOST_BORDER
      ? undefined
      : { width: Number(width), color: color.toLowerCase() };
  },
  rule: `a width from 0 to ${MOST_BORDER} pixels and a colour of six hex digits, such as 4,ff0000`,
};
const RADIUS: Parameter<number | 'max'> = {
  read: (text) => (text === 'max' ? text : RADIUS_PIXELS.read(text)),
  rule: `${RADIUS_PIXELS.rule}, or max`,
};

/** Every name a parameter may have, and the one it is known by here. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...'w h dpr fit format quality blur sharpen rotate flip grayscale crop gravity bg border radius page'
    .split(' ')
    .map((name) => [name, name] as const),
  ['f', 'format'],
  ['q', 'quality'],
  ['rt', 'rotate'],
  ['g', 'gravity'],
]);

function initials(point: string): string {
  return point.replace(/(north|south|east|west)/g, (word) => word.charAt(0));
}

/**
 * The transform that a query asks for; undefined when no parameter is one of a transform. Others are passed over. Throws
 * `invalid` naming the parameter at fault, as the client spelled it.
 */
export function readTransform(query: URLSearchParams): Transform | undefined {
  const given = givenOnce(query);
  if (given.size === 0) return undefined;

  function read<T>(name: string, { read, rule }: Parameter<T>): T | undefined {
    const found = given.get(name);
    if (!found) return undefined;
    const value = read(found.text);
    if (value === undefined) throw invalid(found.name, `${found.name} must be ${rule}.`);
    return value;
  }

  const dpr = read('dpr', RATIO) ?? 1;
  const side = (name: string): number | null => {
    const length = read(name, SIDE);
    return length === undefined ? null : Math.round(length * dpr);
  };
  const crop = read('crop', CROP);
  const gravity = read('gravity', GRAVITY);
  if (crop !== undefined && gravity !== undefined)
    throw invalid('crop', `crop and ${given.get('gravity')?.name} contradict each other: give one of them.`);
  const transform = simplified({
    page: read('page', PAGE) ?? 1,
    rotate: read('rotate', ROTATION) ?? 0,
    mirror: read('flip', MIRROR) ?? 'none',
    width: side('w'),
    height: side('h'),
    fit: read('fit', FIT) ?? 'cover',
    position: crop ?? gravity ?? 'center',
    grayscale: read('grayscale', SWITCH) ?? false,
    blur: read('blur', STRENGTH) ?? 0,
    sharpen: read('sharpen', STRENGTH) ?? 0,
    background: read('bg', BACKGROUND) ?? null,
    radius: read('radius', RADIUS) ?? 0,
    border: read('border', FRAME) ?? null,
    format: read('format', FORMAT) ?? null,
    quality: read('quality', STRENGTH) ?? null,
  });
  checkSize(transform, transform.width === null ? 'h' : 'w');
  return transform;
}

interface Given {
  /** As the client spelled it. */
  readonly name: string;
  readonly text: string;
}

function givenOnce(query: URLSearchParams): Map<string, Given> {
  const given = new Map<string, Given>();
  for (const [name, text] of query) {
    const known = NAMES.get(name);
    if (known === undefined) continue;
    const earlier = given.get(known)?.name;
    if (earlier === name) throw invalid(name, `${name} is given more than once.`);
    if (earlier !== undefined) throw invalid(name, `${name} and ${earlier} are the same: give one of them.`);
    given.set(known, { name, text });
  }
  return given;
}

/** Throws `invalid` naming `presets` unless each is a query that asks for a transform, and for nothing else. */
export function checkPresets(presets: readonly string[]): void {
  for (const preset of presets) {
    const refusal = (why: string): CoreError => invalid('presets', `presets: "${preset}" is none: ${why}`);
    const query = new URLSearchParams(preset);
    const unknown = [...query.keys()].find((name) => !NAMES.has(name));
    // URLSearchParams passes over a question mark at the beginning.
    if (unknown !== undefined || preset.startsWith('?'))
      throw refusal(`there is no parameter ${unknown ?? preset.split('=', 1)[0]}.`);
    try {
      if (readTransform(query) === undefined) throw refusal('it has no parameters.');
    } catch (error) {
      throw error instanceof CoreError && error.field !== 'presets' ? refusal(error.message) : error;
    }
  }
}

/** Whether one of the presets asks for the very same, however it is spelled. */
export function isPreset(presets: readonly string[], transform: Transform): boolean {
  const wanted = canonicalRecipe(transform);
  return presets.some((preset) => canonicalPreset(preset) === wanted);
}

/** Undefined for what is no preset by the rules of today. */
function canonicalPreset(preset: string): string | undefined {
  try {
    const transform = readTransform(new URLSearchParams(preset));
    return transform && canonicalRecipe(transform);
  } catch {
    return undefined;
  }
}
