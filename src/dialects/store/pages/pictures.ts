// The pictures of the recipients' pages, and what stands in their place until they are there.
import { type Asset, hasPicture, type Media, type Share } from '../../../core/index.ts';
import { type Html, html } from '../../../http/html.ts';

const icon = (path: Html): Html => html`<svg viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`;

export const DOWNLOAD = icon(html`<path d="M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M5 20h14"/>`);
export const FOLDER = icon(
  html`<path d="M3 7a2 2 0 0 1 2-2h4l2 2.5h8a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"/>`,
);
export const CLOSE = icon(html`<path d="m6 6 12 12M18 6 6 18"/>`);
export const PREVIOUS = icon(html`<path d="m15 5-7 7 7 7"/>`);
export const NEXT = icon(html`<path d="m9 5 7 7-7 7"/>`);
export const OPEN = icon(html`<path d="M14 4h6v6M20 4l-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4"/>`);

/** `file`: where the file's addresses begin. A limited share has small pictures alone, which are no downloads. */
export function tilePicture(file: string, share: Share, asset: Asset): Html | undefined {
  if (!hasPicture(asset)) return undefined;
  const source = html`src="${file}/thumbnail"`;
  const finer = share.maxDownloads === null && html` srcset="${file}/thumbnail 1x, ${file}/thumbnail?size=500 2x"`;
  const isPage = asset.kind === 'pdf' || asset.kind === 'document';
  return html`<img ${source}${finer} alt=""${isPage && html` class="page"`} loading="lazy" decoding="async">`;
}

export function largePicture(file: string, share: Share, asset: Asset, alt: string): Html | undefined {
  if (!hasPicture(asset)) return undefined;
  const extent =
    asset.width !== null && asset.height !== null && html` width="${asset.width}" height="${asset.height}"`;
  if (share.maxDownloads !== null)
    return html`<img src="${file}/thumbnail" alt="${alt}" class="small" decoding="async">`;
  const sources = [800, 1600].map((size) => `${file}/thumbnail?size=${size} ${size}w`).join(', ');
  return html`<img src="${file}/thumbnail?size=800" srcset="${sources}" sizes="100vw"${extent} alt="${alt}" decoding="async">`;
}

/** A patch of the picture's mean colour, as its ThumbHash has it: a policy without inline styles lets attributes of SVG pass. */
export function tone(media: Media | undefined): Html | undefined {
  const thumbhash = media?.facts.thumbhash;
  if (thumbhash === undefined) return undefined;
  const [low = 0, middle = 0, high = 0] = Buffer.from(thumbhash, 'base64');
  const bits = low | (middle << 8) | (high << 16);
  const light = (bits & 63) / 63;
  const yellow = ((bits >> 6) & 63) / 31.5 - 1;
  const red = ((bits >> 12) & 63) / 31.5 - 1;
  const b = light - (2 / 3) * yellow;
  const r = (3 * light - b + red) / 2;
  const channel = (value: number): string =>
    Math.round(255 * Math.min(1, Math.max(0, value)))
      .toString(16)
      .padStart(2, '0');
  const colour = `#${channel(r)}${channel(r - red)}${channel(b)}`;
  return html`<svg class="tone" aria-hidden="true"><rect width="100%" height="100%" fill="${colour}"/></svg>`;
}
