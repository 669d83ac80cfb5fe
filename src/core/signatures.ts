// Which bytes can not be the image or the PDF that somebody calls them: those without the beginning that every such file has,
// and plain text. What they are instead is for sniff.ts.

/** The formats that are known by how they begin, by their types in every spelling that is sent; as Latin-1. */
const SIGNATURES: readonly (readonly [type: RegExp, beginning: RegExp])[] = [
  [/^image\/p?jpe?g$/, /^\xff\xd8\xff/],
  [/^image\/(?:a|x-)?png$/, /^\x89PNG\r\n\x1a\n/],
  [/^image\/gif$/, /^GIF8/],
  [/^image\/webp$/, /^RIFF[\s\S]{4}WEBP/],
  [/^image\/(?:avif|hei[cf])(?:-sequence)?$/, /^[\s\S]{4}ftyp/],
  [/^image\/(?:x-)?tiff?$/, /^(?:II[*+]\0|MM\0[*+])/],
  [/^image\/(?:x-)?(?:ms-)?bmp$/, /^BM/],
  [/^image\/(?:x-icon|vnd\.microsoft\.icon)$/, /^\0\0[\x01\x02]\0/],
  [/^image\/vnd\.adobe\.photoshop$/, /^8BPS/],
  // Readers look for it within the first 1024 bytes, whatever comes before (PDF Reference 1.7, appendix H, note 13).
  [/^application\/(?:x-)?pdf$/, /%PDF-/],
];
const LOOKED_AT_BYTES = 1024;
/** Images that are text, or begin with a long text. */
const OF_TEXT = /^image\/(?:svg\+xml|x-xbitmap|x-xpixmap|x-portable-.*|vnd\.dxf|cgm|fits|(?:x-)?eps|vnd\.radiance)$/;

/** False only where the bytes say so: of a format that can not be known, and of all that is no image or PDF, it is true. */
export function mayBe(type: string, head: Uint8Array): boolean {
  const [, beginning] = SIGNATURES.find(([types]) => types.test(type)) ?? [];
  if (beginning) return beginning.test(Buffer.from(head.subarray(0, LOOKED_AT_BYTES)).toString('latin1'));
  return !type.startsWith('image/') || OF_TEXT.test(type) || !isText(head);
}

/** WHATWG MIME Sniffing, section 7.2: a byte order mark, or no byte that text does not have. */
export function isText(head: Uint8Array): boolean {
  const [first, second] = head;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)) return true;
  return !head.some((byte) => byte < 0x20 && !(byte === 0x1b || (byte > 0x08 && byte < 0x0e && byte !== 0x0b)));
}
