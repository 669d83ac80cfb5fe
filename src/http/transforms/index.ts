// Pictures of assets on request: the parameters of a URL, and the download they ask for. Which there are, and what they may be, is
// core's (recipe-parameters.ts).
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Asset, type Core, readTransform, recipeFor, type Transform } from '../../core/index.ts';
import type { PictureFormat } from '../../core/ports.ts';
import { askerOf, type DownloadOptions, inMemory, once, originalDownload } from '../content.ts';
import type { Download } from '../download/index.ts';
import { acceptedPictures } from './accept.ts';

const parameter = (description: string) => Type.Optional(Type.Unsafe<unknown>({ description }));

/** For schemas of queries. Any value is let through: core checks them, once it is known who asks. */
export const transformParameters = {
  w: parameter(
    'Width in pixels, 1 to 8192; of one side alone the other follows. With any of these parameters the answer is a picture made of the file.',
  ),
  h: parameter('Height in pixels, 1 to 8192. Results have at most 25 megapixels.'),
  dpr: parameter('Multiplies `w` and `h`: 1 to 3.'),
  fit: parameter('How the picture fills `w` and `h`: `cover` (the default), `contain`, `fill`, `inside` or `outside`.'),
  format: parameter('`webp`, `avif`, `png`, `jpg` or `gif`; when absent, the best one that `Accept` names.'),
  f: parameter('The same as `format`.'),
  quality: parameter('1 to 100.'),
  q: parameter('The same as `quality`.'),
  blur: parameter('1 to 100.'),
  sharpen: parameter('1 to 100.'),
  rotate: parameter('Clockwise: `0`, `90`, `180` or `270`.'),
  rt: parameter('The same as `rotate`.'),
  flip: parameter('`h` (left and right change places), `v` or `hv`.'),
  grayscale: parameter('`true`, `1` or nothing; `false` and `0` leave colours.'),
  crop: parameter('What `cover` keeps: `entropy`, `attention` or `auto`, which is `attention`. Not with `gravity`.'),
  gravity: parameter(
    'What `cover` keeps, and where `contain` puts the picture: `center`, `north`, `northeast`, ... or `n`, `ne`, ..., or `auto`, which is `attention`.',
  ),
  g: parameter('The same as `gravity`.'),
  bg: parameter('Six hex digits: the colour below what is transparent.'),
  border: parameter('`px,hex`: its width, at most 500 pixels on each side, and its colour.'),
  radius: parameter('Rounded corners: pixels, or `max` for an ellipse.'),
  page: parameter('Of a PDF, counted from 1.'),
};

/** The transform that the URL asks for; undefined: the file itself. Throws `invalid` naming a bad parameter. */
export function requestedTransform({ url }: FastifyRequest): Transform | undefined {
  const mark = url.indexOf('?');
  return mark < 0 ? undefined : readTransform(new URLSearchParams(url.slice(mark + 1)));
}

/**
 * The file itself, or the picture made of it. Throws `invalid` where the transform does not suit the asset. The picture is
 * made when its bytes or their number are asked for, and not for the answer that it is still the same.
 */
export function assetDownload(
  core: Core,
  request: FastifyRequest,
  asset: Asset,
  transform: Transform | undefined,
  options: DownloadOptions = {},
): Download {
  if (!transform) return originalDownload(core, asset, options);
  const recipe = recipeFor(asset, transform, acceptedPictures(request.headers.accept));
  return {
    ...inMemory(once(() => core.getTransform(asset, recipe, askerOf(request)))),
    etag: `"${core.transformKey(asset, recipe)}"`,
    vary: transform.format === null ? 'Accept' : undefined,
    mimeType: `image/${recipe.format}`,
    filename: pictureName(asset, recipe.format),
    disposition: 'attachment',
    ...options,
  };
}

/** The extension of the new format takes the place of the old one. */
function pictureName({ name, extension }: Asset, format: PictureFormat): string {
  const ending = `.${extension}`;
  const isNamedByType = extension !== '' && name.length > ending.length && name.toLowerCase().endsWith(ending);
  return `${isNamedByType ? name.slice(0, -ending.length) : name}.${format === 'jpeg' ? 'jpg' : format}`;
}
