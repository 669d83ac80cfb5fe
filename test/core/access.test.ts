// The one authorisation function, over every actor, grant and kind of item there is.
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  authorize,
  can,
  type Decision,
  DIALECTS,
  type Grant,
  grantsOf,
  type Item,
  isScope,
  ROLES,
  SCOPES,
  type Scope,
  SYSTEM,
  workspaceFor,
} from '../../src/core/access.ts';
import type { Id } from '../../src/core/ids.ts';
import { keyActor } from '../support/core.ts';

const idOf = (digit: string): Id => digit.repeat(24) as Id;
const [HOME, ABROAD, VAULT, OTHER_VAULT, FOLDER, ASSET, OTHER] = ['1', '2', '3', '4', '5', '6', '7'].map(idOf) as [
  Id,
  Id,
  Id,
  Id,
  Id,
  Id,
  Id,
];
const GRANTS: readonly Grant[] = ['read', 'write', 'share', 'keys:read', 'keys:write', 'audit', 'workspace'];

const share = (assetId: Id | null, folderId: Id | null): Actor => ({
  type: 'share',
  id: OTHER,
  workspaceId: HOME,
  assetId,
  folderId,
});
const user = (role: keyof typeof ROLES): Actor => {
  const { vaultId: _, ...member } = keyActor(HOME, ROLES[role]) as Extract<Actor, { type: 'key' | 'user' }>;
  return { ...member, type: 'user', vaultId: null };
};

const ACTORS = {
  nobody: { type: 'anonymous' },
  system: SYSTEM,
  admin: keyActor(HOME, ['admin']),
  reader: keyActor(HOME, ['assets:read']),
  writer: keyActor(HOME, ['assets:read', 'assets:write']),
  'key without scopes': keyActor(HOME, []),
  'key of the vault': keyActor(HOME, ['admin'], VAULT),
  'admin abroad': keyActor(ABROAD, ['admin']),
  editor: user('editor'),
  viewer: user('viewer'),
  'share of the folder': share(null, FOLDER),
  'share of the asset': share(ASSET, null),
  'share of another': share(OTHER, null),
  'share of nothing': share(null, null),
} as const satisfies Record<string, Actor>;

const ITEMS = {
  asset: { workspaceId: HOME, vaultId: null, lineage: [ASSET, FOLDER] },
  'public asset': { workspaceId: HOME, vaultId: null, lineage: [ASSET, FOLDER], isPublic: true },
  'asset of the vault': { workspaceId: HOME, vaultId: VAULT, lineage: [OTHER, VAULT] },
  'asset of another vault': { workspaceId: HOME, vaultId: OTHER_VAULT, lineage: [] },
  'asset abroad': { workspaceId: ABROAD, vaultId: null, lineage: [ASSET, FOLDER] },
} as const satisfies Record<string, Item>;

type ActorName = keyof typeof ACTORS;
type ItemName = keyof typeof ITEMS;

/** Said a second time, in the plainest words. */
function expected(actor: ActorName, grant: Grant, item: ItemName): Decision {
  const abroad = item === 'asset abroad';
  switch (actor) {
    case 'nobody':
      return item === 'public asset' && grant === 'read' ? 'allowed' : 'unauthenticated';
    case 'system':
      return 'allowed';
    case 'admin':
      return abroad ? 'unknown' : 'allowed';
    case 'admin abroad':
      return abroad ? 'allowed' : 'unknown';
    case 'reader':
    case 'viewer':
      return abroad ? 'unknown' : grant === 'read' ? 'allowed' : 'forbidden';
    case 'writer':
      return abroad ? 'unknown' : grant === 'read' || grant === 'write' ? 'allowed' : 'forbidden';
    case 'editor':
      // The right to share is the store dialect's; these actors speak another.
      return abroad ? 'unknown' : grant === 'read' || grant === 'write' ? 'allowed' : 'forbidden';
    case 'key without scopes':
      return abroad ? 'unknown' : 'forbidden';
    case 'key of the vault':
      return item === 'asset of the vault' ? 'allowed' : 'unknown';
    case 'share of the folder':
    case 'share of the asset':
      return grant === 'read' && (item === 'asset' || item === 'public asset') ? 'allowed' : 'unknown';
    case 'share of another':
      return grant === 'read' && item === 'asset of the vault' ? 'allowed' : 'unknown';
    case 'share of nothing':
      return 'unknown';
  }
}

describe('who may do what', () => {
  for (const [actorName, actor] of Object.entries(ACTORS) as [ActorName, Actor][]) {
    for (const [itemName, item] of Object.entries(ITEMS) as [ItemName, Item][]) {
      it(`it decides for ${actorName} and ${itemName}`, () => {
        for (const grant of GRANTS)
          expect([grant, can(actor, grant, item)]).toEqual([grant, expected(actorName, grant, itemName)]);
      });
    }
  }

  it('it takes an item that does not say which vault it is in for none of an actor bound to one', () => {
    expect(can(ACTORS['key of the vault'], 'read', { workspaceId: HOME })).toBe('unknown');
  });

  it('it gives each refusal its code, and the unknown no other words than the absent', () => {
    const code = (actor: Actor, item: Item): unknown => {
      try {
        return authorize(actor, 'write', item, 'Asset');
      } catch (error) {
        return error;
      }
    };
    expect(code(ACTORS.admin, ITEMS.asset)).toBeUndefined();
    expect(code(ACTORS.reader, ITEMS.asset)).toMatchObject({ code: 'forbidden' });
    expect(code(ACTORS.nobody, ITEMS['public asset'])).toMatchObject({ code: 'unauthenticated' });
    expect(code(ACTORS.admin, ITEMS['asset abroad'])).toMatchObject({ code: 'not_found', message: 'Asset not found' });
  });

  it('it lets nobody work in a workspace but members with the grant', () => {
    expect(workspaceFor(ACTORS.admin, 'write')).toBe(HOME);
    expect(() => workspaceFor(ACTORS.reader, 'write')).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(() => workspaceFor(ACTORS.nobody, 'read')).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
    expect(() => workspaceFor(ACTORS['share of the asset'], 'read')).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });
});

describe('scopes', () => {
  const names = Object.keys(SCOPES).filter(isScope);

  it('those of one dialect grant nothing in another', () => {
    for (const scope of names) {
      const entry: { dialects?: readonly string[]; grants: readonly Grant[] } = SCOPES[scope];
      for (const dialect of DIALECTS) {
        const isItsOwn = entry.dialects === undefined || entry.dialects.includes(dialect);
        expect([scope, dialect, grantsOf([scope], dialect)]).toEqual([
          scope,
          dialect,
          isItsOwn ? [...entry.grants] : [],
        ]);
      }
    }
  });

  it('together they grant what each grants, each once', () => {
    for (const dialect of DIALECTS) {
      const together = grantsOf(names, dialect);
      expect(together).toHaveLength(new Set(together).size);
      expect(new Set(together)).toEqual(new Set(names.flatMap((scope) => grantsOf([scope], dialect))));
    }
  });

  it('only those of the list are any', () => {
    for (const text of ['', 'toString', '__proto__', 'constructor', 'admin ', 'Admin', 'assets:*'])
      expect(isScope(text)).toBe(false);
    const all: readonly Scope[] = names;
    expect(all).toContain('admin');
  });
});
