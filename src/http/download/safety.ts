// How bytes of strangers are presented so that none of them can run in this origin: type, disposition and policies.
import type { Disposition } from './disposition.ts';

/** How a browser displays a type. Types that are not listed below are only ever attachments. */
type Display = 'picture' | 'media' | 'text' | 'pdf';

const INLINE_TYPES = new Map<string, Display>(
  Object.entries({
    'application/pdf': 'pdf',
    'audio/aac': 'media',
    'audio/flac': 'media',
    'audio/mp4': 'media',
    'audio/mpeg': 'media',
    'audio/ogg': 'media',
    'audio/opus': 'media',
    'audio/wav': 'media',
    'audio/webm': 'media',
    'audio/x-flac': 'media',
    'audio/x-m4a': 'media',
    'audio/x-wav': 'media',
    'image/apng': 'picture',
    'image/avif': 'picture',
    'image/bmp': 'picture',
    'image/gif': 'picture',
    'image/heic': 'picture',
    'image/heif': 'picture',
    'image/jpeg': 'picture',
    'image/jxl': 'picture',
    'image/png': 'picture',
    'image/tiff': 'picture',
    'image/vnd.microsoft.icon': 'picture',
    'image/webp': 'picture',
    'image/x-icon': 'picture',
    'text/plain': 'text',
    'video/3gpp': 'media',
    'video/matroska': 'media',
    'video/mp4': 'media',
    'video/mpeg': 'media',
    'video/ogg': 'media',
    'video/quicktime': 'media',
    'video/webm': 'media',
    'video/x-m4v': 'media',
    'video/x-matroska': 'media',
  } satisfies Record<string, Display>),
);

const INERT = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/**
 * A browser wraps a file that it displays in a document of its own, to which these apply. None lets a script run: they
 * differ in what that document needs. A player asks for the file once more, and under a plain sandbox does so from an
 * opaque origin, without cookies and against Cross-Origin-Resource-Policy. PDF viewers do not start in a sandbox at
 * all; scripts inside a PDF stay inside the viewer.
 */
const INLINE_POLICIES: Readonly<Record<Display, string>> = {
  picture: "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
  media: "sandbox allow-same-origin; default-src 'none'; media-src 'self'; style-src 'unsafe-inline'",
  text: INERT,
  pdf: "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'",
};

const MIME_TYPE = /^([a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+)[ \t]*(?:;|$)/;
const CHARSET = /;[ \t]*charset="?([a-z0-9_.:+-]+)"?[ \t]*(?:;|$)/;
/** Covers every "JavaScript MIME type" of the WHATWG MIME Sniffing standard, section 4.6. */
const SCRIPT = /(?:java|ecma|j|live)script/;

export interface Presentation {
  readonly contentType: string;
  readonly disposition: Disposition;
  readonly contentSecurityPolicy: string;
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
    contentSecurityPolicy: display === undefined ? INERT : INLINE_POLICIES[display],
  };
}
