// What core needs from the outside world and two technologies can give: bytes and pictures. The database engine is
// described beside its queries (database/engine.ts).
import type { Readable } from 'node:stream';

/** Lower-case hex SHA-256 of the bytes it names. */
export type Sha256 = string;

/** Both ends inclusive, as in RFC 9110; always within the blob. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** All of so many bytes; undefined for none, of which there is no range. */
export const wholeRange = (sizeBytes: number): ByteRange | undefined =>
  sizeBytes > 0 ? { start: 0, end: sizeBytes - 1 } : undefined;

/**
 * Immutable bytes, each blob named by its SHA-256. Knows nothing of records. A name that is not 64 lower-case hex digits
 * is a programming error (TypeError). What goes wrong in the store itself is a CoreError: `storage_full`, `unavailable`
 * when trying again may help, else `internal`.
 */
export interface BlobStore extends AsyncDisposable {
  /**
   * A writer for bytes whose name is not known yet. Throws CoreError `storage_full` when there is no space (or no
   * reserve left), here or on any write.
   */
  create(): Promise<BlobWriter>;
  /**
   * The bytes, or undefined when absent. `range` is within the blob's size, which the caller knows. Destroying the
   * stream frees everything it holds. A blob shorter than the range fails the call or errors the stream: it never ends
   * early as if whole. Without a range the length is whatever is there, so ask for the whole range where it matters.
   */
  open(sha256: Sha256, range?: ByteRange): Promise<ByteStream | undefined>;
  /**
   * The bytes of a range, a piece at a time. Each piece is good until the next one is asked for: its memory is used again.
   * To be gone through, or left by `return`. Throws `internal` when the blob is absent or shorter.
   */
  pieces(sha256: Sha256, range: ByteRange): AsyncIterable<Uint8Array>;
  /** All bytes of a small blob in one call, or undefined when absent. */
  read(sha256: Sha256): Promise<Buffer | undefined>;
  /** What `read` answered, from whoever has done with it and kept nothing of it: its memory is used again. */
  giveBack?(bytes: Buffer): void;
  stat(sha256: Sha256): Promise<BlobStat | undefined>;
  /**
   * Removes the bytes if they were last committed before `unmodifiedSince`. 'kept' when they are younger: someone has
   * just stored the same bytes and may be about to refer to them. Idempotent.
   */
  remove(sha256: Sha256, unmodifiedSince: Date): Promise<'removed' | 'kept' | 'absent'>;
  /**
   * Takes aside what lies under that name unless it is what the name says, which is proved by reading all of it: it is kept, where
   * people find it, and the blob is absent. 'kept' when the bytes are right after all. Bytes that can not be read are an error, and
   * stay. Absent: the store can not do this while others store the same bytes; these replace what is there.
   */
  quarantine?(sha256: Sha256): Promise<'taken' | 'kept' | 'absent'>;
  /** Every blob in the order of its name, after `after` when given. */
  list(after?: Sha256): AsyncIterable<BlobStat>;
  /** Removes what writers left behind that died before `olderThan`; answers how many. */
  sweepAbandoned(olderThan: Date): Promise<number>;
  /** Throws CoreError `unavailable` or `storage_full` when bytes could not be stored now. */
  check(): Promise<void>;
  /**
   * Where somebody else can fetch the bytes, so that they need not pass through here; the answer holds for a few minutes. Whether
   * they are there need not be looked up. Undefined: not these, or not now; a store that does look says so of bytes that are absent
   * or not as many as recorded. Absent: the store has, or was told of, nobody who could.
   */
  offload?(sha256: Sha256, as: Presentation, sizeBytes: number): Promise<Offload | undefined>;
}

/** How bytes are to be presented by whoever hands them out. */
export interface Presentation {
  readonly contentType: string;
  /** The whole header (RFC 6266). */
  readonly contentDisposition: string;
}

/** For the client itself, or for the proxy in front of this server. */
export type Offload =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'proxy'; readonly path: string };

export interface BlobStat {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/** Bytes on their way out. */
export interface ByteStream extends Readable {
  /** Whoever has done with a chunk, and kept nothing of it, may say so: its memory is used again. */
  giveBack?(chunk: Buffer): void;
}

/**
 * Disposing a writer that was not committed leaves nothing behind, also while a call is under way. After a failed call
 * disposing is all that is left to do.
 */
export interface BlobWriter extends AsyncDisposable {
  /** To be awaited before the next call. The chunk belongs to the writer from now on: its bytes must not change. */
  write(chunk: Uint8Array): Promise<void>;
  /**
   * Makes the bytes durable under their name; after it returns they survive a power cut. Committing a name that is
   * already there is not an error: the bytes are the same, and their time is renewed (see `remove`).
   */
  commit(sha256: Sha256): Promise<void>;
}

/**
 * Bytes of uploads that come in pieces, until they are whole: each is a name of 32 hex digits (else a TypeError) that grows at its
 * end. Throws CoreError as a blob store does.
 */
export interface UnfinishedStore extends AsyncDisposable {
  /** How many bytes there are; 0 where nobody has ever written. */
  size(name: string): Promise<number>;
  /**
   * Adds at the end, which has to be at `offset`; answers where it is then. What came before `bytes` threw is kept. All of it is
   * durable by then. Once `lost` is aborted nothing more is written, and its reason thrown. Two at a time are their caller's mistake,
   * and may leave either's bytes.
   */
  append(name: string, offset: number, bytes: AsyncIterable<Uint8Array>, lost: AbortSignal): Promise<number>;
  /** All bytes. Throws `internal` when they end before `sizeBytes`. */
  open(name: string, sizeBytes: number): AsyncIterable<Uint8Array>;
  /** Idempotent. */
  remove(name: string): Promise<void>;
  /** Removes what was last written before; answers how many files or objects those were. */
  sweep(before: Date): Promise<number>;
}

/**
 * Names that one holder has at a time, among all processes that share the stores. Whoever dies holds nothing any more. Throws
 * CoreError `unavailable` where it can not be found out who holds what.
 */
export interface Locks extends AsyncDisposable {
  /**
   * Undefined while somebody has it, who is then told that it is wanted: ask again soon. `onWanted` is called each time that
   * somebody else asks.
   */
  tryHold(name: string, onWanted: () => void): Promise<HeldLock | undefined>;
}

export interface HeldLock {
  /** Aborted when somebody else may have it, although it was not released: nothing that it guards may be done any more. */
  readonly lost: AbortSignal;
  /** Idempotent. */
  release(): Promise<void>;
}

/**
 * A folder that holds a whole library: the data folder at rest, or a backup. Blobs, and a few files by name, each of which
 * appears whole or not at all. Throws CoreError `storage_full`, `unavailable` or `internal` as a blob store does.
 */
export interface LibraryFolder {
  /** For people. */
  readonly path: string;
  /** What lies in it; nothing when there is no such folder. */
  names(): Promise<string[]>;
  /** Makes the folder where missing. Throws CoreError `conflict` while another process holds it. */
  claim(): Promise<AsyncDisposable>;
  /** To be disposed by the caller. */
  openBlobs(): Promise<BlobStore>;
  /** Where the blob lies, for people. */
  blobName(sha256: Sha256): string;
  /** Where an engine may write or read a file of that name itself; then `settle` it. */
  pathOf(name: string): string;
  /** Makes what an engine has written durable. */
  settle(name: string): Promise<void>;
  /** The bytes of a file, or undefined when absent. */
  read(name: string): Promise<Readable | undefined>;
  /** Makes or replaces a file: durable when it returns, and untouched when it throws, also what `bytes` throws. */
  put(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Durable when it returns; replaces what has that name. */
  rename(from: string, to: string): Promise<void>;
  /** Idempotent. */
  remove(name: string): Promise<void>;
}

/** A folder of files that clients may have taken in by their path. */
export interface ImportFolder {
  /**
   * The file of that path: relative to the folder, or absolute and below it. Undefined for everything else alike: what is not
   * there, is no regular file, can not be read, or lies outside once links are followed. Throws where the disk is in trouble.
   */
  open(path: string): Promise<ImportFile | undefined>;
}

/** To be disposed by whoever has opened it. */
export interface ImportFile extends AsyncDisposable {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly sizeBytes: number;
  /** The last part of its path as it was asked for. */
  readonly name: string;
}

/** What looking at bytes tells. Everything is absent where it is not known, or where it makes no sense. */
export interface MediaFacts {
  /** Upright pixels: after the orientation of a photo or the rotation of a video was applied. */
  readonly width?: number;
  readonly height?: number;
  /** Seconds. */
  readonly duration?: number;
  /** Pages, slides or sheets, whichever the format has. */
  readonly pageCount?: number;
  readonly wordCount?: number;

  /** As the document or recording itself says. */
  readonly title?: string;
  readonly author?: string;
  readonly artist?: string;
  readonly album?: string;
  /** Needs a password to be read. */
  readonly isEncrypted?: boolean;

  readonly hasAlpha?: boolean;
  /** Of EXIF: 1 to 8. */
  readonly orientation?: number;
  /** Frames or pages of an image; 1 for a still one. */
  readonly frameCount?: number;
  /** As libvips names it: `srgb`, `cmyk`, `lab`, `b-w`, ... */
  readonly colorSpace?: string;
  readonly cameraMake?: string;
  readonly cameraModel?: string;
  readonly lens?: string;
  /** Seconds. */
  readonly exposureTime?: number;
  /** The f-number. */
  readonly aperture?: number;
  readonly iso?: number;
  /** Millimetres. */
  readonly focalLength?: number;
  /** When the picture was taken: ISO 8601, with an offset where the file has one, else local time without. */
  readonly takenAt?: string;
  /** Degrees, south and west negative. */
  readonly latitude?: number;
  readonly longitude?: number;
  /** Metres above sea level. */
  readonly altitude?: number;
  /** ThumbHash of the picture, base64 (github.com/evanw/thumbhash): about 25 bytes that draw a blurred placeholder. */
  readonly thumbhash?: string;

  /** Frames per second. */
  readonly frameRate?: number;
  /** Lower case, as FFmpeg names them: `h264`, `vp9`, `aac`, `mp3`, `pcm_s16le`, ... */
  readonly videoCodec?: string;
  readonly audioCodec?: string;
  /** Bits per second, of all streams. */
  readonly bitRate?: number;
  /** Clockwise degrees that a player turns the video by: 0, 90, 180 or 270. */
  readonly rotation?: number;
  /** Hertz. */
  readonly sampleRate?: number;
  readonly channels?: number;
}

export interface Picture {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
}

export const PICTURE_FORMATS = ['webp', 'avif', 'png', 'jpeg', 'gif'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];
export const PICTURE_FITS = ['cover', 'contain', 'fill', 'inside', 'outside'] as const;
export type PictureFit = (typeof PICTURE_FITS)[number];
export const GRAVITIES = [
  'center',
  'north',
  'northeast',
  'east',
  'southeast',
  'south',
  'southwest',
  'west',
  'northwest',
] as const;
export type Gravity = (typeof GRAVITIES)[number];

/** Of any picture that is made, without its border. */
export const MOST_PICTURE_PIXELS = 25_000_000;
/** Pixels of a side of any picture that is made, with its border: WebP holds no longer one. */
export const LONGEST_PICTURE_SIDE = 16_383;

/** How a picture is made of another, step by step in this order. Every value has been checked (recipes.ts). */
export interface Recipe {
  /** Counted from 1, of a document with pages. */
  readonly page: number;
  /** Clockwise degrees, after the picture's own orientation. */
  readonly rotate: 0 | 90 | 180 | 270;
  readonly mirror: 'none' | 'horizontal' | 'vertical' | 'both';
  /** Pixels of the result without its border; of one alone the other follows. Enlarges where need be. */
  readonly width: number | null;
  readonly height: number | null;
  /** As the CSS property object-fit, and `outside`: as small as may be while no side is smaller than asked for. */
  readonly fit: PictureFit;
  /** What `cover` keeps and where `contain` puts the picture: a point, or the most varied or most eye-catching part. */
  readonly position: Gravity | 'entropy' | 'attention';
  readonly grayscale: boolean;
  /** Standard deviation in pixels, at most 100; 0: none. */
  readonly blur: number;
  /** In tenths of a pixel, likewise. */
  readonly sharpen: number;
  /** Six hex digits, below what is transparent; null keeps transparency where the format has it, else it is white. */
  readonly background: string | null;
  /** Pixels of rounded corners; `max`: an ellipse. */
  readonly radius: number | 'max';
  /** Outside of the picture, on all four sides. */
  readonly border: { readonly width: number; readonly color: string } | null;
  readonly format: PictureFormat;
  /** 1 to 100. */
  readonly quality: number;
}

/** The bytes to look at. */
export interface MediaSource {
  readonly sizeBytes: number;
  /** As recorded: what the bytes are looked at as. */
  readonly mimeType: string;
  /**
   * Exactly those bytes; a piece need only be good until the next one is asked for. What it throws is what the operation
   * throws. When `signal` is aborted nobody waits for them any more.
   */
  open(range: ByteRange, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

export interface Examination {
  readonly facts: MediaFacts;
  /** Words in it, for the search index; empty where there are none. */
  readonly text: string;
  /** One per asked side, in that order; or none at all, and then `reason` is there. */
  readonly pictures: readonly Picture[];
  /** For people: why there are no pictures, or why they show less than the whole. Absent when all is well. */
  readonly reason?: string;
}

export interface MediaOptions {
  /** Nobody waits for it: it leaves room for those somebody waits for. */
  readonly isBackground?: boolean;
  /** For whom it is: of those who wait, each asker gets a turn before any gets a second one. */
  readonly asker?: string | undefined;
  /** Aborted when nobody waits for it any more. What was begun by then is finished. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Decodes hostile bytes outside this process, within bounds of time, memory and pixels; what crashes is tried once more, and
 * what hangs while it is examined. Both operations throw CoreError `busy` when the queue is full, and `unavailable` when no
 * decoder can be started, the bytes stop coming or the decoder is disposed of: trying again may help. They throw the reason of
 * `signal` when it is aborted before their turn.
 */
export interface MediaDecoder extends AsyncDisposable {
  /** Grows whenever the same bytes may give other facts or pictures than before. */
  readonly revision: number;
  /**
   * Why looking at such an original would find nothing, whatever its bytes are: what `examine` would give as its reason. Undefined
   * where they have to be looked at. Absent: always.
   */
  refusal?(source: Pick<MediaSource, 'sizeBytes' | 'mimeType'>): string | undefined;
  /**
   * Facts, text and, per entry of `sides`, a picture that fits into a square of that many pixels: upright, sRGB, without
   * metadata, of the first frame or page. Pixels are never enlarged; a drawing (SVG, a page) is drawn at the size asked for.
   *
   * What could be found out is given even where the pictures fail (see `reason`); nothing at all is no error.
   */
  examine(source: MediaSource, sides: readonly number[], options?: MediaOptions): Promise<Examination>;
  /** How many originals are decoded right now, and how many wait for that. */
  load(): { readonly running: number; readonly waiting: number };
  /** Throws CoreError `invalid`, with a plain reason, where the picture can not be made: trying again gives the same. */
  transform(source: MediaSource, recipe: Recipe, options?: MediaOptions): Promise<Picture>;
}

/** Bytes that can be made again, kept within a bound: those not used for the longest time go first. */
export interface PictureCache extends AsyncDisposable {
  /** `key`: hex, as of a hash. What turns out to be damaged is absent. */
  get(key: string): Promise<Buffer | undefined>;
  /** Never throws for want of space: then it is not kept. */
  put(key: string, bytes: Buffer): Promise<void>;
}
