// Which files are text, and their bytes as lines. HTML and Markdown are text like any other: nothing of them is ever rendered.
import type { AssetRow } from '../library/rows.ts';

/** Of a file, no more is looked at. */
export const MOST_TEXT_BYTES = 512_000;
/** More lines than that are left out, too. */
export const MOST_LINES = 20_000;

const TYPES =
  /^text\/|^application\/(?:.*\+)?(?:json|xml|yaml|toml|x-yaml|javascript|typescript|x-sh|x-httpd-php|sql|graphql|x-ndjson|x-subrip)$/;
const EXTENSIONS = new Set(
  (
    'bash c cc cfg clj conf cpp cs css csv cue dart diff dockerfile ex fs go gradle graphql h hpp htm html ini java js json jsonl jsx kt lock log lua m3u ' +
    'makefile md mdx mjs nfo patch php pl po ps1 py r rb rs rst sass scala scss sh sql srt svelte swift tex toml ts tsx tsv txt vtt vue xml yaml yml zsh'
  ).split(' '),
);
/** Text by their type, but pictures or documents to people. */
const NOT_TEXT = new Set(['image/svg+xml', 'text/rtf', 'application/rtf']);

export function isTextFile(asset: Pick<AssetRow, 'mime_type' | 'extension' | 'kind' | 'duration'>): boolean {
  const { mime_type, extension, kind, duration } = asset;
  if (kind === 'image' || kind === 'pdf' || NOT_TEXT.has(mime_type)) return false;
  // TypeScript has the ending of a kind of video, which says how long it is.
  const isRecording = kind === 'video' || kind === 'audio';
  if (isRecording && (mime_type !== 'video/mp2t' || duration !== null)) return false;
  return TYPES.test(mime_type) || EXTENSIONS.has(extension.toLowerCase());
}

export interface TextFile {
  readonly lines: readonly string[];
  /** Whether there is more of it than this. */
  readonly isCut: boolean;
  /** Whether it looks like text at all. */
  readonly isText: boolean;
}

/** `sizeBytes`: of the whole file, of which `bytes` may be the beginning. */
export function textOf(bytes: Uint8Array, sizeBytes: number): TextFile {
  const decoded = new TextDecoder(encodingOf(bytes)).decode(bytes);
  const isCutShort = bytes.length < sizeBytes;
  // A character that was cut in two at the end is no sign of anything.
  const text = isCutShort ? decoded.replace(/\uFFFD+$/, '') : decoded;
  const all = text.split(/\r\n|\r|\n/);
  if (all.length > 1 && all.at(-1) === '') all.pop();
  return {
    lines: all.slice(0, MOST_LINES),
    isCut: isCutShort || all.length > MOST_LINES,
    isText: !text.includes('\0'),
  };
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
