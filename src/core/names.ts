// What a name may be: of files, folders and tags. Kept as sent, made harmless.
import { invalid } from './errors.ts';

const LONGEST_BYTES = 255;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;
const encoder = new TextEncoder();

/**
 * A file name as it is stored: without directory part and control characters, Unicode NFC, unpaired surrogates replaced,
 * at most 255 bytes of UTF-8 (cut before the extension). Never empty: what leaves nothing is called `unnamed`.
 */
export function fileName(sent: string): string {
  const base = sent.slice(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
  const clean = base.toWellFormed().replace(CONTROLS, '').normalize('NFC');
  const short = shorten(clean);
  return short.trim() === '' || short === '.' || short === '..' ? 'unnamed' : short;
}

/** A name a person chose for a record that is not a file: any characters but control ones and `/`. Throws `invalid`. */
export function folderName(sent: string, field = 'name'): string {
  const clean = sent.toWellFormed().replace(CONTROLS, '').normalize('NFC');
  if (clean.trim() === '' || clean === '.' || clean === '..') throw invalid(field, 'A name is needed.');
  if (clean.includes('/')) throw invalid(field, 'A name can not contain "/".');
  if (encoder.encode(clean).length > LONGEST_BYTES) throw invalid(field, `A name has at most ${LONGEST_BYTES} bytes.`);
  return clean;
}

/** Names that fold to the same key are the same to someone who does not look at case, and only those. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();

/** Lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  return /^[\p{L}\p{N}_+-]{1,16}$/u.test(extension) ? extension : '';
}

export const MOST_TAGS = 250;

/** NFC, without control characters, blanks and doubles, in the order given. Throws `invalid`. */
export function tagList(sent: readonly string[], field = 'tags'): string[] {
  const tags = new Set<string>();
  for (const tag of sent) {
    const clean = tag.toWellFormed().replace(CONTROLS, '').normalize('NFC');
    if (clean.trim() === '') continue;
    if (encoder.encode(clean).length > LONGEST_BYTES) throw invalid(field, `A tag has at most ${LONGEST_BYTES} bytes.`);
    tags.add(clean);
  }
  if (tags.size > MOST_TAGS) throw invalid(field, `An asset has at most ${MOST_TAGS} tags.`);
  return [...tags];
}

function shorten(name: string): string {
  if (encoder.encode(name).length <= LONGEST_BYTES) return name;
  const extension = extensionOf(name);
  const suffix = extension === '' ? '' : name.slice(-(extension.length + 1));
  const room = LONGEST_BYTES - encoder.encode(suffix).length;
  let stem = '';
  let bytes = 0;
  for (const char of name.slice(0, name.length - suffix.length)) {
    bytes += encoder.encode(char).length;
    if (bytes > room) break;
    stem += char;
  }
  return stem + suffix;
}
