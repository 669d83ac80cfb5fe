// The workspaces, folders and vaults of a seeded database.
import type { Id } from '../../src/core/ids.ts';
import type { VaultAddress } from '../../src/database/assets.ts';
import { createRandom, type Random } from './random.ts';
import type { SeedSink } from './sink.ts';
import { capital, pickWord } from './words.ts';

/** When the first folder was made, and the last asset came. */
export const START = Date.UTC(2020, 0, 1);
export const END = Date.UTC(2025, 11, 31);

const FOLDERS = 2_000;
const DEEPEST = 5;
const VAULTS = 4;

export interface SeededFolder {
  readonly id: Id;
  readonly parent: SeededFolder | null;
  readonly depth: number;
  readonly name: string;
  /** Only channels of vaults have it, and only they take assets there. */
  readonly address: VaultAddress | null;
}

export interface SeededWorkspace {
  readonly id: Id;
  readonly name: string;
  /** Of all assets. */
  readonly share: number;
  readonly folders: readonly SeededFolder[];
  readonly channels: readonly SeededFolder[];
  /** A top-level folder; a tenth of the workspace's assets lies below it. */
  readonly archive: readonly SeededFolder[];
}

/** Ids in order, at any time in the past. */
export function createIds(): (atMs: number) => Id {
  let counter = 0;
  return (atMs) =>
    `${Math.floor(atMs / 1000)
      .toString(16)
      .padStart(8, '0')}5eedbe4c00${(++counter & 0xffffff).toString(16).padStart(6, '0')}` as Id;
}

export interface WorkspacePlan {
  readonly name: string;
  readonly share: number;
  readonly folders: number;
}

const THREE: readonly WorkspacePlan[] = [
  { name: 'Dominant', share: 0.95, folders: FOLDERS },
  { name: 'Middling', share: 0.04, folders: 200 },
  { name: 'Small', share: 0.01, folders: 40 },
];

/** The first workspace has vaults. */
export function seedTree(
  sink: SeedSink,
  id: (atMs: number) => Id,
  startMs: number,
  plans: readonly WorkspacePlan[] = THREE,
): SeededWorkspace[] {
  const random = createRandom(11);
  return plans.map(({ name, share, folders }, index) => {
    const workspaceId = id(startMs + index);
    sink.insert('workspaces', workspaceId, name, startMs + index);
    const insert = folderInserter(sink, workspaceId, id, startMs);
    const archiveRoot = insert(null, 'Archive');
    const archive = [archiveRoot, ...Array.from({ length: 19 }, (_, year) => insert(archiveRoot, `${2000 + year}`))];
    const tree: SeededFolder[] = [];
    while (tree.length < folders - archive.length) tree.push(insert(parentAmong(random, tree), folderName(random)));
    const channels = index === 0 ? seedVaults(sink, workspaceId, insert) : [];
    return { id: workspaceId, name, share, folders: tree, channels, archive };
  });
}

type InsertFolder = (
  parent: SeededFolder | null,
  name: string,
  vault?: { id: Id | 'itself'; address: VaultAddress | null },
) => SeededFolder;

function folderInserter(sink: SeedSink, workspaceId: Id, id: (atMs: number) => Id, startMs: number): InsertFolder {
  let at = startMs;
  return (parent, name, vault) => {
    at += 60_000;
    const folderId = id(at);
    const depth = parent ? parent.depth + 1 : 0;
    const vaultId = vault?.id === 'itself' ? folderId : (vault?.id ?? null);
    sink.insert('folders', folderId, workspaceId, parent?.id ?? null, name, name.toLowerCase(), depth, vaultId, at, at);
    return { id: folderId, parent, depth, name, address: vault?.address ?? null };
  };
}

/** One in ten at the top level, the others anywhere that is not too deep yet. */
function parentAmong(random: Random, tree: readonly SeededFolder[]): SeededFolder | null {
  if (random.chance(0.1)) return null;
  const parent = tree[random.below(tree.length)];
  return parent && parent.depth < DEEPEST ? parent : null;
}

const folderName = (random: Random): string =>
  random.chance(0.3) ? `${2015 + random.below(11)}` : capital(`${pickWord(random)} ${pickWord(random)}`);

function seedVaults(sink: SeedSink, workspaceId: Id, insert: InsertFolder): SeededFolder[] {
  const channels: SeededFolder[] = [];
  for (let number = 1; number <= VAULTS; number++) {
    const root = insert(null, `Vault ${number}`, { id: 'itself', address: null });
    sink.insert('vaults', root.id, workspaceId, `vault-${number}`, 'public');
    const inside = (address: VaultAddress | null = null) => ({ id: root.id, address });
    for (const partition of ['emea', 'amer', 'apac', 'test']) {
      const level1 = insert(root, partition, inside());
      for (const collection of ['products', 'people', 'press', 'events', 'raw']) {
        const level2 = insert(level1, collection, inside());
        for (const channel of ['web', 'print', 'social']) {
          const address = { vaultId: root.id, partition, collection, channel };
          channels.push(insert(level2, channel, inside(address)));
        }
      }
    }
  }
  return channels;
}
