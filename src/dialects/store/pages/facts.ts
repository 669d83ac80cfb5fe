// What is told of a file and of a share in a few words each.
import type { Asset, Share } from '../../../core/index.ts';
import { type Html, html } from '../../../http/html.ts';
import { isoTime } from '../../../http/times.ts';
import type { Words } from './words.ts';

export const factList = (facts: readonly (string | Html | undefined)[]): Html =>
  html`<ul class="facts">${facts.map((fact) => fact && html`<li>${fact}</li>`)}</ul>`;

export const factsOf = (words: Words, asset: Asset): (string | undefined)[] => [
  typeOf(words, asset),
  asset.width === null || asset.height === null ? undefined : words.file.pixels(asset.width, asset.height),
  asset.duration === null ? undefined : playingTime(asset.duration),
  asset.pageCount ? words.file.pages(asset.pageCount, words.number(asset.pageCount)) : undefined,
  words.size(asset.sizeBytes),
];

export function limitsOf({ limits, number, date }: Words, share: Share): (string | Html | undefined)[] {
  const { expiresAt } = share;
  const left = share.maxDownloads === null ? undefined : share.maxDownloads - share.downloadCount;
  return [
    expiresAt === null
      ? undefined
      : html`${limits.until} <time datetime="${isoTime(expiresAt)}">${date(expiresAt)}</time>`,
    left === undefined ? undefined : limits.left(left, number(left)),
  ];
}

export const about = (description: string | null): Html | undefined =>
  description ? html`<p class="about"><bdi>${description}</bdi></p>` : undefined;

/** As players show it: `1:05:09`, `0:09`. */
export function playingTime(duration: number): string {
  const seconds = Math.max(1, Math.round(duration));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

function typeOf({ file }: Words, { extension, kind }: Asset): string {
  if (extension === '') return file.kinds[kind];
  const says = kind === 'image' || kind === 'video' || kind === 'audio';
  return says ? `${extension.toUpperCase()} · ${file.kinds[kind]}` : extension.toUpperCase();
}
