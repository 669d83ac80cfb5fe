// The page of a shared folder, or of one below it: a gallery of what lies in it.
import type { Asset, Folder, Id, Media, Share } from '../../../core/index.ts';
import { type Html, html } from '../../../http/html.ts';
import { about, factList, limitsOf, playingTime } from './facts.ts';
import { page } from './frame.ts';
import { DOWNLOAD, FOLDER, tilePicture, tone } from './pictures.ts';
import type { Words } from './words.ts';

export interface FolderContents {
  /** From the shared folder down to the one that is shown. */
  readonly trail: readonly Folder[];
  readonly folders: readonly Folder[];
  readonly assets: readonly Asset[];
  /** What is known of the assets' bytes. */
  readonly media: ReadonlyMap<Id, Media>;
  /** Of the next page, if any. */
  readonly cursor: string | undefined;
  readonly isFirstPage: boolean;
  /** Of everything below; undefined: it is too much for one. */
  readonly zip: { readonly sizeBytes: number; readonly isExact: boolean } | undefined;
}

export interface Place {
  /** Where the share's addresses begin. */
  readonly base: string;
  /** What is before `/s/` in addresses. */
  readonly scriptBase: string;
  readonly words: Words;
  readonly share: Share;
}

export function folderPage(place: Place, contents: FolderContents): string {
  const { base, scriptBase, words, share } = place;
  const { trail, folders, assets, isFirstPage } = contents;
  const folder = trail.at(-1);
  if (!folder) throw new TypeError('a trail leads to a folder');
  const here = folderAddress(base, trail, folder);
  const files = words.folder.count(folder.totalAssets, words.number(folder.totalAssets));
  const facts = [files, words.size(folder.totalBytes), ...limitsOf(words, share)];
  const isEmpty = isFirstPage && folders.length === 0 && assets.length === 0;
  const content = html`${trail.length > 1 && breadcrumbs(words, base, trail)}
<div class="head">
<div><h1><bdi>${folder.name}</bdi></h1>${factList(facts)}${about(folder.description)}</div>
${folder.totalAssets > 0 && downloadAll(words, here, contents)}
</div>
${isEmpty && html`<p class="empty">${words.folder.empty}</p>`}
${
  folders.length > 0 &&
  html`<h2 id="folders">${words.folder.folders}</h2>
<ul class="folders" aria-labelledby="folders">${folders.map((child) => folderItem(words, base, child))}</ul>`
}
${
  assets.length > 0 &&
  html`<h2 id="files"${folders.length === 0 && html` class="unseen"`}>${words.folder.files}</h2>
<ul class="files" aria-labelledby="files">${assets.map((asset) => fileItem(place, asset, contents.media.get(asset.id)))}</ul>`
}
${pager(words, here, contents)}`;
  return page({ words, title: folder.name, scriptBase, content });
}

function pager({ folder }: Words, here: string, { cursor, isFirstPage }: FolderContents): Html | undefined {
  if (cursor === undefined && isFirstPage) return undefined;
  const more = cursor !== undefined && `${here}?after=${encodeURIComponent(cursor)}`;
  return html`<p class="more">
${!isFirstPage && html`<a class="button plain" href="${here}">${folder.fromStart}</a>`}
${more && html`<a class="button plain next-page" href="${more}" rel="next">${folder.more}</a>`}
</p>`;
}

/** The shared folder has the share's own address. */
const folderAddress = (base: string, [top]: readonly Folder[], { id }: Folder): string =>
  id === top?.id ? base : `${base}/folders/${id}`;

const breadcrumbs = (words: Words, base: string, trail: readonly Folder[]): Html =>
  html`<nav class="crumbs" aria-label="${words.folder.above}"><ol>${trail
    .slice(0, -1)
    .map(
      (folder) => html`<li><a href="${folderAddress(base, trail, folder)}"><bdi>${folder.name}</bdi></a></li>`,
    )}</ol></nav>`;

function downloadAll({ folder, size }: Words, here: string, { zip }: FolderContents): Html {
  if (zip === undefined) return html`<p class="actions quiet">${folder.tooMany}</p>`;
  const weight = folder.zipSize(size(zip.sizeBytes), zip.isExact);
  return html`<div class="actions"><a class="button" href="${here}/download">${DOWNLOAD}<span>${folder.downloadAll} <span class="weight">${weight}</span></span></a></div>`;
}

const folderItem = ({ folder, number }: Words, base: string, { id, name, totalAssets }: Folder): Html =>
  html`<li><a href="${base}/folders/${id}">${FOLDER}<span><span class="name" title="${name}"><bdi>${name}</bdi></span><span class="quiet">${folder.count(totalAssets, number(totalAssets))}</span></span></a></li>`;

function fileItem({ base, words, share }: Place, asset: Asset, media: Media | undefined): Html {
  const file = `${base}/files/${asset.id}`;
  const badge = asset.duration === null ? undefined : html`<span class="badge">${playingTime(asset.duration)}</span>`;
  return html`<li>
<a class="tile" href="${file}"><span class="picture">${tone(media) ?? html`<span class="kind">${asset.extension || words.file.kinds[asset.kind]}</span>`}${tilePicture(file, share, asset)}${badge}</span><span class="name" title="${asset.name}"><bdi>${asset.name}</bdi></span><span class="quiet">${words.size(asset.sizeBytes)}</span></a>
<a class="icon" href="${file}/download" aria-label="${words.file.downloadNamed(asset.name)}">${DOWNLOAD}</a>
</li>`;
}
