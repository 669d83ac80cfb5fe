// The console as it is served: the page at its own addresses, its files under names that change with their content. What it may do is
// said by its policy: scripts, styles and requests of this server alone.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DAY_MS, SECOND_MS } from '../core/durations.ts';
import type { HttpServices } from './dialect.ts';
import { html } from './html.ts';
import { baseUrl } from './links.ts';

/** The addresses that the console answers itself, once its page is there. */
const PAGES = [
  '/',
  '/sign-in',
  '/folder/:id',
  '/everything',
  '/search',
  '/vault/:id',
  '/trash',
  '/shares',
  '/settings',
  '/settings/*',
];

/** Files whose names are the same in every version. */
const FILES: Readonly<Record<string, string>> = {
  'favicon.ico': 'image/x-icon',
  'icon.svg': 'image/svg+xml',
  'icon-180.png': 'image/png',
  'icon-512.png': 'image/png',
  'manifest.webmanifest': 'application/manifest+json',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

const NO_SEARCH_ENGINES = 'User-agent: *\nDisallow: /\n';
const DAY_SECONDS = DAY_MS / SECOND_MS;

/** `folder`: where the built console is; undefined, or without its page: it has not been built. */
export function registerConsole(
  server: FastifyInstance,
  folder: string | undefined,
  services: Pick<HttpServices, 'publicUrl'>,
): void {
  server.get('/robots.txt', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(NO_SEARCH_ENGINES));
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) {
    server.get('/', async (_request, reply) => sendPage(reply.code(404), NOT_BUILT.text));
    return;
  }
  for (const url of PAGES) {
    server.get(url, async (request, reply) => {
      // Read anew: a console that is built meanwhile has files of other names.
      const page = await readFile(join(folder, 'index.html'), 'utf8');
      return sendPage(
        reply,
        page.replace('<base href="/"', () => html`<base href="${basePath(services, request)}"`.text),
      );
    });
  }
  for (const [name, type] of Object.entries(FILES)) {
    server.get(`/${name}`, async (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', `public, max-age=${DAY_SECONDS}`)
        .send(await readFile(join(folder, name))),
    );
  }
  server.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      decorateReply: false,
      index: false,
      dotfiles: 'ignore',
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
    });
  });
}

/** Where the console lies below its host: what a proxy takes away from addresses has to be in those of the page. */
const basePath = (services: Pick<HttpServices, 'publicUrl'>, request: FastifyRequest): string =>
  `${new URL(baseUrl(services, request)).pathname.replace(/\/+$/, '')}/`;

const sendPage = (reply: FastifyReply, page: string): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .headers({
      'cache-control': 'no-cache',
      'content-security-policy': POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'x-robots-tag': 'noindex',
    })
    .send(page);

const NOT_BUILT = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vitrine</title></head><body><h1>The console has not been built</h1>
<p>The server runs, and all its APIs do: see <a href="docs">their documents</a>. To have this page, too, run
<code>npm run console</code> where Vitrine lies, and start it again.</p></body></html>`;
