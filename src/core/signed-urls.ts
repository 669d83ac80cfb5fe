// Signed URLs of vaults: a path and its query, good until a moment, proved by a MAC, and passwords asked for beside them.
// What lies at the path is not known here; revoking is in url-revocations.ts.
import { createHmac, randomBytes } from 'node:crypto';
import type { Vault } from '../database/vaults.ts';
import type { Context } from './context.ts';
import { CoreError } from './errors.ts';
import { sameSecret, sign } from './secrets.ts';

const EXPIRES = /^\d{1,12}$/;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const NONCE_BYTES = 12;

/** A URL as it stands in a request: nothing is decoded, so that clients and servers can not read it differently. */
export interface UrlParts {
  readonly path: string;
  /** `name=value` texts without `token` and `expires`, in the order they came. */
  readonly parameters: readonly string[];
  /** Unix seconds. More than one, as more than one token, is never valid. */
  readonly expires: readonly string[];
  readonly token: readonly string[];
}

/** Takes path and query apart. */
export function urlParts(url: string): UrlParts {
  const mark = url.indexOf('?');
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const parameters = query.split('&').filter((parameter) => parameter !== '');
  return {
    path: mark < 0 ? url : url.slice(0, mark),
    parameters: parameters.filter((parameter) => !['token', 'expires'].includes(nameOf(parameter))),
    expires: valuesOf(parameters, 'expires'),
    token: valuesOf(parameters, 'token'),
  };
}

/** The secret that signs a vault's URLs. Derived, not stored: each rotation gives another. */
export const signingSecret = ({ secret }: Context, vault: Pick<Vault, 'id' | 'signingGeneration'>): string =>
  `vss_${sign(secret, ['vault', vault.id, vault.signingGeneration]).toString('base64url')}`;

export interface UrlToSign {
  readonly path: string;
  readonly parameters: readonly string[];
  /** Unix seconds. */
  readonly expires: string;
}

/**
 * base64url, without padding, of HMAC-SHA256 with the vault's secret over `path\nquery\nexpires`, where `query` is the
 * parameters in the order of their names (equal names as they came), joined by `&`.
 */
export function signUrl(context: Context, vault: Vault, { path, parameters, expires }: UrlToSign): string {
  const query = [...parameters].sort((a, b) => compare(nameOf(a), nameOf(b))).join('&');
  return createHmac('sha256', signingSecret(context, vault))
    .update(`${path}\n${query}\n${expires}`)
    .digest('base64url');
}

/**
 * Throws `forbidden` unless the URL was signed with the vault's present secret, has not expired and was not revoked.
 * `paths` are the spellings of the path it may be signed by; `address` is what it leads to (see url-revocations.ts).
 */
export async function checkSignedUrl(
  context: Context,
  vault: Vault,
  url: UrlParts,
  paths: readonly string[],
  address: string,
): Promise<void> {
  const proven = provenSignature(context, vault, url, paths);
  if (!proven) throw new CoreError('forbidden', 'The URL is not signed, or its signature is not valid.');
  const { token, expires } = proven;
  if (Number(expires) * 1000 <= Date.now()) throw new CoreError('forbidden', 'The signed URL has expired.');
  const { isRevoked, generation } = await context.query.findUrlRevocation(vault.id, address, token);
  const signedGeneration = valuesOf(url.parameters, 'generation').join();
  if (isRevoked || (generation > 0 && signedGeneration !== String(generation)))
    throw new CoreError('forbidden', 'The signed URL was revoked.');
}

/** Token and expiry of a URL that was signed with the vault's present secret, expired or not; else undefined. */
export function provenSignature(
  context: Context,
  vault: Vault,
  { parameters, ...url }: UrlParts,
  paths: readonly string[],
): { token: string; expires: string } | undefined {
  const [token = ''] = url.token;
  const [expires = ''] = url.expires;
  if (url.token.length !== 1 || url.expires.length !== 1 || !TOKEN.test(token) || !EXPIRES.test(expires))
    return undefined;
  const isSigned = paths.some((path) => sameSecret(signUrl(context, vault, { path, parameters, expires }), token));
  return isSigned ? { token, expires } : undefined;
}

export const isUrlToken = (text: string): boolean => TOKEN.test(text);

/**
 * The parameter that makes a signed URL ask for a password. It is keyed by the installation's secret, so that who holds
 * the URL can not try passwords on their own, and nothing about it needs to be stored.
 */
export function urlLock({ secret }: Context, vault: Vault, password: string): string {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  return `lock=${nonce}.${lockMac(secret, vault, nonce, password)}`;
}

/** The locks of a signed URL: none when it asks for no password. */
export const urlLocks = ({ parameters }: UrlParts): string[] => valuesOf(parameters, 'lock');

export function urlLockOpens({ secret }: Context, vault: Vault, lock: string, password: string): boolean {
  const [nonce = '', mac = ''] = lock.split('.');
  return sameSecret(lockMac(secret, vault, nonce, password), mac);
}

const lockMac = (secret: string, vault: Vault, nonce: string, password: string): string =>
  sign(secret, ['url-lock', vault.id, nonce, password.normalize('NFKC')]).toString('base64url');

const nameOf = (parameter: string): string => parameter.split('=', 1)[0] ?? '';

const valuesOf = (parameters: readonly string[], name: string): string[] =>
  parameters.filter((parameter) => nameOf(parameter) === name).map((parameter) => parameter.slice(name.length + 1));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
