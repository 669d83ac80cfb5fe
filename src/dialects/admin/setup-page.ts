// The page on which the first administrator sets a password. Plain HTML that needs no script.
import type { FastifyReply } from 'fastify';
import { CoreError } from '../../core/index.ts';
import { Html, html } from '../../http/html.ts';

interface SetupState {
  readonly token?: string;
  readonly email?: string;
  readonly name?: string;
  readonly error?: unknown;
  readonly done?: boolean;
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f4f3f1, #181818); color: light-dark(#1c1b1a, #eceae6); }
  main { width: min(24rem, calc(100vw - 3rem)); padding: 2rem; border-radius: 12px; background: light-dark(#fff, #232323); box-shadow: 0 2px 24px rgb(0 0 0 / 8%); }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem; } p { margin: 0 0 1rem; }
  label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
  input { width: 100%; box-sizing: border-box; font: inherit; padding: .55rem .7rem; border: 1px solid light-dark(#b9b5ae, #55524d); border-radius: 8px; background: transparent; color: inherit; }
  button { width: 100%; margin-top: 1.5rem; padding: .65rem; font: inherit; font-weight: 600; border: 0; border-radius: 8px; background: #2b5fd9; color: #fff; cursor: pointer; }
  input:focus-visible, button:focus-visible { outline: 3px solid #6d97f5; outline-offset: 2px; }
  .error { color: light-dark(#a3231a, #ff9a8f); }`;

export function setupPage(reply: FastifyReply, state: SetupState): FastifyReply {
  return reply
    .code(statusOf(state))
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    .send(page(state.done ? DONE : form(state)).text);
}

const page = (content: Html): Html => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vitrine: first start</title><style>${new Html(STYLE)}</style></head><body><main>${content}</main></body></html>`;

const DONE = html`<h1>All set</h1>
<p>You are the administrator now. Sign in with <code>POST /api/login/access-token</code>, or make a key with <code>vitrine key create</code>.</p>`;

const form = ({ token = '', email = '', name = '', error }: SetupState): Html => html`
<h1>Welcome to Vitrine</h1>
<p>Choose how the first administrator signs in.</p>
${error !== undefined && html`<p class="error" role="alert">${messageOf(error)}</p>`}
<form method="post" action="/setup">
<input type="hidden" name="token" value="${token}">
<label for="email">E-mail address</label><input id="email" name="email" type="email" autocomplete="username" required value="${email}">
<label for="name">Name</label><input id="name" name="name" autocomplete="name" value="${name}">
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="new-password" minlength="10" required>
<button>Set password</button>
</form>`;

function statusOf({ error }: SetupState): number {
  if (error === undefined) return 200;
  if (!(error instanceof CoreError)) return 500;
  return error.code === 'forbidden' ? 403 : 422;
}

const messageOf = (error: unknown): string => (error instanceof CoreError ? error.message : 'Something went wrong.');
