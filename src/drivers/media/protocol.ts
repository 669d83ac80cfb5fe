// What is said between the pool and its child processes. The bytes of images go over a pipe of their own (fd 3).
import type { ImageFacts } from '../../core/ports.ts';

export interface PixelLimits {
  readonly maxPixels: number;
  readonly maxSidePixels: number;
}

/** Sent to the child; exactly `sizeBytes` bytes follow on fd 3. */
export interface DecodeRequest extends PixelLimits {
  readonly sizeBytes: number;
  readonly sides: readonly number[];
}

/** A WebP. */
export interface EncodedPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Sent by the child: `ready` once; then per request `received` (whatever happens from here on may be the image's fault)
 * and either `refused`, or `facts` and later `pictures`.
 */
export type Reply =
  | { readonly type: 'ready' }
  | { readonly type: 'received' }
  | { readonly type: 'refused'; readonly reason: string }
  | ({ readonly type: 'facts' } & ImageFacts)
  | { readonly type: 'pictures'; readonly pictures: readonly EncodedPicture[]; readonly reason: string | undefined };

/** The reply in `message`, else undefined: a child that was taken over by an image may send anything. */
export function parseReply(message: unknown): Reply | undefined {
  if (!isRecord(message)) return undefined;
  const { type, reason, pictures } = message;
  if (type === 'ready' || type === 'received') return { type };
  if (type === 'refused' && typeof reason === 'string') return { type, reason };
  if (type === 'facts' && hasSize(message)) return { type, width: message.width, height: message.height };
  if (type === 'pictures' && Array.isArray(pictures) && pictures.every(isEncodedPicture)) {
    if (reason === undefined || typeof reason === 'string') return { type, pictures, reason };
  }
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isLength = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const hasSize = (value: Record<string, unknown>): value is Record<string, unknown> & ImageFacts =>
  isLength(value['width']) && isLength(value['height']);

const isEncodedPicture = (value: unknown): value is EncodedPicture =>
  isRecord(value) && hasSize(value) && value['bytes'] instanceof Uint8Array;
