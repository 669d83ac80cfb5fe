// The pages that say why there is nothing.
import type { CoreError } from '../../../core/index.ts';
import type { ErrorAnswer } from '../../../http/dialect.ts';
import { html } from '../../../http/html.ts';
import { STATUS } from '../../../http/status.ts';
import { PAGE_HEADERS, page } from './frame.ts';
import type { Words } from './words.ts';

export function presentErrorPage(error: CoreError, words: Words): ErrorAnswer {
  const [title, text] = words.errors[reasonOf(error)] ?? words.failed;
  const content = html`<div class="card"><h1>${title}</h1><p class="quiet">${text}</p></div>`;
  return { status: STATUS[error.code], body: page({ words, title, shape: 'narrow', content }), page: PAGE_HEADERS };
}

function reasonOf({ code, field }: CoreError): keyof Words['errors'] {
  if (code !== 'gone') return code;
  return field === 'expires_at' ? 'expired' : field === 'max_downloads' ? 'used_up' : code;
}
