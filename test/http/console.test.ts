// How the console is served: its page, its files, and what is said where it has not been built.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerConsole } from '../../src/http/console.ts';

const PAGE = '<!doctype html><html><head><base href="/" /><script src="./assets/a-1.js"></script></head></html>';

let folder: string;
const servers: FastifyInstance[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'build.json'), '{}');
  await writeFile(join(folder, 'assets', 'a-1.js'), 'alone();');
  await writeFile(join(folder, 'assets', 'a-1.js.br'), 'packed');
  for (const name of ['favicon.ico', 'icon.svg', 'icon-180.png', 'icon-512.png', 'manifest.webmanifest'])
    await writeFile(join(folder, name), name);
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await rm(folder, { recursive: true, force: true });
});

function serve(where: string | undefined, publicUrl?: string): FastifyInstance {
  const server = fastify();
  servers.push(server);
  registerConsole(server, where, { publicUrl });
  return server;
}

describe('the console', () => {
  it('answers its addresses with its page, which is asked for anew each time and may run nothing of others', async () => {
    const server = serve(folder);
    for (const url of [
      '/',
      '/sign-in',
      '/folder/1',
      '/search?q=sea',
      '/vault/1',
      '/trash',
      '/shares',
      '/settings/keys',
    ]) {
      const { statusCode, headers, body } = await server.inject(url);
      expect([statusCode, headers['cache-control'], body]).toEqual([200, 'no-cache', PAGE]);
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-robots-tag']).toBe('noindex');
    }
  });

  it('knows where it lies when a proxy puts it below a path', async () => {
    const { body } = await serve(folder, 'https://example.org/media/').inject('/folder/1');
    expect(body).toContain('<base href="/media/"');
  });

  it('lets its files be kept for ever, packed where that is understood', async () => {
    const server = serve(folder);
    const plain = await server.inject('/assets/a-1.js');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.body).toBe('alone();');
    const packed = await server.inject({ url: '/assets/a-1.js', headers: { 'accept-encoding': 'gzip, br' } });
    expect([packed.headers['content-encoding'], packed.body]).toEqual(['br', 'packed']);
    expect(packed.headers['content-type']).toMatch(/javascript/);
  });

  it('has nothing at any other address: no files of other versions, none beside its own, no listing', async () => {
    const server = serve(folder);
    for (const url of [
      '/assets/a-2.js',
      '/assets/',
      '/assets',
      '/assets/../build.json',
      '/assets/%2e%2e/build.json',
      '/x',
    ])
      expect([403, 404]).toContain((await server.inject(url)).statusCode);
  });

  it('has icons, and asks search engines to stay away', async () => {
    const server = serve(folder);
    expect((await server.inject('/favicon.ico')).headers['content-type']).toBe('image/x-icon');
    expect((await server.inject('/manifest.webmanifest')).statusCode).toBe(200);
    expect((await server.inject('/robots.txt')).body).toBe('User-agent: *\nDisallow: /\n');
  });

  it('says in plain words that it has not been built', async () => {
    for (const where of [undefined, join(folder, 'assets')]) {
      const { statusCode, body } = await serve(where).inject('/');
      expect(statusCode).toBe(404);
      expect(body).toContain('The console has not been built');
      expect(body).toContain('npm run console');
    }
  });
});
