// Keys of assets: names for URLs that can not be guessed. Made of the id and a MAC of it, so that every asset has one,
// whichever way it came in, and none is kept.
import mime from 'mime';
import type { Asset } from '../database/assets.ts';
import type { Actor } from './access.ts';
import { getAssetToShow } from './assets.ts';
import type { Context } from './context.ts';
import { notFound } from './errors.ts';
import { type Id, parseId } from './ids.ts';
import { sameSecret, sign } from './secrets.ts';

const ID_BYTES = 12;
const MAC_BYTES = 16;
const KEY = /^([\w-]{38})\.[a-z0-9]{1,16}$/;

/** Where the registry of types has no extension, or another one than everybody uses. */
const EXTENSIONS = new Map([
  ['audio/aac', 'aac'],
  ['audio/aiff', 'aiff'],
  ['audio/flac', 'flac'],
  ['audio/mpeg', 'mp3'],
  ['audio/ogg', 'ogg'],
  ['video/matroska', 'mkv'],
  ['video/quicktime', 'mov'],
  ['video/vnd.avi', 'avi'],
]);
const UNKNOWN = 'bin';

type Secret = Pick<Context, 'secret'>;

/** 224 bits in base64url, of which 128 can not be guessed, and the extension of what the bytes are now. */
export const assetKey = ({ secret }: Secret, { id, mimeType }: Pick<Asset, 'id' | 'mimeType'>): string =>
  `${stemOf(secret, id)}.${extensionOfType(mimeType)}`;

/**
 * The asset behind a key. A public one is everyone's, whoever asks. Throws `not_found` for what is no key and for what is
 * not readable, and for a private one as `getAsset`.
 */
export async function getAssetByKey(context: Context, actor: Actor, key: string): Promise<Asset> {
  const id = findByAssetKey(context, key);
  if (!id) throw notFound('Asset');
  return getAssetToShow(context.db, actor, id);
}

/** The id in a key that was made here, whichever extension it has: new bytes may be of another type. */
export function findByAssetKey({ secret }: Secret, key: string): Id | undefined {
  const [, stem] = KEY.exec(key) ?? [];
  if (stem === undefined) return undefined;
  const id = parseId(Buffer.from(stem, 'base64url').subarray(0, ID_BYTES).toString('hex'));
  // The whole text is compared, so that no key has a second spelling.
  return id && sameSecret(stem, stemOf(secret, id)) ? id : undefined;
}

const stemOf = (secret: string, id: Id): string =>
  Buffer.concat([Buffer.from(id, 'hex'), sign(secret, ['asset key', id], MAC_BYTES)]).toString('base64url');

function extensionOfType(mimeType: string): string {
  const extension = EXTENSIONS.get(mimeType) ?? mime.getExtension(mimeType) ?? UNKNOWN;
  return /^[a-z0-9]{1,16}$/.test(extension) ? extension : UNKNOWN;
}
