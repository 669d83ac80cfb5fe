// What is shipped for running Vitrine elsewhere names only what there is: settings, commands, files.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTINGS } from '../../src/config.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const FILES = [
  'Dockerfile',
  'compose.yaml',
  'deploy/compose.env.example',
  'deploy/nginx.conf',
  'deploy/nginx.compose.conf',
  'deploy/vitrine.env.example',
  'deploy/vitrine.service',
  'docs/operations.md',
];
/** Names of compose.env.example that are for compose.yaml, not for the server. */
const OF_COMPOSE = ['VITRINE_PUBLISHED_AT'];
const commands = [...read('src/cli.ts').matchAll(/^ {4}(\w+): \(\) => import/gm)].map(([, name]) => name);

describe('what is shipped for running it', () => {
  it.each(FILES)('%s names only settings that there are', (path) => {
    const named = read(path).match(/VITRINE_[A-Z0-9]+(?:_[A-Z0-9]+)*/g) ?? [];
    expect(named.filter((name) => !Object.hasOwn(SETTINGS, name) && !OF_COMPOSE.includes(name))).toEqual([]);
  });

  it('starts commands that there are', () => {
    expect(commands).toContain('serve');
    const started = [
      ...read('Dockerfile').matchAll(/^CMD \["(\w+)"/gm),
      ...read('compose.yaml').matchAll(/^ {4}command: \[(\w+)/gm),
      ...read('deploy/vitrine.service').matchAll(/^ExecStart=.*vitrine\.mjs (\w+)/gm),
      ...read('docs/operations.md').matchAll(/(?:npx vitrine|^vitrine|`vitrine) ([a-z]\w+)/gm),
    ].map(([, name]) => name);
    expect(started.length).toBeGreaterThan(5);
    expect(started.filter((name) => !commands.includes(name))).toEqual([]);
  });

  it('copies and mounts files that there are', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    );
    const mounted = [...read('compose.yaml').matchAll(/\.\/([\w./-]+):/g)].map(([, path = '']) => path);
    expect(copied.length + mounted.length).toBeGreaterThan(6);
    for (const path of [...copied, ...mounted]) expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
    const sent = read('.dockerignore').split('\n');
    for (const path of copied) expect(sent).toContain(`!${path}`);
  });

  it('gives settings that can be read', () => {
    const lines = read('deploy/vitrine.env.example').split('\n');
    const pairs = lines.filter((line) => /^\w+=/.test(line)).map((line) => line.split('=', 2) as [string, string]);
    expect(readConfig(Object.fromEntries(pairs)).accelRedirect).toBe('/_blobs/');
  });

  it('asks for every secret that it needs, and has none', () => {
    const asked = new Set([...read('compose.yaml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    const example = read('deploy/compose.env.example').split('\n');
    expect(asked.size).toBe(4);
    for (const name of asked) expect(example).toContain(`${name}=`);
  });

  it('tells nginx the same with one node and with two', () => {
    const directives = (text: string): string[] => text.split('\n').filter((line) => /^ +[a-z_]+ .*;$/.test(line));
    const single = new Set(directives(read('deploy/nginx.conf')));
    const others = directives(read('deploy/nginx.compose.conf')).filter((line) => !single.has(line));
    expect(
      others.every((line) => /^ +(server node\d:8420 max_fails=0|(access|error)_log \/dev\/\w+( warn)?);$/.test(line)),
    ).toBe(true);
    for (const line of single)
      if (/proxy_|client_|headers/.test(line)) expect(directives(read('deploy/nginx.compose.conf'))).toContain(line);
  });

  it('lets the service compile JavaScript, and have children', () => {
    const unit = read('deploy/vitrine.service');
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute=/m);
    expect(unit).not.toMatch(/^SystemCallFilter=~.*@process/m);
    expect(unit).toMatch(/^OOMPolicy=continue$/m);
    const drains = Number(/DRAIN_MS = (\d+)_000/.exec(read('src/commands/stopping.ts'))?.[1]);
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(drains);
  });
});
