// The page of one file: what it looks and sounds like, what is known of it, how to get it, and the ways to those beside it.
import type { Asset, Folder, SharedNeighbours } from '../../../core/index.ts';
import { present } from '../../../http/download/safety.ts';
import { type Html, html } from '../../../http/html.ts';
import { about, factList, factsOf, limitsOf } from './facts.ts';
import type { Place } from './folder.ts';
import { page } from './frame.ts';
import { CLOSE, DOWNLOAD, largePicture, NEXT, OPEN, PREVIOUS } from './pictures.ts';

/** Where a file of a shared folder lies. */
export interface Surroundings extends SharedNeighbours {
  readonly folder: Folder;
  readonly folderAddress: string;
}

/** `surroundings` undefined: the file itself is what is shared. */
export function filePage(place: Place, asset: Asset, surroundings?: Surroundings): string {
  const { base, scriptBase, words, share } = place;
  const file = `${base}/files/${asset.id}`;
  const download = surroundings ? `${file}/download` : `${base}/download`;
  const facts = [...factsOf(words, asset), ...(surroundings ? [] : limitsOf(words, share))];
  const isShown = present(asset.mimeType, 'inline').disposition === 'inline';
  const content = html`<article class="viewer" data-address="${surroundings ? file : base}" data-title="${asset.name}">
<header class="bar">
${surroundings && html`<a class="icon close" href="${surroundings.folderAddress}" aria-label="${words.file.back(surroundings.folder.name)}">${CLOSE}</a>`}
<div class="title"><h1><bdi>${asset.name}</bdi></h1>${factList(facts)}</div>
<div class="actions">${
    isShown &&
    html`<a class="button plain" href="${file}/download?view=true" target="_blank" rel="noopener" aria-label="${words.file.openNamed(asset.name)}">${OPEN}<span>${words.file.open}</span></a>`
  }<a class="button" href="${download}">${DOWNLOAD}<span>${words.file.download}</span></a></div>
</header>
<div class="stage">${preview(place, asset, file)}${surroundings && steps(place, surroundings)}</div>
${share.maxDownloads !== null && html`<p class="quiet note">${words.file.costs}</p>`}
${about(asset.description)}
</article>`;
  return page({ words, title: asset.name, shape: 'wide', scriptBase, content });
}

function steps({ base, words }: Place, { previous, next }: Surroundings): Html {
  const step = (asset: Asset, kind: 'previous' | 'next'): Html =>
    html`<a class="step ${kind}" href="${base}/files/${asset.id}" rel="${kind === 'next' ? 'next' : 'prev'}" aria-label="${words.file[kind](asset.name)}">${kind === 'next' ? NEXT : PREVIOUS}</a>`;
  return html`${previous && step(previous, 'previous')}${next && step(next, 'next')}`;
}

/** A player fetches the file, which would use up a download, and so would a large picture: only where they are not limited. */
function preview({ words, share }: Place, asset: Asset, file: string): Html {
  const source = `${file}/download?view=true`;
  const picture = largePicture(file, share, asset, words.file.preview(asset.name));
  if (share.maxDownloads === null && asset.kind === 'video') {
    const poster = picture && html` poster="${file}/thumbnail?size=1600"`;
    return html`<video controls playsinline preload="none" src="${source}"${poster} aria-label="${asset.name}"></video>`;
  }
  if (share.maxDownloads === null && asset.kind === 'audio')
    return html`<div class="sound">${picture}<audio controls preload="none" src="${source}" aria-label="${asset.name}"></audio></div>`;
  const kind = html`<span class="kind">${asset.extension || words.file.kinds[asset.kind]}</span>`;
  return picture ?? html`<div class="none">${kind}<p>${words.file.noPreview}</p></div>`;
}
