// What bytes are: from the bytes themselves, the sender's word only where they tell nothing better.
import { fileTypeFromBuffer } from 'file-type';
import mime from 'mime';
import type { AssetKind } from '../database/assets.ts';
import { extensionOf } from './names.ts';
import { isText, mayBe } from './signatures.ts';

/** As much of the beginning as telling the type needs, office documents included. */
export const SNIFFED_BYTES = 64 * 1024;
const UNKNOWN = 'application/octet-stream';
/** They say less than the sender and the name do. */
const CONTAINERS = new Set(['application/xml', 'application/x-cfb', 'application/zip']);
/** Types as nobody else spells them, so that neither filters nor browsers would know them. */
const RESPELLED = new Map([
  ['audio/ogg; codecs=opus', 'audio/ogg'],
  ['video/MP1S', 'video/mpeg'],
  ['video/MP2P', 'video/mpeg'],
]);
const HTML_ELEMENTS = new Set(['doctype', 'html', 'head', 'body', 'script', 'iframe']);
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

export interface Sniffed {
  readonly mimeType: string;
  readonly kind: AssetKind;
}

/** `head`: the first bytes (`SNIFFED_BYTES`, or all); `declared`: the sender's Content-Type, if any. */
export async function sniff(head: Uint8Array, name: string, declared: string | undefined): Promise<Sniffed> {
  const found = await typeOfBytes(head);
  const isPlain = found === undefined || CONTAINERS.has(found);
  const mimeType = isPlain ? (hintedType(head, name, declared, found) ?? found ?? UNKNOWN) : found;
  return { mimeType, kind: kindOf(mimeType) };
}

/**
 * The sender's word before the name; but `text/plain` is also what a form says of a file by saying nothing (RFC 7578,
 * section 4.4), so there the name knows better which text it is. Neither is believed against the bytes: `found` is the
 * container they are in, if any.
 */
function hintedType(
  head: Uint8Array,
  name: string,
  declared: string | undefined,
  found: string | undefined,
): string | undefined {
  const credible = (type: string | undefined): string | undefined => {
    if (type === undefined || mayBe(type, head)) return type;
    return found === undefined && isText(head) ? 'text/plain' : undefined;
  };
  const told = credible(declaredType(declared));
  const named = credible(mime.getType(extensionOf(name)) ?? undefined);
  const isOfText = named !== undefined && /^(?:text|application)\//.test(named);
  return told === 'text/plain' && isOfText ? named : (told ?? named);
}

function kindOf(mimeType: string): AssetKind {
  const [family] = mimeType.split('/');
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return mimeType === 'application/pdf' ? 'pdf' : 'document';
}

async function typeOfBytes(head: Uint8Array): Promise<string | undefined> {
  const element = firstElement(head);
  if (element === 'svg') return 'image/svg+xml';
  if (element !== undefined && HTML_ELEMENTS.has(element)) return 'text/html';
  try {
    const found = (await fileTypeFromBuffer(head))?.mime;
    return found && (RESPELLED.get(found) ?? found);
  } catch {
    return undefined;
  }
}

/** The name of the first element where the bytes look like markup, in lower case; `!doctype html` counts as html. */
function firstElement(head: Uint8Array): string | undefined {
  const start = head.subarray(0, 1024);
  if (start.includes(0)) return undefined;
  let text = Buffer.from(start)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  // Declarations and comments may come before it.
  for (let skipped = skip(text); skipped !== text; skipped = skip(text)) text = skipped;
  return /^<!?([a-z]+)[\s>/]/i.exec(text)?.[1]?.toLowerCase();
}

function skip(text: string): string {
  const end = text.startsWith('<!--') ? '-->' : /^<(\?|!doctype\s+svg)/i.test(text) ? '>' : undefined;
  if (end === undefined) return text;
  const at = text.indexOf(end);
  return at < 0 ? '' : text.slice(at + end.length).trimStart();
}

function declaredType(declared: string | undefined): string | undefined {
  const type = declared?.split(';', 1)[0]?.trim().toLowerCase();
  return type && type !== UNKNOWN && MEDIA_TYPE.test(type) ? type : undefined;
}
