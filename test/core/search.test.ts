// The text index: hostile words are never a syntax error, beginnings are found, and no workspace sees another's.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Core } from '../../src/core/index.ts';
import { matchOf } from '../../src/database/search.ts';
import { contentOf, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { restore, trash } from '../support/trash.ts';

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

async function search(actor: Actor, value: string): Promise<string[]> {
  const { items, total } = await core.listAssets(actor, {
    filters: [{ field: 'search', operator: 'eq', value }],
    sort: { field: 'name', order: 'asc' },
    limit: 100,
    includeTotal: true,
  });
  expect(total).toBe(items.length);
  return items.map((asset) => asset.name);
}

const create = (actor: Actor, name: string, details: { title?: string; description?: string; tags?: string[] } = {}) =>
  core.createAsset(actor, { name, folderId: null, content: contentOf(name), ...details });

describe('searching', () => {
  it('finds whole words and their beginnings from two letters on, in every field, without regard to case and accents', async () => {
    const actor = await newTenant(core);
    await create(actor, 'Sunset over Zürich.jpg', {
      title: 'Evening',
      description: 'taken from the bridge',
      tags: ['holiday'],
    });
    await create(actor, 'other.txt');
    for (const text of [
      'sunset',
      'SUN',
      'su',
      'zurich',
      'Zürich',
      'zu\u0308rich',
      'evening',
      'bridge',
      'holi',
      'jpg',
      'bridge sunset',
    ]) {
      expect([text, await search(actor, text)]).toEqual([text, ['Sunset over Zürich.jpg']]);
    }
    for (const text of ['unset', 's', 'sunset other', 'sunsets', 'taken by'])
      expect([text, await search(actor, text)]).toEqual([text, []]);
  });

  it('finds letters with marks for which there is no single character, with or without their marks', async () => {
    const actor = await newTenant(core);
    await create(actor, 'marks.txt', { description: 'the mean x\u0304y of zd\u0308rn\u0307' });
    for (const text of ['x\u0304y', 'xy', 'x\u0304y\u0304', 'zd\u0308', 'zd\u0308rn', 'ZDRN', 'x\u0304y zd\u0308rn'])
      expect([text, await search(actor, text)]).toEqual([text, ['marks.txt']]);
    for (const text of ['x\u0304z', 'y', 'rn', '\u0304', '\u0304\u0308'])
      expect([text, await search(actor, text)]).toEqual([text, []]);
  });

  it('never fails, whatever the text', async () => {
    const actor = await newTenant(core);
    await create(actor, 'a.txt', { description: 'AND OR NOT NEAR scope name title' });
    const operators = [
      '"',
      '""',
      "'",
      '*',
      'a*',
      '^a',
      '-a',
      '+a',
      ':',
      'name:a',
      'scope : "x"',
      'NEAR(a b)',
      'a AND',
      'NOT',
      'OR OR',
      '(',
      ')',
      '{name}',
      '\\',
      '%',
      '_',
      '\0',
      'a\0b',
      '\ud800',
      '🙂',
      '\u0301',
      '\u0378',
      '\u{1e900}',
      "'; drop table assets; --",
      '',
    ];
    for (const text of operators) await search(actor, text);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.array(fc.constantFrom(...operators, 'a', 'NEAR', 'AND')).map((parts) => parts.join(' ')),
        ),
        async (text) => {
          await search(actor, text);
        },
      ),
      { numRuns: 300 },
    );
    for (const word of ['and', 'not', 'near', 'scope']) expect(await search(actor, word)).toEqual(['a.txt']);
  });

  it('is bounded, however many words there are', () => {
    const match = matchOf('0'.repeat(24) as never, 'word '.repeat(10_000));
    expect(match?.words).toHaveLength(16);
    expect(matchOf('0'.repeat(24) as never, ' "*" -- ')).toBeUndefined();
  });

  it('sees no other workspace, not even by its id', async () => {
    const [mine, theirs] = [await newTenant(core), await newTenant(core)];
    await create(theirs, 'secret plan.txt');
    await create(mine, 'my plan.txt');
    expect(await search(mine, 'plan')).toEqual(['my plan.txt']);
    for (const text of [
      'secret',
      theirs.workspaceId,
      `scope:${theirs.workspaceId} plan`,
      `plan" OR scope : "${theirs.workspaceId}`,
    ]) {
      expect(await search(mine, text)).toEqual([]);
    }
  });

  it('knows changes at once, and nothing of what was trashed or deleted', async () => {
    const actor = await newTenant(core);
    const { id } = await create(actor, 'before.txt', { tags: ['old'] });
    await core.patchAsset(actor, id, { name: 'after.txt', tags: ['new'] });
    expect([await search(actor, 'before'), await search(actor, 'old')]).toEqual([[], []]);
    expect([await search(actor, 'after'), await search(actor, 'new')]).toEqual([['after.txt'], ['after.txt']]);
    await trash(core, actor, id);
    expect(await search(actor, 'after')).toEqual([]);
    await restore(core, actor, id);
    expect(await search(actor, 'after')).toEqual(['after.txt']);
    await core.deleteAsset(actor, id);
    expect(await search(actor, 'after')).toEqual([]);
  });
});
