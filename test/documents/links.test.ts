// What the documents point at is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(?:test|spec)\.ts$/.test(name),
);

describe.each(documents)('%s', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');

  it('links only to what is there', () => {
    const links = [...text.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '');
    const local = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(local.filter((link) => !existsSync(join(ROOT, dirname(document), link)))).toEqual([]);
  });

  it('names only tests that exist', () => {
    const named = [...text.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`/g)].map((match) => match[1] ?? '');
    const missing = named.filter((name) =>
      name.startsWith('test/') ? !existsSync(join(ROOT, name)) : !tests.some((test) => basename(test) === name),
    );
    expect(missing.filter((name) => !name.includes('<'))).toEqual([]);
  });
});

describe('the map', () => {
  it('names only folders and files of src that exist', () => {
    const text = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
    const named = [...text.matchAll(/`((?:core|http|drivers|database|dialects|web|scripts|deploy)\/[\w./-]+)`/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !existsSync(join(ROOT, 'src', name)) && !existsSync(join(ROOT, name)))).toEqual([]);
  });
});
