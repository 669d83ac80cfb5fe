// The form that asks for a share's password.
import { html } from '../../../http/html.ts';
import { page } from './frame.ts';
import type { Words } from './words.ts';

/** `base`: where the share's addresses begin; `fault`: of the password that was given. */
export function passwordPage(words: Words, base: string, fault?: 'missing' | 'wrong'): string {
  const { title, lead, label, submit } = words.password;
  const content = html`<form class="card" method="post" action="${base}">
<h1>${title}</h1>
<p class="quiet">${lead}</p>
${fault && html`<p class="error" role="alert" id="error">${words.password[fault]}</p>`}
<label for="password">${label}</label>
<input id="password" name="password" type="password" autocomplete="off" required autofocus${fault && html` aria-describedby="error" aria-invalid="true"`}>
<button>${submit}</button>
</form>`;
  return page({ words, title, shape: 'narrow', content });
}
