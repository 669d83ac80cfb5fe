// What all pages for recipients have in common: the frame and its headers.
import { type Html, html } from '../../../http/html.ts';
import { SCRIPT_INTEGRITY, scriptPath } from './script.ts';
import { STYLE, STYLE_INTEGRITY } from './style.ts';
import type { Words } from './words.ts';

/** One style and one script, by what they are; everything else from this server alone. */
const POLICY = [
  "default-src 'none'",
  `script-src '${SCRIPT_INTEGRITY}'`,
  `style-src '${STYLE_INTEGRITY}'`,
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  // Also where the request could not be routed, and no hook has set them.
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
} as const;

export interface PageContent {
  readonly words: Words;
  readonly title: string;
  /** `narrow`: of a few lines; `wide`: for one file, as large as the window. */
  readonly shape?: 'narrow' | 'wide';
  /** What is before `/s/` in addresses, where the script makes the page handier; absent: there is nothing to make handier. */
  readonly scriptBase?: string;
  readonly content: Html;
}

export const page = ({ words, title, shape, scriptBase, content }: PageContent): string =>
  html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${STYLE}${
  scriptBase !== undefined &&
  html`
<script src="${scriptPath(scriptBase)}" integrity="${SCRIPT_INTEGRITY}" defer></script>`
}
</head>
<body>
<main${shape && html` class="${shape}"`}>
${content}
</main>
<footer>${words.footer}</footer>
</body>
</html>
`.text;
