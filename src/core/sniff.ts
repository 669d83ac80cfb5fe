// What bytes are: from the bytes themselves, the sender's word only where they tell nothing better.
import { fileTypeFromBuffer } from 'file-type';
import mime from 'mime';
import type { AssetKind } from '../database/assets.ts';
import { extensionOf } from './names.ts';

/** As much of the beginning as telling the type needs, office documents included. */
export const SNIFFED_BYTES = 64 * 1024;
const UNKNOWN = 'application/octet-stream';
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

export interface Sniffed {
  readonly mimeType: string;
  readonly kind: AssetKind;
}

/** `head`: the first bytes (`SNIFFED_BYTES`, or all); `declared`: the sender's Content-Type, if any. */
export async function sniff(head: Uint8Array, name: string, declared: string | undefined): Promise<Sniffed> {
  const mimeType = (await typeOfBytes(head)) ?? declaredType(declared) ?? mime.getType(extensionOf(name)) ?? UNKNOWN;
  return { mimeType, kind: kindOf(mimeType) };
}

export function kindOf(mimeType: string): AssetKind {
  const [family] = mimeType.split('/');
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  return mimeType === 'application/pdf' ? 'pdf' : 'document';
}

async function typeOfBytes(head: Uint8Array): Promise<string | undefined> {
  const text = beginningOfText(head);
  if (text !== undefined) {
    if (/^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*(<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(text))
      return 'image/svg+xml';
    if (/^\s*(<!--[^]*?-->\s*)*<(!doctype html|html|head|body|script|iframe)[\s>]/i.test(text)) return 'text/html';
  }
  try {
    const mimeType = (await fileTypeFromBuffer(head))?.mime;
    // A generic container says less than the sender and the name do.
    return mimeType === 'application/xml' || mimeType === 'application/x-cfb' || mimeType === 'application/zip'
      ? undefined
      : mimeType;
  } catch {
    return undefined;
  }
}

/** The first characters where the bytes look like text at all. */
function beginningOfText(head: Uint8Array): string | undefined {
  const start = head.subarray(0, 1024);
  return start.includes(0)
    ? undefined
    : Buffer.from(start)
        .toString('utf8')
        .replace(/^\ufeff/, '');
}

function declaredType(declared: string | undefined): string | undefined {
  const type = declared?.split(';', 1)[0]?.trim().toLowerCase();
  return type && type !== UNKNOWN && MEDIA_TYPE.test(type) ? type : undefined;
}
