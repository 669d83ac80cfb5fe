// Files that run a script where a browser takes them for pages, scripts or styles: each asks for an address when it runs.
import { deflateSync, gzipSync } from 'node:zlib';

export interface ActiveFile {
  readonly name: string;
  /** What its sender says it is. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** Stands in every address that a script among them asks for, wherever it runs. */
export const CANARY = 'a-script-has-run';

const RUN = [
  `console.log("${CANARY}")`,
  `fetch("/${CANARY}?"+encodeURIComponent(String(self.document?.cookie)))`,
  `new Image().src="/${CANARY}"`,
].join(';');
const AWAY = `javascript:${RUN}`.replaceAll('"', '&quot;');
const HTML = `<!doctype html><title>t</title><body><p>x</p><script>${RUN}</script>`;
const SVG_OPEN =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"';
const SVG = `${SVG_OPEN}><script>${RUN}</script></svg>`;
const XHTML = `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><script>${RUN}</script></body></html>`;
const XSL = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html><body><script>${RUN}</script></body></html></xsl:template></xsl:stylesheet>`;
const XML_WITH_XSL = `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="data:text/xml,${encodeURIComponent(XSL)}"?><a/>`;
const MHTML = `From: <a>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: http://a/\r\n\r\n${HTML}\r\n--b--\r\n`;

const GIF = Buffer.from(
  '47494638396101000100800000ffffff00000021f90400000000002c00000000010001000002024401003b',
  'hex',
);
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const BMP = Buffer.from(
  '424d3a000000000000003600000028000000010000000100000001001800000000000400000000000000000000000000000000000000ffffff00',
  'hex',
);
const WAV = Buffer.from(
  '524946462400000057415645666d74201000000001000100401f0000401f00000100080064617461000000',
  'hex',
);
const WASM = Buffer.from('0061736d01000000', 'hex');
const ZIP_END = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');

const both = (...parts: readonly (string | Buffer)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));

function pdf(actions: string): Buffer {
  const objects = [
    `<</Type/Catalog/Pages 2 0 R ${actions}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]>>',
  ];
  let text = '%PDF-1.7\n';
  const places: number[] = [];
  for (const [index, object] of objects.entries()) {
    places.push(text.length);
    text += `${index + 1} 0 obj${object}endobj\n`;
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 4\n0000000000 65535 f \n${rows}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + end);
}

/** A comment of an image in which a page stands. */
function pngWith(text: string): Buffer {
  const data = Buffer.concat([Buffer.from('tEXtComment\0'), Buffer.from(text)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length - 4);
  return Buffer.concat([PNG.subarray(0, 33), length, data, Buffer.alloc(4), PNG.subarray(33)]);
}

const EVERY: readonly (readonly [name: string, type: string, bytes: string | Buffer])[] = [
  // Pages.
  ['page.html', 'text/html', HTML],
  ['page.htm', 'text/html; charset=utf-7', HTML],
  ['page-16.html', 'text/html; charset=utf-16le', Buffer.from(`\ufeff${HTML}`, 'utf16le')],
  ['page-7.txt', 'text/plain; charset=utf-7', '+ADw-script+AD4-fetch(1)+ADw-/script+AD4-'],
  ['page.shtml', 'text/x-server-parsed-html', HTML],
  ['page.xhtml', 'application/xhtml+xml', XHTML],
  ['page.xht', 'text/html', XHTML],
  ['page.txt', 'text/plain', HTML],
  ['page', '', HTML],
  ['page.png', 'image/png', HTML],
  ['page.jpg', 'image/jpeg', HTML],
  ['page.pdf', 'application/pdf', HTML],
  ['page.mp4', 'video/mp4', HTML],
  ['page.bin', 'application/octet-stream', HTML],
  ['page.unknown', 'x/y', HTML],
  ['page.json', 'application/json', JSON.stringify({ a: HTML })],
  ['page.csv', 'text/csv', `a,b\n${HTML}`],
  ['page.md', 'text/markdown', HTML],
  ['page.vtt', 'text/vtt', `WEBVTT\n\n${HTML}`],
  ['page.hta', 'application/hta', HTML],
  ['page.php', 'application/x-httpd-php', HTML],
  ['page.manifest', 'text/cache-manifest', `CACHE MANIFEST\n/\n${HTML}`],
  ['late.html', 'text/html', `${' '.repeat(70_000)}${HTML}`],
  ['late.txt', 'text/plain', `${'a'.repeat(1_500)}${HTML}`],
  ['comment.txt', 'text/plain', `<!-- ${'-'.repeat(600)} -->${HTML}`],
  ['refresh.html', 'text/html', `<meta http-equiv="refresh" content="0;url=${AWAY}">`],
  ['frame.html', 'text/html', `<iframe srcdoc="${HTML.replaceAll('"', '&quot;')}"></iframe>`],
  ['onload.html', 'text/html', `<body onload="${RUN.replaceAll('"', '&quot;')}">`],
  ['onerror.html', 'text/html', `<img src=x onerror="${RUN.replaceAll('"', '&quot;')}">`],
  ['base.html', 'text/html', `<base href="//example.invalid/"><script>${RUN}</script>`],
  ['object.html', 'text/html', `<object data="${AWAY}"></object><embed src="${AWAY}">`],
  ['link.html', 'text/html', `<link rel=import href="data:text/html,${encodeURIComponent(HTML)}">${HTML}`],
  ['mark.html', 'text/html', both(Buffer.from([0xef, 0xbb, 0xbf]), HTML)],
  // Drawings.
  ['script.svg', 'image/svg+xml', SVG],
  ['script.xml.svg', 'text/xml', SVG],
  ['onload.svg', 'image/svg+xml', `${SVG_OPEN} onload="${RUN.replaceAll('"', '&quot;')}"/>`],
  ['link.svg', 'image/svg+xml', `${SVG_OPEN}><a xlink:href="${AWAY}"><text y="9">x</text></a></svg>`],
  [
    'animate.svg',
    'image/svg+xml',
    `${SVG_OPEN}><a><animate attributeName="href" values="${AWAY}"/><text y="9">x</text></a></svg>`,
  ],
  [
    'begin.svg',
    'image/svg+xml',
    `${SVG_OPEN}><animate onbegin="${RUN.replaceAll('"', '&quot;')}" attributeName="x" dur="1s"/></svg>`,
  ],
  ['foreign.svg', 'image/svg+xml', `${SVG_OPEN}><foreignObject width="9" height="9">${XHTML}</foreignObject></svg>`],
  [
    'href.svg',
    'image/svg+xml',
    `${SVG_OPEN}><script xlink:href="data:text/javascript,${encodeURIComponent(RUN)}"/></svg>`,
  ],
  [
    'entity.svg',
    'image/svg+xml',
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY s "&#60;script&#62;${RUN}&#60;/script&#62;">]>${SVG_OPEN}>&s;</svg>`,
  ],
  [
    'styled.svg',
    'image/svg+xml',
    `<?xml-stylesheet type="text/xsl" href="data:text/xml,${encodeURIComponent(XSL)}"?>${SVG}`,
  ],
  ['prefix.svg', 'image/svg+xml', `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>${RUN}</s:script></s:svg>`],
  ['packed.svgz', 'image/svg+xml', gzipSync(SVG)],
  ['drawing.png', 'image/png', SVG],
  ['drawing', '', SVG],
  // XML of other kinds.
  ['styled.xml', 'text/xml', XML_WITH_XSL],
  ['styled-app.xml', 'application/xml', XML_WITH_XSL],
  ['sheet.xsl', 'text/xsl', XSL],
  ['sheet.xslt', 'application/xslt+xml', XSL],
  ['xhtml.xml', 'application/xml', XHTML],
  ['feed.rss', 'application/rss+xml', `<rss><channel><title><![CDATA[${HTML}]]></title></channel></rss>`],
  ['feed.atom', 'application/atom+xml', `<feed xmlns="http://www.w3.org/2005/Atom">${XHTML}</feed>`],
  [
    'math.mml',
    'application/mathml+xml',
    `<math xmlns="http://www.w3.org/1998/Math/MathML" href="${AWAY}">${XHTML}</math>`,
  ],
  ['graph.rdf', 'application/rdf+xml', XHTML],
  ['form.xfdf', 'application/vnd.adobe.xfdf', XHTML],
  // Pages in letters.
  ['page.mhtml', 'multipart/related', MHTML],
  ['page.mht', 'message/rfc822', MHTML],
  ['page.eml', 'message/rfc822', `Content-Type: text/html\r\n\r\n${HTML}`],
  ['page.mix', 'multipart/x-mixed-replace; boundary=b', `--b\r\nContent-Type: text/html\r\n\r\n${HTML}\r\n--b--`],
  // Scripts, styles, programs.
  ['run.js', 'text/javascript', RUN],
  ['run.mjs', 'application/javascript', RUN],
  ['run.cjs', 'application/x-javascript', RUN],
  ['run.ecma', 'application/ecmascript', RUN],
  ['run.jsonp', 'text/jscript', `callback(${RUN.split(';')[0]})`],
  ['run.txt', 'text/plain', RUN],
  ['run.csv', 'text/csv', RUN],
  ['run.json', 'application/json', RUN],
  ['run.png', 'image/png', RUN],
  ['run.bin', 'application/octet-stream', RUN],
  ['run.css', 'text/css', `body{background:url("javascript:${RUN}")}`],
  ['run.htc', 'text/x-component', `<script>${RUN}</script>`],
  ['run.wasm', 'application/wasm', both(WASM, RUN)],
  ['run.swf', 'application/x-shockwave-flash', both('CWS\x09', deflateSync(RUN))],
  ['run.jar', 'application/java-archive', both(RUN, ZIP_END)],
  ['worker.js', 'text/javascript', `onmessage=()=>0;${RUN}`],
  // Documents that act.
  ['open.pdf', 'application/pdf', pdf(`/OpenAction<</S/JavaScript/JS(app.launchURL\\("/${CANARY}"\\))>>`)],
  ['uri.pdf', 'application/pdf', pdf(`/OpenAction<</S/URI/URI(${RUN.replace(/[()]/g, '\\$&')})>>`)],
  ['launch.pdf', 'application/pdf', pdf('/OpenAction<</S/Launch/F(/bin/sh)>>')],
  ['form.pdf', 'application/pdf', pdf(`/OpenAction<</S/SubmitForm/F(/${CANARY})>>`)],
  // Two things at once.
  ['gif.html', 'text/html', both(GIF, HTML)],
  ['gif.js', 'text/javascript', both('GIF89a/*', GIF.subarray(8), `*/=0;${RUN}`)],
  ['both.gif', 'image/gif', both('GIF89a=0;', RUN)],
  ['after.gif', 'image/gif', both(GIF, HTML)],
  ['after.png', 'image/png', both(PNG, HTML)],
  ['in.png', 'image/png', pngWith(HTML)],
  ['in.svg.png', 'image/svg+xml', pngWith(SVG)],
  ['in.jpg', 'image/jpeg', both(JPEG, HTML)],
  ['in.jpg.html', 'text/html', both(JPEG, Buffer.from('fffe0100', 'hex'), HTML)],
  ['in.bmp', 'image/bmp', both(BMP, HTML)],
  ['bm.html', 'text/html', both('BM', HTML)],
  ['wav.html', 'text/html', both(WAV, HTML)],
  ['riff.js', 'text/javascript', both('RIFF=1;', RUN)],
  ['pdf.html', 'text/html', both(HTML, pdf(''))],
  ['html.pdf', 'application/pdf', both(pdf(''), HTML)],
  ['zip.html', 'text/html', both(HTML, ZIP_END)],
  ['packed.html.gz', 'text/html', gzipSync(HTML)],
  ['sneaky.png', 'text/html, image/png', HTML],
  ['sneaky.gif', 'image/gif\t;text/html', HTML],
  ['parameter.png', 'image/png; text/html', HTML],
];

export const ACTIVE_FILES: readonly ActiveFile[] = EVERY.map(([name, type, bytes]) => ({
  name,
  type,
  bytes: Buffer.from(bytes),
}));
