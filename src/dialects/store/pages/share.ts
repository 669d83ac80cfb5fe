// The page of a share: one file, or what lies in a folder; and the form that asks for its password.
import { type Asset, type Folder, hasPicture, type Share } from '../../../core/index.ts';
import { type Html, html } from '../../../http/html.ts';
import { isoTime } from '../../../http/times.ts';
import { page } from './frame.ts';

export interface FolderContents {
  /** From the shared folder down to the one that is shown. */
  readonly trail: readonly Folder[];
  readonly folders: readonly Folder[];
  readonly assets: readonly Asset[];
  /** Of the next page, if any. */
  readonly cursor: string | undefined;
  readonly isFirstPage: boolean;
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

const DOWNLOAD = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M5 20h14"/></svg>`;
const FOLDER = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 7a2 2 0 0 1 2-2h4l2 2.5h8a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"/></svg>`;

/** `base`: where the share's addresses begin. */
export function passwordPage(base: string, error?: string): string {
  const title = 'This link has a password';
  const content = html`<form class="card" method="post" action="${base}">
<h1>${title}</h1>
<p class="quiet">Whoever sent you the link can tell you the password.</p>
${error !== undefined && html`<p class="error" role="alert" id="error">${error}</p>`}
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="off" required autofocus${error !== undefined && html` aria-describedby="error" aria-invalid="true"`}>
<button>Open</button>
</form>`;
  return page({ title, narrow: true, content });
}

export function assetPage(base: string, share: Share, asset: Asset): string {
  const file = `${base}/files/${asset.id}`;
  const extent = [dimensionsOf(asset), durationOf(asset), pagesOf(asset)];
  const facts = [typeOf(asset), ...extent, formatSize(asset.sizeBytes), ...limitsOf(share)];
  const content = html`<div class="head">
<div><h1><bdi>${asset.name}</bdi></h1>${factList(facts)}${about(asset.description)}</div>
<div class="actions"><a class="button" href="${base}/download">${DOWNLOAD}Download</a></div>
</div>
<div class="preview">${preview(file, share, asset)}</div>`;
  return page({ title: asset.name, content });
}

export function folderPage(base: string, share: Share, contents: FolderContents): string {
  const { trail, folders, assets, cursor, isFirstPage } = contents;
  const folder = trail.at(-1);
  if (!folder) throw new TypeError('a trail leads to a folder');
  const here = trail.length === 1 ? base : `${base}/folders/${folder.id}`;
  const facts = [countOf(folder.totalAssets, 'file', 'files'), formatSize(folder.totalBytes), ...limitsOf(share)];
  const isEmpty = isFirstPage && folders.length === 0 && assets.length === 0;
  const content = html`${trail.length > 1 && breadcrumbs(base, trail)}
<div class="head">
<div><h1><bdi>${folder.name}</bdi></h1>${factList(facts)}${about(folder.description)}</div>
${
  folder.totalAssets > 0 &&
  html`<div class="actions"><a class="button" href="${here}/download">${DOWNLOAD}Download all as zip</a></div>`
}
</div>
${isEmpty && html`<p class="empty">There is nothing in this folder yet.</p>`}
${folders.length > 0 && html`<h2 id="folders">Folders</h2><ul class="folders" aria-labelledby="folders">${folders.map((child) => folderItem(base, child))}</ul>`}
${assets.length > 0 && html`<h2 id="files">Files</h2><ul class="files" aria-labelledby="files">${assets.map((asset) => fileItem(base, asset))}</ul>`}
${cursor !== undefined && html`<p class="more"><a class="button plain" href="${here}?after=${encodeURIComponent(cursor)}" rel="next">More files</a></p>`}`;
  return page({ title: folder.name, content });
}

const about = (description: string | null) => description && html`<p class="about"><bdi>${description}</bdi></p>`;

const breadcrumbs = (base: string, trail: readonly Folder[]): Html =>
  html`<nav class="crumbs" aria-label="Folders above"><ol>${trail
    .slice(0, -1)
    .map(
      (folder, depth) =>
        html`<li><a href="${depth === 0 ? base : `${base}/folders/${folder.id}`}"><bdi>${folder.name}</bdi></a></li>`,
    )}</ol></nav>`;

const folderItem = (base: string, folder: Folder): Html =>
  html`<li><a href="${base}/folders/${folder.id}">${FOLDER}<span><span class="name"><bdi>${folder.name}</bdi></span><span class="quiet">${countOf(folder.totalAssets, 'file', 'files')}</span></span></a></li>`;

function fileItem(base: string, asset: Asset): Html {
  const file = `${base}/files/${asset.id}`;
  return html`<li>
<a class="picture" href="${file}/download?view=true" aria-label="View ${asset.name}"><span class="kind">${asset.extension || asset.kind}</span>${thumbnail(file, asset, '')}</a>
<div class="label"><div><span class="name" title="${asset.name}"><bdi>${asset.name}</bdi></span><span class="quiet">${formatSize(asset.sizeBytes)}</span></div>
<a class="icon" href="${file}/download" aria-label="Download ${asset.name}">${DOWNLOAD}</a></div>
</li>`;
}

/** A player fetches the file, which would use up a download, and so would a large picture: only where they are not limited. */
function preview(file: string, share: Share, asset: Asset): Html {
  const source = `${file}/download?view=true`;
  if (share.maxDownloads === null && asset.kind === 'video')
    return html`<video controls preload="none" src="${source}" aria-label="${asset.name}"></video>`;
  if (share.maxDownloads === null && asset.kind === 'audio')
    return html`<audio controls preload="none" src="${source}" aria-label="${asset.name}"></audio>`;
  const alt = `Preview of ${asset.name}`;
  const picture = share.maxDownloads === null ? largePicture(file, asset, alt) : thumbnail(file, asset, alt);
  return picture ?? html`<span class="kind">${asset.extension || asset.kind}</span>`;
}

const thumbnail = (file: string, asset: Asset, alt: string): Html | undefined =>
  hasPicture(asset) ? html`<img src="${file}/thumbnail" alt="${alt}" loading="lazy" decoding="async">` : undefined;

/** Up to 640 pixels wide, as the style has it; a limited share shows only a small one, which is no download. */
const largePicture = (file: string, asset: Asset, alt: string): Html | undefined =>
  hasPicture(asset)
    ? html`<img src="${file}/thumbnail?size=800" srcset="${file}/thumbnail?size=1600 2x" alt="${alt}" decoding="async">`
    : undefined;

const factList = (facts: readonly (string | Html | undefined)[]): Html =>
  html`<ul class="facts">${facts.map((fact) => fact && html`<li>${fact}</li>`)}</ul>`;

function limitsOf(share: Share): (string | Html | undefined)[] {
  const left = share.maxDownloads === null ? undefined : share.maxDownloads - share.downloadCount;
  return [
    share.expiresAt === null
      ? undefined
      : html`Available until <time datetime="${isoTime(share.expiresAt)}">${DATE.format(share.expiresAt)} UTC</time>`,
    left === undefined ? undefined : `${countOf(left, 'download', 'downloads')} left`,
  ];
}

const typeOf = ({ extension, kind }: Asset): string =>
  extension === '' ? kind : `${extension.toUpperCase()}${kind === 'document' || kind === 'pdf' ? '' : ` ${kind}`}`;

const dimensionsOf = ({ width, height }: Asset): string | undefined =>
  width === null || height === null ? undefined : `${width} × ${height} pixels`;

const pagesOf = ({ pageCount }: Asset): string | undefined =>
  pageCount === null || pageCount === 0 ? undefined : countOf(pageCount, 'page', 'pages');

/** As players show it: `1:05:09`, `0:09`. */
function durationOf({ duration }: Asset): string | undefined {
  if (duration === null) return undefined;
  const seconds = Math.max(1, Math.round(duration));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

const countOf = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

function formatSize(sizeBytes: number): string {
  const power = sizeBytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(sizeBytes) / 3), UNITS.length - 1);
  const value = sizeBytes / 1000 ** power;
  if (sizeBytes === 1) return '1 byte';
  return `${power === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${UNITS[power]}`;
}
