// What is said between the pool and its child processes. The bytes of originals go over a pipe of their own (fd 3).
import type { MediaFacts, Recipe } from '../../core/ports.ts';

export type Task =
  | { readonly type: 'examine'; readonly sides: readonly number[] }
  | { readonly type: 'transform'; readonly recipe: Recipe };

/** Sent to the child. */
export interface Request {
  readonly task: Task;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly isSecondTry: boolean;
}

export interface EncodedPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Sent by the child: `ready` once; then per request any number of `read`, each answered by exactly so many bytes on fd 3, and
 * of `facts`, `text` and `reason`; at the end one of the others.
 */
export type Reply =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly start: number; readonly length: number }
  | { readonly type: 'facts'; readonly facts: MediaFacts }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reason'; readonly reason: string }
  | { readonly type: 'pictures'; readonly pictures: readonly EncodedPicture[] }
  | { readonly type: 'refused'; readonly reason: string }
  /** A decoder can not be loaded. */
  | { readonly type: 'broken'; readonly reason: string };

const LONGEST_TEXT = 1_000_000;
const LONGEST_FACT = 500;
const LONGEST_REASON = 500;
/** More than the largest picture there can be takes as PNG. */
const MOST_PICTURE_BYTES = 256 * 1024 * 1024;

/** The reply in `message`, else undefined: a child that was taken over by its input may send anything. */
export function parseReply(message: unknown): Reply | undefined {
  if (!isRecord(message)) return undefined;
  const { type, start, length, facts, text, reason, pictures } = message;
  switch (type) {
    case 'ready':
      return { type };
    case 'read':
      return isCount(start) && isCount(length) && length > 0 ? { type, start, length } : undefined;
    case 'facts':
      return isRecord(facts) ? { type, facts: checkedFacts(facts) } : undefined;
    case 'text':
      return typeof text === 'string' ? { type, text: storable(text, LONGEST_TEXT) } : undefined;
    case 'reason':
    case 'refused':
    case 'broken':
      return typeof reason === 'string' ? { type, reason: storable(reason, LONGEST_REASON) } : undefined;
    case 'pictures':
      return Array.isArray(pictures) && pictures.every(isEncodedPicture) ? { type, pictures } : undefined;
    default:
      return undefined;
  }
}

const pixels = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;
const count = (value: unknown): boolean => isCount(value);
const number = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const positive = (value: unknown): boolean => number(value) && Number(value) > 0;
const flag = (value: unknown): boolean => typeof value === 'boolean';
const text = (value: unknown): boolean => typeof value === 'string' && value !== '';

const FACTS: Record<keyof MediaFacts, (value: unknown) => boolean> = {
  width: pixels,
  height: pixels,
  duration: positive,
  pageCount: count,
  wordCount: count,
  title: text,
  author: text,
  artist: text,
  album: text,
  isEncrypted: flag,
  hasAlpha: flag,
  orientation: (value) => count(value) && Number(value) >= 1 && Number(value) <= 8,
  frameCount: pixels,
  colorSpace: text,
  cameraMake: text,
  cameraModel: text,
  lens: text,
  exposureTime: positive,
  aperture: positive,
  iso: pixels,
  focalLength: positive,
  takenAt: text,
  latitude: (value) => number(value) && Math.abs(Number(value)) <= 90,
  longitude: (value) => number(value) && Math.abs(Number(value)) <= 180,
  altitude: number,
  thumbhash: text,
  frameRate: positive,
  videoCodec: text,
  audioCodec: text,
  bitRate: positive,
  rotation: (value) => value === 0 || value === 90 || value === 180 || value === 270,
  sampleRate: positive,
  channels: pixels,
};

/** Those that are facts and make sense; a nonsensical one is as good as unknown. */
function checkedFacts(sent: Record<string, unknown>): MediaFacts {
  const facts: Record<string, unknown> = {};
  for (const [name, isSensible] of Object.entries(FACTS)) {
    const value = sent[name];
    if (isSensible(value)) facts[name] = typeof value === 'string' ? storable(value, LONGEST_FACT) : value;
  }
  return facts;
}

/** No database keeps unpaired surrogates, PostgreSQL no NUL. */
const storable = (value: string, longest: number): string =>
  value.slice(0, longest).toWellFormed().replaceAll('\0', '\ufffd');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isEncodedPicture = (value: unknown): value is EncodedPicture =>
  isRecord(value) &&
  pixels(value['width']) &&
  pixels(value['height']) &&
  value['bytes'] instanceof Uint8Array &&
  value['bytes'].length <= MOST_PICTURE_BYTES;
