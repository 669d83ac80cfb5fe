// How bytes of strangers are presented so that none of them can run in this origin: type, disposition and policies.
import type { Disposition } from './disposition.ts';

/** How a browser displays a type. Types that are not listed below are only ever attachments. */
type Display = 'page' | 'player';

const INLINE_TYPES = new Map<string, Display>(
  Object.entries({
    'application/pdf': 'page',
    'audio/aac': 'player',
    'audio/flac': 'player',
    'audio/mp4': 'player',
    'audio/mpeg': 'player',
    'audio/ogg': 'player',
    'audio/opus': 'player',
    'audio/wav': 'player',
    'audio/webm': 'player',
    'audio/x-flac': 'player',
    'audio/x-m4a': 'player',
    'audio/x-wav': 'player',
    'image/apng': 'page',
    'image/avif': 'page',
    'image/bmp': 'page',
    'image/gif': 'page',
    'image/heic': 'page',
    'image/heif': 'page',
    'image/jpeg': 'page',
    'image/jxl': 'page',
    'image/png': 'page',
    'image/tiff': 'page',
    'image/vnd.microsoft.icon': 'page',
    'image/webp': 'page',
    'image/x-icon': 'page',
    'text/plain': 'page',
    'video/3gpp': 'player',
    'video/matroska': 'player',
    'video/mp4': 'player',
    'video/mpeg': 'player',
    'video/ogg': 'player',
    'video/quicktime': 'player',
    'video/webm': 'player',
    'video/x-m4v': 'player',
    'video/x-matroska': 'player',
  } satisfies Record<string, Display>),
);

/**
 * A browser wraps a file that it displays in a document of its own, to which these apply; neither lets a script run.
 * Pictures, text and PDFs display in a plain sandbox (seen in Chromium 150 and Firefox ESR). Chromium's player asks for
 * the file once more, and from a plain sandbox does so with an opaque origin: without cookies, and refused by CORS.
 */
const POLICIES: Readonly<Record<Display, string>> = {
  page: "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  player: "sandbox allow-same-origin; default-src 'none'; media-src 'self'; style-src 'unsafe-inline'",
};

const MIME_TYPE = /^([a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+)[ \t]*(?:;|$)/;
const CHARSET = /;[ \t]*charset="?([a-z0-9_.:+-]+)"?[ \t]*(?:;|$)/;
/** Covers every "JavaScript MIME type" of the WHATWG MIME Sniffing standard, section 4.6. */
const SCRIPT = /(?:java|ecma|j|live)script/;

export interface Presentation {
  readonly contentType: string;
  readonly disposition: Disposition;
  readonly contentSecurityPolicy: string;
  /** Whether type and disposition alone make it harmless, where an object store sends it without policy and `nosniff`. */
  readonly standsAlone: boolean;
}

/**
 * `mimeType` may be anything, even hostile text. Its charset is kept for text, since only who looked at the bytes can
 * know it. Scripts become text/plain: as an attachment they would still run in a `<script src>`, which `nosniff`
 * prevents for other types.
 */
export function present(mimeType: string, wanted: Disposition): Presentation {
  const lower = mimeType.trim().toLowerCase();
  const essence = MIME_TYPE.exec(lower)?.[1] ?? 'application/octet-stream';
  const sent = SCRIPT.test(essence) ? 'text/plain' : essence;
  const charset = sent.startsWith('text/') ? CHARSET.exec(lower)?.[1] : undefined;
  const display = wanted === 'inline' ? INLINE_TYPES.get(essence) : undefined;
  return {
    contentType: charset === undefined ? sent : `${sent}; charset=${charset}`,
    disposition: display === undefined ? 'attachment' : 'inline',
    contentSecurityPolicy: POLICIES[display ?? 'page'],
    // Text is what browsers look at twice.
    standsAlone: display === undefined || !sent.startsWith('text/'),
  };
}
