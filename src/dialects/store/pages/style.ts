// The look of the recipients' pages, that of the console: light and dark, from phones to wide screens, also for browsers of some
// years ago.
import { createHash } from 'node:crypto';
import { Html } from '../../../http/html.ts';

const CSS = `
:root {
  color-scheme: light dark;
  --canvas: #faf9f7; --surface: #ffffff; --sunken: #f0eeea; --hover: #ebe8e2; --line: #e2dfd8; --edge: #8f8a82;
  --ink: #1d1b19; --soft: #57534d;
  --accent: #2f5bd7; --accent-strong: #2449b3; --on-accent: #ffffff; --accent-ink: #2750c4; --accent-soft: #e9eefb;
  --danger: #b3261e; --shadow: 0 1px 2px rgba(28,26,23,.08), 0 10px 28px rgba(28,26,23,.07);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #151413; --surface: #1e1d1b; --sunken: #242220; --hover: #2c2a27; --line: #33302d; --edge: #7d776e;
    --ink: #f1efeb; --soft: #b8b2a9;
    --accent: #7f9fff; --accent-strong: #9ab3ff; --on-accent: #0c1638; --accent-ink: #9db4ff; --accent-soft: #222c4a;
    --danger: #ff8f86; --shadow: 0 0 0 1px rgba(255,255,255,.06), 0 10px 30px rgba(0,0,0,.5);
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; background: var(--canvas); color: var(--ink); -webkit-font-smoothing: antialiased; }
main { flex: 1; width: 100%; max-width: 84rem; margin: 0 auto; padding: clamp(1.25rem, 3vw, 2.5rem) max(clamp(1rem, 4vw, 2.5rem), env(safe-area-inset-right)) 2rem max(clamp(1rem, 4vw, 2.5rem), env(safe-area-inset-left)); }
main.narrow { max-width: 30rem; display: grid; align-content: center; }
main.wide { max-width: none; display: flex; flex-direction: column; padding-top: clamp(.75rem, 2vw, 1.25rem); padding-bottom: 0; }
a { color: var(--accent-ink); text-underline-offset: .2em; }
h1 { margin: 0; font-size: clamp(1.4rem, 1.1rem + 1.4vw, 2rem); line-height: 1.2; letter-spacing: -.015em; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .75rem; font-size: 1rem; }
p { margin: .5rem 0 0; }
.quiet { color: var(--soft); }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.about { max-width: 65ch; white-space: pre-line; overflow-wrap: anywhere; }
.head { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: end; justify-content: space-between; margin-bottom: 1.75rem; }
.head > div { min-width: 0; flex: 1 1 20rem; }
.head > .actions { flex: none; max-width: 100%; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: .5rem 0 0; padding: 0; list-style: none; color: var(--soft); }
.crumbs ol { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: 0 0 .75rem; padding: 0; list-style: none; overflow-wrap: anywhere; }
.crumbs a { display: inline-block; min-height: 1.5rem; }
.crumbs li::after { content: "/"; margin-left: .5rem; color: var(--soft); }
.button, button { display: inline-flex; align-items: center; justify-content: center; gap: .55rem; min-height: 2.75rem; padding: .5rem 1.15rem; border: 1px solid transparent; border-radius: .7rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; line-height: 1.25; text-decoration: none; cursor: pointer; }
.button:hover, button:hover { background: var(--accent-strong); }
.button.plain { border-color: var(--line); background: var(--surface); color: var(--ink); }
.button.plain:hover { background: var(--hover); }
.weight { font-weight: 450; white-space: nowrap; }
.weight::before { content: "· "; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: .5rem; }
svg { flex: none; width: 1.25rem; height: 1.25rem; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.folders, .files { display: grid; margin: 0; padding: 0; list-style: none; }
.folders { gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); }
.folders a { display: flex; align-items: center; gap: .85rem; height: 100%; min-height: 3.75rem; padding: .7rem 1rem; border: 1px solid var(--line); border-radius: .9rem; background: var(--surface); color: inherit; text-decoration: none; }
.folders a:hover { background: var(--hover); }
.folders svg { width: 1.6rem; height: 1.6rem; color: var(--accent); fill: var(--accent-soft); }
.folders span { min-width: 0; }
.files { gap: 1.25rem .9rem; grid-template-columns: repeat(auto-fill, minmax(min(12rem, calc(50% - .45rem)), 1fr)); }
.files li { position: relative; min-width: 0; }
.tile { display: block; color: inherit; text-decoration: none; border-radius: .9rem; }
.picture { position: relative; display: grid; place-items: center; aspect-ratio: 4 / 3; margin-bottom: .5rem; border-radius: .9rem; background: var(--sunken); color: var(--soft); overflow: hidden; }
.picture::after { content: ""; position: absolute; inset: 0; border-radius: inherit; box-shadow: inset 0 0 0 1px rgba(120,112,100,.2); }
.picture img, .tone { position: absolute; top: 0; left: 0; width: 100%; height: 100%; stroke: none; object-fit: cover; }
.picture img.page { padding: .6rem; background: var(--sunken); object-fit: contain; }
.kind { font-weight: 700; letter-spacing: .08em; text-transform: uppercase; }
.badge { position: absolute; right: .5rem; bottom: .5rem; padding: .05rem .4rem; border-radius: .4rem; background: rgba(0,0,0,.72); color: #fff; font-size: .8rem; font-variant-numeric: tabular-nums; }
.name { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; overflow-wrap: anywhere; font-weight: 550; line-height: 1.35; }
.tile .name { padding-right: 2.25rem; }
.tile:hover .name { text-decoration: underline; text-underline-offset: .2em; }
.tile .quiet, .folders .quiet { font-size: .85rem; }
.icon { display: grid; place-items: center; flex: none; width: 2.75rem; height: 2.75rem; border-radius: .7rem; color: var(--soft); }
.icon:hover { background: var(--hover); color: var(--ink); }
.files .icon { position: absolute; right: -.4rem; top: auto; bottom: auto; margin-top: -3.1rem; }
.more { display: flex; flex-wrap: wrap; justify-content: center; gap: .75rem; margin-top: 2.25rem; }
.empty { margin-top: 2rem; padding: 4rem 1rem; border: 1px dashed var(--edge); border-radius: 1rem; text-align: center; color: var(--soft); }
.viewer { flex: 1; display: flex; flex-direction: column; min-width: 0; min-height: 0; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1rem; }
.bar .title { flex: 1 1 14rem; min-width: 0; }
.bar h1 { font-size: 1.15rem; line-height: 1.35; letter-spacing: 0; }
.bar .facts { margin: 0; font-size: .9rem; }
.stage { position: relative; flex: 1 1 auto; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); place-items: center; height: 72vh; min-height: 16rem; margin: 1rem 0 0; border-radius: 1rem; background: var(--sunken); overflow: hidden; touch-action: pan-y pinch-zoom; }
.stage > img, .stage > video { display: block; max-width: 100%; max-height: 100%; width: auto; height: auto; object-fit: contain; }
.stage > img { width: 100%; height: 100%; object-fit: scale-down; }
.stage > img.small { width: auto; height: auto; border-radius: .5rem; box-shadow: var(--shadow); }
.stage > video { width: 100%; height: 100%; background: #000; }
.sound { display: grid; justify-items: center; gap: 1.5rem; width: 100%; padding: 1.5rem 4rem; }
.sound img { width: auto; height: auto; max-width: min(20rem, 100%); max-height: 20rem; border-radius: 1rem; box-shadow: var(--shadow); }
.sound audio { width: min(36rem, 100%); }
.none { padding: 2rem; text-align: center; color: var(--soft); }
.none .kind { font-size: 2rem; }
.step { position: absolute; top: 50%; display: grid; place-items: center; width: 3rem; height: 3rem; margin-top: -1.5rem; border-radius: 50%; background: var(--surface); color: var(--ink); box-shadow: var(--shadow), 0 0 0 1px var(--line); }
.step:hover { background: var(--hover); }
.step:focus-visible { border-radius: 50%; }
.step.previous { left: .75rem; }
.step.next { right: .75rem; }
.note { margin-top: .75rem; font-size: .9rem; }
dialog { width: 100%; max-width: none; height: 100%; max-height: none; margin: 0; padding: clamp(.5rem, 2vw, 1.25rem); padding-bottom: max(clamp(.5rem, 2vw, 1.25rem), env(safe-area-inset-bottom)); border: 0; background: var(--canvas); color: inherit; overscroll-behavior: contain; }
dialog[open] { display: flex; flex-direction: column; }
dialog:focus { outline: none; }
dialog .stage { height: auto; min-height: 12rem; }
dialog::backdrop { background: var(--canvas); }
.card { padding: clamp(1.5rem, 5vw, 2.25rem); border-radius: 1.25rem; background: var(--surface); box-shadow: var(--shadow); }
.card h1 { font-size: 1.35rem; }
label { display: block; margin: 1.25rem 0 .35rem; font-weight: 600; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .8rem; border: 1px solid var(--edge); border-radius: .7rem; background: transparent; color: inherit; font: inherit; }
input[aria-invalid] { border-color: var(--danger); }
.card button { width: 100%; margin-top: 1.25rem; }
.error { color: var(--danger); font-weight: 550; }
footer { padding: 1rem; text-align: center; font-size: .85rem; color: var(--soft); }
@media (max-width: 40rem) {
  .head > .actions { flex: 1 0 100%; }
  .head .button { width: 100%; }
  .bar { flex-wrap: nowrap; }
  .bar h1 { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .bar .title { flex-basis: 0; }
  .bar .facts { font-size: .8rem; gap: 0 .75rem; }
  .bar .actions { flex-wrap: nowrap; }
  .bar .button { width: 2.75rem; padding: 0; }
  .bar .button span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .stage { height: 62vh; margin-left: -1rem; margin-right: -1rem; border-radius: 0; }
  dialog .stage { margin-left: -.5rem; margin-right: -.5rem; }
  .step { width: 2.75rem; height: 2.75rem; }
  .sound { padding: 1.5rem 1rem 5rem; }
  .step:where(.previous, .next) { top: auto; bottom: .75rem; margin: 0; }
}
@media (prefers-reduced-motion: no-preference) { .button, .folders a, .icon, .step { transition: background .15s, color .15s; } }
@media (forced-colors: active) { .button, .step { border: 1px solid; } }
`;

export const STYLE = new Html(`<style>${CSS}</style>`);
/** As a page's policy names what alone may style it. */
export const STYLE_INTEGRITY = `sha256-${createHash('sha256').update(CSS).digest('base64')}`;
