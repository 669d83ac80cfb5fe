// Visits of recipients, who prove what they have passed: a share's password, or a download that was counted. By a signed text in a
// link or in a cookie of the share's own addresses, never by anything that is good elsewhere.
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Actor,
  type Core,
  CoreError,
  DAY_MS,
  HOUR_MS,
  type OpenShare,
  passwordMatches,
  type Share,
  shareActor,
} from '../../core/index.ts';
import { clientNetwork } from '../../http/attempts.ts';
import { cookieOf, publicPath, setCookie } from '../../http/cookies.ts';
import type { HttpServices } from '../../http/dialect.ts';

/** How long a link from `get_access`, or a password that was typed in, is good. */
const UNLOCKED_MS = HOUR_MS;
/** How long a download that was counted can be gone on with. */
const CONTINUED_MS = DAY_MS;
const UNLOCK = 'open';
const UNLOCK_COOKIE = 'vitrine_share';
const CONTINUE_COOKIE = 'vitrine_download';

export interface Visit extends OpenShare {
  readonly token: string;
  /** Who the visitor is to core. */
  readonly actor: Actor;
  /** Whether the share has no password, or the visitor gave it. */
  readonly isUnlocked: boolean;
}

/** Throws `not_found` and `gone`, the latter not for shares that are only used up. */
export async function visit(core: Core, request: FastifyRequest, token: string, access?: string): Promise<Visit> {
  const open = await core.resumeShare(token);
  const proofs = [access, cookieOf(request, UNLOCK_COOKIE)];
  const isUnlocked =
    open.share.passwordHash === null ||
    proofs.some((proof) => proof !== undefined && core.shareAccessIsSigned(open.share, UNLOCK, proof));
  return { ...open, token, actor: shareActor(open.share), isUnlocked };
}

/**
 * Throws `forbidden` unless the share's password is the one given, and `rate_limited` after too many wrong ones from one
 * place.
 */
export async function checkSharePassword(
  { attempts }: HttpServices,
  request: FastifyRequest,
  share: Share,
  password: string | null | undefined,
): Promise<void> {
  if (share.passwordHash === null) return;
  if (password === undefined || password === null || password === '')
    throw new CoreError('forbidden', 'This share needs its password.');
  const { passwordHash } = share;
  await attempts.make(`share ${share.id} ${clientNetwork(request)}`, password, async () => {
    if (!(await passwordMatches(password, passwordHash))) throw new CoreError('forbidden', 'The password is wrong.');
  });
}

/** Proof for a link. It never outlives the share. */
export function grantAccess(core: Core, share: Share): { access: string; expiresAt: number } {
  const expiresAt = Math.min(Date.now() + UNLOCKED_MS, share.expiresAt ?? Number.POSITIVE_INFINITY);
  return { access: core.signShareAccess(share, UNLOCK, expiresAt), expiresAt };
}

/** The same as a cookie. */
export function rememberUnlocked(services: HttpServices, request: FastifyRequest, reply: FastifyReply, visited: Visit) {
  const { access } = grantAccess(services.core, visited.share);
  setCookie(services, request, reply, {
    name: UNLOCK_COOKIE,
    value: access,
    path: `/s/${visited.token}`,
    maxAgeMs: UNLOCKED_MS,
    sameSite: 'Lax',
  });
}

/** Whether it is worth looking for what the visitor may go on with. */
export const claimsToContinue = (request: FastifyRequest): boolean => cookieOf(request, CONTINUE_COOKIE) !== undefined;

/** Whether the visitor was counted for these bytes before. */
export function isContinuing(core: Core, request: FastifyRequest, share: Share, etag: string): boolean {
  const proof = cookieOf(request, CONTINUE_COOKIE);
  return proof !== undefined && core.shareAccessIsSigned(share, continuation(etag), proof);
}

/** Lets the visitor fetch the rest of these bytes, from this address, should the connection break. */
export function rememberCounted(
  services: HttpServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { share }: Visit,
  etag: string,
): void {
  const proof = services.core.signShareAccess(share, continuation(etag), Date.now() + CONTINUED_MS);
  const path = request.url.split('?', 1)[0] ?? '/';
  setCookie(services, request, reply, {
    name: CONTINUE_COOKIE,
    value: proof,
    path,
    maxAgeMs: CONTINUED_MS,
    sameSite: 'Lax',
  });
}

const continuation = (etag: string): string => `continue ${etag}`;

/** Where the pages of a share are, from the root of the host on. */
export const sharePath = (services: HttpServices, token: string): string => `${publicPath(services)}/s/${token}`;
