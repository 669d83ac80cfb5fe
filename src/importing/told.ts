// What the headers of an answer tell of a file: its size, hash, name and type, and how to ask for the rest of it.
import type { IncomingHttpHeaders } from 'node:http';
import { hashOrNull } from './reading.ts';

/** Null for what is not told. */
export interface Told {
  readonly sizeBytes: number | null;
  /** Hex. */
  readonly sha256: string | null;
  /** A strong entity tag with its quotes; a weak one does not promise the same bytes. */
  readonly tag: string | null;
  readonly name: string | null;
  readonly mimeType: string | null;
}

export function toldBy(headers: IncomingHttpHeaders): Told {
  const tag = strongTagOf(headers);
  return {
    sizeBytes: lengthOf(headers),
    sha256: digestOf(headers) ?? hashOrNull(tag?.slice(1, -1)),
    tag,
    name: nameOf(headers),
    mimeType: typeOf(headers),
  };
}

function lengthOf(headers: IncomingHttpHeaders): number | null {
  const length = headers['content-length'];
  return length === undefined || !/^\d{1,15}$/.test(length) ? null : Number(length);
}

function strongTagOf({ etag }: IncomingHttpHeaders): string | null {
  return etag !== undefined && /^"[\x21\x23-\x7e]*"$/.test(etag) ? etag : null;
}

/** RFC 9530: a byte sequence in base64 between colons. */
function digestOf(headers: IncomingHttpHeaders): string | null {
  const digest = headers['repr-digest'];
  const [, encoded] = /(?:^|[,\s])sha-256=:([A-Za-z0-9+/]{43}=):/.exec(typeof digest === 'string' ? digest : '') ?? [];
  return encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('hex');
}

function typeOf(headers: IncomingHttpHeaders): string | null {
  const [, type] = /^\s*([\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127})/.exec(headers['content-type'] ?? '') ?? [];
  return type?.toLowerCase() ?? null;
}

/** RFC 6266: `filename*` before `filename`. */
function nameOf(headers: IncomingHttpHeaders): string | null {
  const disposition = headers['content-disposition'] ?? '';
  const [, extended] = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]{1,4000})/i.exec(disposition) ?? [];
  const decoded = extended === undefined ? null : decodedOrNull(extended);
  if (decoded !== null) return decoded;
  const [, quoted, bare] =
    /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.){1,4000})"|([^;\s"]{1,4000}))/i.exec(disposition) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') ?? bare ?? null;
}

export function decodedOrNull(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
