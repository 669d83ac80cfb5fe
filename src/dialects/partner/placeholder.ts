// A neutral picture in place of what can not be shown, for clients that show whatever comes; and why it is there.
import type { FastifyReply } from 'fastify';
import { CoreError, type ErrorCode } from '../../core/index.ts';

/** 64 x 64 pixels of light grey (#e0e0e0): a PNG with one byte per pixel, its rows packed by zlib at its best. */
const PLACEHOLDER = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAKklEQVR42u3MQREAAAwCIPunNIoh9ttBANKjCAQCgUAgEAgEAoFAIPgeDLraANOtOjuTAAAAAElFTkSuQmCC',
  'base64',
);

/** Safe in a header. */
type Reason = 'not_found' | 'no_picture' | 'unreadable' | 'unavailable';

/** Undefined for what is the asker's own doing, or says that they may not have it. */
export function reasonFor(error: unknown, hasAsset: boolean): Reason | undefined {
  if (!(error instanceof CoreError)) return undefined;
  const reasons: Partial<Record<ErrorCode, Reason>> = {
    not_found: hasAsset ? 'no_picture' : 'not_found',
    internal: 'unreadable',
    busy: 'unavailable',
    unavailable: 'unavailable',
  };
  return reasons[error.code];
}

export const sendPlaceholder = (reply: FastifyReply, reason: Reason): FastifyReply =>
  reply
    .code(200)
    .headers({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-asset-error': reason,
    })
    .send(PLACEHOLDER);
