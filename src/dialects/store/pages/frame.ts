// What all pages for recipients have in common: the frame, its headers, the page that says why there is nothing.
import type { CoreError, ErrorCode } from '../../../core/index.ts';
import type { ErrorAnswer } from '../../../http/dialect.ts';
import { type Html, html } from '../../../http/html.ts';
import { STATUS } from '../../../http/status.ts';
import { POLICY, STYLE } from './style.ts';

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
  readonly title: string;
  /** For pages of a few lines. */
  readonly narrow?: boolean;
  readonly content: Html;
}

export const page = ({ title, narrow = false, content }: PageContent): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
${STYLE}
</head>
<body>
<main${narrow && html` class="narrow"`}>
${content}
</main>
<footer>Shared with Vitrine</footer>
</body>
</html>
`.text;

/** In words for people who know nothing of the server; other codes are trouble of ours. */
const EXPLANATIONS: Partial<Record<ErrorCode, readonly [title: string, text: string]>> = {
  not_found: [
    'There is nothing here',
    'The link may have been withdrawn, or its address may be incomplete. Ask whoever sent it to you for a new one.',
  ],
  gone: ['This link is no longer valid', 'Ask whoever sent it to you for a new one.'],
  forbidden: ['A password is needed', 'Open the link itself to type in its password.'],
  method_not_allowed: ['This does not work here', 'The address can not be used in this way.'],
  too_large: ['This is too much at once', 'Download the files one by one, or folder by folder.'],
  rate_limited: ['Too many attempts', 'Wait a quarter of an hour, and then try again.'],
  invalid: ['There is nothing here', 'The address is not complete. Open the link again.'],
  malformed: ['There is nothing here', 'The address is not complete. Open the link again.'],
  range_not_satisfiable: ['The file ends before that', 'Download it again from the beginning.'],
  precondition_failed: ['The file has changed', 'Download it again from the beginning.'],
};

export function presentErrorPage(error: CoreError): ErrorAnswer {
  const [title, text] = EXPLANATIONS[error.code] ?? [
    'Something went wrong',
    'This is not your fault. Try again in a little while.',
  ];
  const reason = error.code === 'gone' ? error.message : undefined;
  const content = html`<div class="card"><h1>${title}</h1>${reason && html`<p>${reason}</p>`}<p class="quiet">${text}</p></div>`;
  return { status: STATUS[error.code], body: page({ title, narrow: true, content }), page: PAGE_HEADERS };
}
