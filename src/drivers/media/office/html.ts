// HTML as a reader sees it: a small tokenizer (after WHATWG HTML, section 13.2.5) that drops tags, scripts and styles, and
// keeps where blocks begin and end. No tree is built, so nothing nests.

import { LEVELS, type Mark } from '../page/index.ts';
import { decodeEntities } from './entities.ts';
import type { Text } from './text.ts';

export interface HtmlOptions {
  /** XHTML: `<script/>` is complete, and there are CDATA sections. */
  readonly isXml: boolean;
}

export interface HtmlFacts {
  readonly title: string | undefined;
  readonly author: string | undefined;
}

/** Elements whose content is no markup; of these only the title is text. */
const RAW = new Set(['script', 'style', 'title', 'iframe', 'noembed', 'noframes', 'noscript', 'template']);
const CELLS = new Set(['td', 'th']);
const BLOCKS = new Set(
  `address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form
   h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section select summary table tbody textarea tfoot thead tr
   ul`.split(/\s+/),
);

const MARKS: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ['li', 'item'],
  ...LEVELS.map((level): [string, Mark] => [`h${level}`, level]),
]);

interface Tag {
  readonly name: string;
  readonly isClosing: boolean;
  /** Just after its `>`, or the end of the text. */
  readonly end: number;
}

/** A `<` before anything else is text. */
const MARKUP = /<[a-z/!?]/gi;
const NAME = /<(\/?)([a-z][^\s/>]{0,100})/iy;
const END_OR_QUOTE = /[>"']/g;
/** Characters of a `meta` element that are looked at. */
const LONGEST_META = 2000;

/** Throws what `into` throws. */
export function readHtml(html: string, into: Text, { isXml }: HtmlOptions): HtmlFacts {
  let title: string | undefined;
  let author: string | undefined;
  let preformatted = 0;
  let at = 0;

  const write = (text: string) => {
    if (preformatted > 0) into.write(decodeEntities(text));
    else into.writeCollapsed(decodeEntities(text));
  };

  while (at < html.length) {
    const open = indexOf(MARKUP, html, at);
    write(html.slice(at, open));
    if (open === html.length) break;
    const tag = tagAt(html, open);
    if (!tag) {
      at = afterMarkup(html, open, isXml, into);
      continue;
    }
    at = tag.end;
    if (CELLS.has(tag.name)) into.separate('\t');
    else if (BLOCKS.has(tag.name)) into.separate('\n');
    if (MARKS.has(tag.name)) into.mark(tag.isClosing ? undefined : MARKS.get(tag.name));
    if (tag.name === 'pre') preformatted = Math.max(0, preformatted + (tag.isClosing ? -1 : 1));
    if (tag.name === 'meta') author ??= authorOf(html.slice(open, Math.min(tag.end, open + LONGEST_META)));
    if (tag.isClosing || !RAW.has(tag.name)) continue;
    if (isXml && html.at(tag.end - 2) === '/') continue;
    const close = indexOf(new RegExp(`</${tag.name}[\\s/>]`, 'gi'), html, tag.end);
    if (tag.name === 'title') title ??= decodeEntities(html.slice(tag.end, close));
    at = close;
  }
  return { title, author };
}

/** Where the next match is, else the end of the text. */
function indexOf(pattern: RegExp, html: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
}

function tagAt(html: string, at: number): Tag | undefined {
  NAME.lastIndex = at;
  const [start, slash, name] = NAME.exec(html) ?? [];
  if (start === undefined || name === undefined) return undefined;
  return { name: name.toLowerCase(), isClosing: slash === '/', end: tagEnd(html, at + start.length) };
}

/** Quoted values may hold a `>`; a quote that is never closed is none. */
function tagEnd(html: string, from: number): number {
  let at = from;
  while (at < html.length) {
    const found = indexOf(END_OR_QUOTE, html, at);
    const quote = html[found];
    if (quote === undefined || quote === '>') return Math.min(found + 1, html.length);
    const close = html.indexOf(quote, found + 1);
    at = close === -1 ? afterNext(html, '>', found) : close + 1;
    if (close === -1) return at;
  }
  return html.length;
}

/** Comments, declarations and processing instructions, which are dropped; CDATA sections, which are written. */
function afterMarkup(html: string, at: number, isXml: boolean, into: Text): number {
  if (html.startsWith('<!--', at)) return afterNext(html, '-->', at + 2);
  if (!isXml || !html.startsWith('<![CDATA[', at)) return afterNext(html, '>', at);
  const end = afterNext(html, ']]>', at);
  into.write(html.slice(at + '<![CDATA['.length, end).replace(/\]\]>$/, ''));
  return end;
}

function afterNext(html: string, text: string, from: number): number {
  const found = html.indexOf(text, from);
  return found === -1 ? html.length : found + text.length;
}

const authorOf = (meta: string): string | undefined =>
  /\sname\s*=\s*["']?author["'\s]/i.test(meta)
    ? decodeEntities(/\scontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(meta)?.slice(1).join('') ?? '')
    : undefined;
