// The types of documents and texts that can be read. Beside the decoder, so that asking for them loads nothing.
export const HTML_TYPES = ['text/html', 'application/xhtml+xml'];

/** What is not `text/*` and yet plain text. */
const PLAIN_TYPES =
  `json ld+json xml xml-dtd javascript ecmascript typescript yaml x-yaml toml sql graphql x-ndjson x-sh
  x-httpd-php x-tex x-latex x-subrip rdf+xml atom+xml rss+xml geo+json manifest+json`
    .split(/\s+/)
    .map((name) => `application/${name}`);

/** Told apart by their first bytes: a word processor writes any of them under a name of another. */
export const DOCUMENT_TYPES = [
  ...[
    'wordprocessingml.document',
    'wordprocessingml.template',
    'spreadsheetml.sheet',
    'spreadsheetml.template',
    'presentationml.presentation',
    'presentationml.template',
    'presentationml.slideshow',
  ].map((name) => `application/vnd.openxmlformats-officedocument.${name}`),
  ...[
    'word.document',
    'word.template',
    'excel.sheet',
    'excel.template',
    'excel.addin',
    'excel.sheet.binary',
    'powerpoint.presentation',
    'powerpoint.template',
    'powerpoint.slideshow',
    'powerpoint.addin',
  ].map((name) => `application/vnd.ms-${name}.macroenabled.12`),
  ...['text', 'text-template', 'text-master', 'text-web', 'spreadsheet', 'spreadsheet-template'].map(opendocument),
  ...['presentation', 'presentation-template', 'graphics', 'graphics-template'].map(opendocument),
  'application/epub+zip',
  'application/rtf',
  'text/rtf',
  'text/richtext',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/x-cfb',
  'application/x-ole-storage',
];

function opendocument(name: string): string {
  return `application/vnd.oasis.opendocument.${name}`;
}

/** Beside these, every type that begins with `text/` is plain text. */
export const OFFICE_TYPES: readonly string[] = [
  ...DOCUMENT_TYPES,
  ...HTML_TYPES,
  ...PLAIN_TYPES,
  'text/plain',
  'text/markdown',
  'text/csv',
];
