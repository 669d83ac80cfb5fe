// Pictures that lie in other files: thumbnails of documents, covers of recordings.

const SIGNATURES = [
  /^\xff\xd8\xff/,
  /^\x89PNG\r\n\x1a\n/,
  /^GIF8[79]a/,
  /^RIFF[\s\S]{4}WEBP/,
  /^(II\*\0|MM\0\*)/,
  /^[\s\S]{4}ftypavi[fs]/,
];

/**
 * The picture, where it is of a format that sharp reads, told by its first bytes: what a file says of the type is often wrong.
 * WMF and EMF are not.
 */
export function readablePicture<T extends Buffer>(picture: T | undefined): T | undefined {
  const head = picture?.toString('latin1', 0, 16) ?? '';
  return SIGNATURES.some((signature) => signature.test(head)) ? picture : undefined;
}
