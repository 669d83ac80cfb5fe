// The pages on which the first administrator, and who has a link, set a password. Plain HTML that needs no script.
import type { FastifyReply } from 'fastify';
import { CoreError } from '../../core/index.ts';
import { Html, html } from '../../http/html.ts';

interface SetupState {
  readonly token?: string;
  readonly email?: string;
  readonly name?: string;
  readonly error?: unknown;
}

/** The colours and sizes of the console (web/src/styles.css), which this page must not need. */
const STYLE = `
  :root { color-scheme: light dark; font: 14px/1.45 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
    --canvas: light-dark(#faf9f7, #151413); --surface: light-dark(#fff, #1b1a19); --line: light-dark(#e6e3dd, #302e2b);
    --edge: light-dark(#8f8a82, #7d776e); --ink: light-dark(#1d1b19, #f1efeb); --soft: light-dark(#57534d, #b8b2a9);
    --accent: light-dark(#2f5bd7, #7f9fff); --strong: light-dark(#2449b3, #9ab3ff); --on-accent: light-dark(#fff, #0c1638); --halo: light-dark(#e9eefb, #222c4a);
    --danger: light-dark(#b3261e, #ff8f86); --danger-soft: light-dark(#fcedeb, #3a1f1d); }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2.5rem 1rem; background: var(--canvas); color: var(--ink); }
  main { width: 100%; max-width: 24rem; }
  header { display: grid; justify-items: center; gap: 1rem; margin-bottom: 2rem; text-align: center; }
  h1 { margin: 0; font-size: 1.625rem; line-height: 2rem; font-weight: 600; letter-spacing: -.025em; text-wrap: balance; }
  header p { margin: .25rem 0 0; color: var(--soft); text-wrap: pretty; }
  form, .card { display: grid; gap: 1rem; padding: clamp(1.5rem, 6vw, 2rem); border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); box-shadow: 0 4px 16px rgb(0 0 0 / 10%), 0 1px 3px rgb(0 0 0 / 8%); }
  label { display: grid; gap: .375rem; font-weight: 500; } small { font-size: .8125rem; font-weight: 400; color: var(--soft); }
  input { width: 100%; min-height: 2.5rem; padding: 0 .75rem; font: inherit; border: 1px solid var(--edge); border-radius: .625rem; background: var(--surface); color: inherit; }
  button { height: 2.75rem; margin-top: .5rem; font: inherit; font-size: 1rem; font-weight: 600; border: 0; border-radius: .625rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
  button:hover { background: var(--strong); } button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  input:focus-visible { outline: none; border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent), 0 0 0 4px var(--halo); }
  .error { margin: 0; padding: .5rem .75rem; border-radius: .5rem; font-weight: 500; background: var(--danger-soft); color: var(--danger); }
  .case { fill: var(--accent); } .thing { fill: var(--on-accent); } .pane { fill: var(--on-accent); opacity: .2; } .shelf { stroke: var(--on-accent); stroke-width: 5; stroke-linecap: round; }`;

const LOGO = html`<svg viewBox="0 0 64 64" width="52" height="52" aria-hidden="true"><rect class="case" width="64" height="64" rx="15"/>
<path class="pane" d="M15 18.5A4.5 4.5 0 0 1 19.5 14h25a4.5 4.5 0 0 1 4.5 4.5V41H15z"/><path class="thing" d="M32 19l9.5 11L32 41l-9.5-11z"/>
<path class="shelf" d="M12.5 45.5h39"/></svg>`;

export const setupPage = (reply: FastifyReply, state: SetupState): FastifyReply =>
  send(reply, statusOf(state), 'Vitrine: first start', form(state));

interface PasswordState {
  readonly token: string;
  /** Undefined where the link does not work. */
  readonly email: string | undefined;
  readonly error?: unknown;
}

export function passwordPage(reply: FastifyReply, state: PasswordState): FastifyReply {
  const { email, error } = state;
  const status = email === undefined && error === undefined ? 403 : statusOf({ error });
  const content = email === undefined ? NO_LINK : passwordForm({ ...state, email });
  return send(reply, status, 'Vitrine: password', content);
}

function send(reply: FastifyReply, status: number, title: string, content: Html): FastifyReply {
  return (
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      // With `no-referrer` browsers do not even say to this server itself that its own page sends the form.
      .header('referrer-policy', 'same-origin')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      )
      .send(page(title, content).text)
  );
}

const page = (title: string, content: Html): Html => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${new Html(STYLE)}</style></head><body><main>${content}</main></body></html>`;

const form = ({ token = '', email = '', name = '', error }: SetupState): Html => html`
<header>${LOGO}<div><h1>Welcome to Vitrine</h1><p>Choose how the first administrator signs in.</p></div></header>
<form method="post">
${error !== undefined && html`<p class="error" role="alert">${messageOf(error)}</p>`}
<input type="hidden" name="token" value="${token}">
<label>E-mail address <input name="email" type="email" autocomplete="username" required autofocus value="${email}"></label>
<label>Name <input name="name" autocomplete="name" value="${name}"></label>
<label>Password <input name="password" type="password" autocomplete="new-password" minlength="10" required aria-describedby="rule"></label>
<small id="rule">At least 10 characters.</small>
<button>Set password</button>
</form>`;

const NO_LINK = html`<h1>This link does not work</h1>
<p role="alert">It has been used, replaced by a newer one, or is too old. Ask an administrator for another.</p>`;

const passwordForm = ({ token, email, error }: PasswordState & { readonly email: string }): Html => html`
<header>${LOGO}<h1>Set your password</h1></header>
<form method="post">
${error !== undefined && html`<p class="error" role="alert">${messageOf(error)}</p>`}
<input type="hidden" name="token" value="${token}">
<label>E-mail address <input type="email" autocomplete="username" readonly value="${email}"></label>
<label>Password <input name="password" type="password" autocomplete="new-password" minlength="10" required></label>
<button>Set password</button>
</form>`;

function statusOf({ error }: Pick<SetupState, 'error'>): number {
  if (error === undefined) return 200;
  if (!(error instanceof CoreError)) return 500;
  return error.code === 'forbidden' ? 403 : 422;
}

const messageOf = (error: unknown): string => (error instanceof CoreError ? error.message : 'Something went wrong.');
