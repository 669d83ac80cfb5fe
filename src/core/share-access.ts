// The way into a share for who holds its link: the token, and signed proofs of what was passed. The shares themselves are
// in shares.ts.
import { findShare, type Share } from '../database/shares.ts';
import type { Context } from './context.ts';
import { notFound } from './errors.ts';
import { type Id, parseId } from './ids.ts';
import { sameSecret, sign } from './secrets.ts';
import { checkNotExpired, checkNotUsedUp, findShareTarget, type ShareTarget } from './shares.ts';

const MAC_BYTES = 18;

type Secret = Pick<Context, 'secret'>;

/**
 * The token of a share: its id and a MAC of it, so that the database holds nothing that could be used. 216 bits, of which
 * 144 can not be guessed.
 */
export const shareToken = ({ secret }: Secret, id: Id): string =>
  Buffer.concat([Buffer.from(id, 'hex'), sign(secret, ['share', id], MAC_BYTES)]).toString('base64url');

export interface OpenShare {
  readonly share: Share;
  readonly target: ShareTarget;
}

/**
 * The live share behind a token. Throws `not_found` for unknown, revoked and deleted targets, `gone` for expired ones
 * and those whose downloads are used up.
 */
export async function openShare(context: Context, token: string): Promise<OpenShare> {
  const open = await resumeShare(context, token);
  checkNotUsedUp(open.share);
  return open;
}

/** The same for one who goes on with a download that was counted: it may have been the last. */
export async function resumeShare(context: Context, token: string): Promise<OpenShare> {
  const id = parseId(Buffer.from(token, 'base64url').subarray(0, 12).toString('hex'));
  const share = id && sameSecret(token, shareToken(context, id)) ? await findShare(context.db, id) : undefined;
  if (!share?.isActive) throw notFound('Share');
  const target = await findShareTarget(context.db, share);
  if (!target) throw notFound('Share');
  checkNotExpired(share, Date.now());
  return { share, target };
}

/**
 * Proof of what its holder has passed: `purpose` tells the share's password (or that it has none) from a download of
 * certain bytes. Good until it expires, the share is gone or its password is another.
 */
export function signShareAccess({ secret }: Secret, share: Share, purpose: string, expiresAt: number): string {
  return `${expiresAt}.${accessMac(secret, share, purpose, String(expiresAt))}`;
}

export function shareAccessIsSigned({ secret }: Secret, share: Share, purpose: string, access: string): boolean {
  const [expiresAt = '', mac = ''] = access.split('.', 2);
  return sameSecret(mac, accessMac(secret, share, purpose, expiresAt)) && Number(expiresAt) > Date.now();
}

const accessMac = (secret: string, share: Share, purpose: string, expiresAt: string): string =>
  sign(secret, ['share access', share.id, share.passwordHash ?? '', purpose, expiresAt], MAC_BYTES).toString(
    'base64url',
  );
