// The look of the recipients' pages: light and dark, from phones to wide screens.
import { createHash } from 'node:crypto';
import { Html } from '../../../http/html.ts';

const CSS = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f4f1, #151514);
  --surface: light-dark(#ffffff, #20201f);
  --line: light-dark(#dedbd5, #363532);
  --text: light-dark(#1d1c1a, #efede8);
  --quiet: light-dark(#66625b, #a8a49b);
  --accent: light-dark(#2453c4, #8fb0ff);
  --on-accent: light-dark(#ffffff, #0d1a3a);
  --warn: light-dark(#9c2117, #ff9d92);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--text); }
main { flex: 1; width: min(72rem, 100%); margin: 0 auto; padding: clamp(1.25rem, 4vw, 3rem) clamp(1rem, 4vw, 2.5rem); }
main.narrow { width: min(30rem, 100%); display: grid; align-content: center; }
a { color: var(--accent); text-underline-offset: .2em; }
h1 { margin: 0; font-size: clamp(1.4rem, 1rem + 2vw, 2.1rem); line-height: 1.2; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 2.25rem 0 .75rem; font-size: 1rem; }
p { margin: .5rem 0 0; }
.quiet { color: var(--quiet); }
.about { max-width: 60ch; white-space: pre-line; overflow-wrap: anywhere; }
.head { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: end; justify-content: space-between; }
.head > div { min-width: 0; flex: 1 1 20rem; }
.head > .actions { flex: none; }
.crumbs ol { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: 0 0 .75rem; padding: 0; list-style: none; overflow-wrap: anywhere; }
.crumbs li + li::before { content: "/"; margin-right: .5rem; color: var(--quiet); }
.button, button { display: inline-flex; align-items: center; justify-content: center; gap: .5rem; min-height: 2.75rem; padding: .5rem 1.25rem; border: 0; border-radius: .6rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.button:hover, button:hover { filter: brightness(1.08); }
.button.plain { background: transparent; color: var(--accent); box-shadow: inset 0 0 0 1px var(--line); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .4rem; }
svg { flex: none; width: 1.25rem; height: 1.25rem; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.folders, .files { display: grid; gap: .75rem; margin: 0; padding: 0; list-style: none; }
.folders { grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); }
.folders a { display: flex; align-items: center; gap: .75rem; height: 100%; min-height: 3.5rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); color: inherit; text-decoration: none; }
.folders a:hover { border-color: var(--accent); }
.folders svg { color: var(--accent); }
.folders span { min-width: 0; }
.files { grid-template-columns: repeat(auto-fill, minmax(min(12.5rem, calc(50% - .375rem)), 1fr)); }
.files li { display: flex; flex-direction: column; min-width: 0; border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); overflow: hidden; }
.picture { position: relative; display: grid; place-items: center; aspect-ratio: 4 / 3; background: light-dark(#ebe9e4, #191918); color: var(--quiet); text-decoration: none; }
.picture img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; background: inherit; }
.picture .kind { font-weight: 700; letter-spacing: .06em; text-transform: uppercase; }
.picture:focus-visible { outline-offset: -3px; }
.label { display: flex; flex: 1; align-items: start; justify-content: space-between; gap: .5rem; padding: .65rem .5rem .65rem .8rem; }
.label > div { min-width: 0; }
.name { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; overflow-wrap: anywhere; font-weight: 550; line-height: 1.35; }
.label .quiet, .folders .quiet { font-size: .85rem; }
.icon { display: grid; place-items: center; flex: none; width: 2.5rem; height: 2.5rem; border-radius: .5rem; color: var(--accent); }
.icon:hover { background: light-dark(#eef2fd, #2a2f3d); }
.preview { display: grid; place-items: center; margin: 1.75rem 0 0; min-height: 14rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); overflow: hidden; }
.preview img { display: block; width: 100%; max-width: 40rem; max-height: min(32rem, 65vh); object-fit: contain; }
.preview video { display: block; width: 100%; max-height: 70vh; background: #000; }
.preview audio { width: min(36rem, 92%); }
.preview .kind { padding: 3rem; color: var(--quiet); font-size: 1.5rem; font-weight: 700; letter-spacing: .08em; text-transform: uppercase; }
.facts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .6rem 0 0; padding: 0; list-style: none; color: var(--quiet); }
.card { padding: clamp(1.5rem, 5vw, 2.25rem); border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); }
.card h1 { font-size: 1.35rem; }
label { display: block; margin: 1.25rem 0 .35rem; font-weight: 600; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .8rem; border: 1px solid light-dark(#a5a098, #67645e); border-radius: .6rem; background: transparent; color: inherit; font: inherit; }
.card button { width: 100%; margin-top: 1.25rem; }
.error { color: var(--warn); font-weight: 550; }
.more { margin-top: 1.5rem; }
.empty { margin-top: 2rem; padding: 3rem 1rem; border: 1px dashed var(--line); border-radius: 1rem; text-align: center; color: var(--quiet); }
footer { padding: 1.25rem; text-align: center; font-size: .85rem; color: var(--quiet); }
@media (max-width: 34rem) { .head > .actions { flex: 1 0 100%; } .actions .button { width: 100%; } }
@media (prefers-reduced-motion: no-preference) { .folders a, .icon { transition: border-color .15s, background .15s; } }
`;

export const STYLE = new Html(`<style>${CSS}</style>`);

/** No scripts at all, this one style, and pictures and players from this server alone. */
export const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(CSS).digest('base64')}'`,
  "img-src 'self'",
  "media-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
