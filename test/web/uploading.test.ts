import { describe, expect, it } from 'vitest';
import { ApiError } from '../../web/src/api/errors.ts';
import { decide, otherNames, type Taken } from '../../web/src/upload/conflicts.ts';
import { failureOf, UnreadableFile } from '../../web/src/upload/failures.ts';
import { createItem, type Found } from '../../web/src/upload/items.ts';
import { createRate } from '../../web/src/upload/rate.ts';
import { waitBefore } from '../../web/src/upload/retrying.ts';
import { findMatch, fingerprint, type Unfinished } from '../../web/src/upload/unfinished.ts';
import { pastedFiles, pickedFiles, walk } from '../../web/src/upload/walk.ts';

describe('a name that is taken', () => {
  const asset: Taken = { type: 'asset', id: '7', sizeBytes: 1 };
  const among = (taken: Record<string, Taken>) => (name: string) => taken[name];

  it('is asked about, unless the choice is made', () => {
    const find = among({ 'a.txt': asset });
    const others = otherNames('a.txt', 0);
    expect(decide('b.txt', undefined, [], find)).toEqual({ does: 'send', name: 'b.txt' });
    expect(decide('a.txt', undefined, [], find)).toEqual({ does: 'ask', taken: asset });
    expect(decide('a.txt', 'skip', [], find)).toEqual({ does: 'skip' });
    expect(decide('a.txt', 'replace', [], find)).toEqual({ does: 'send', name: 'a.txt', replaces: '7' });
    expect(decide('a.txt', 'keep', others, find)).toEqual({ does: 'send', name: 'a (2).txt' });
  });

  it('leads to the first other name that is free, before the extension', () => {
    const find = among({ 'a.tar.gz': asset, 'a.tar (2).gz': asset, 'a.tar (3).gz': { type: 'upload' } });
    expect(decide('a.tar.gz', 'keep', otherNames('a.tar.gz', 0), find)).toEqual({ does: 'send', name: 'a.tar (4).gz' });
    expect(otherNames('.profile', 0)[0]).toBe('.profile (2)');
    expect(new Set(otherNames('a', 0)).size).toBe(otherNames('a', 0).length);
  });

  it('is never replaced where it is a folder’s, or of a file that is on its way', () => {
    for (const type of ['folder', 'upload'] as const) {
      expect(decide('a', 'replace', [], among({ a: { type } }))).toEqual({ does: 'ask', taken: { type } });
    }
  });
});

interface Tree {
  readonly [name: string]: string | null | Tree;
}

/** As browsers give them: texts are files, null can not be read; folders give two entries at a time. */
function entryOf(name: string, content: string | null | Tree): FileSystemEntry {
  const isDirectory = typeof content === 'object' && content !== null;
  const entry = {
    name,
    isFile: !isDirectory,
    isDirectory,
    file: (done: (file: File) => void, failed: (error: Error) => void) =>
      typeof content === 'string' ? done(new File([content], name)) : failed(new Error('no')),
    createReader() {
      const rest = Object.entries(content ?? {}).map(([child, of]) => entryOf(child, of));
      return {
        readEntries: (done: (some: unknown[]) => void, failed: (error: Error) => void) =>
          name === 'locked' ? failed(new Error('no')) : setImmediate(() => done(rest.splice(0, 2))),
      };
    },
  };
  // A page has no way to make one: only what is used of it is there.
  return entry as unknown as FileSystemEntry;
}

async function allOf(walking: AsyncIterable<Found>): Promise<Found[]> {
  const all: Found[] = [];
  for await (const one of walking) all.push(one);
  return all;
}

const shown = ({ path, name, file, isUnreadable }: Found): string =>
  `${[...path, name].join('/')}${isUnreadable ? '!' : file ? '' : '/'}`;

describe('what was dropped', () => {
  it('is found with its folders, empty and unreadable ones too, and without what systems leave behind', async () => {
    const tree = {
      deep: { 'd.txt': 'd', empty: {} },
      'a.txt': 'a',
      'b.txt': 'b',
      'c.txt': null,
      '.DS_Store': 'x',
      locked: { e: 'e' },
    };
    const found = await allOf(walk([entryOf('root', tree), new File(['z'], 'z.txt')]));
    expect(found.map(shown)).toEqual([
      'root/a.txt',
      'root/b.txt',
      'root/c.txt!',
      'root/deep/d.txt',
      'root/deep/empty/',
      'root/locked!',
      'z.txt',
    ]);
  });

  it('is not all of it before the first is told', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`${index}`, 'x']));
    const walking = walk([new File(['z'], 'first'), entryOf('many', many)]);
    expect((await walking.next()).value?.name).toBe('first');
    expect((await allOf(walking)).length).toBe(1_000);
  });
});

it('Files of a picked folder lie where they lay, and pasted pictures get a name of their own', () => {
  const file = Object.assign(new File(['x'], 'x.txt'), { webkitRelativePath: 'A/b/x.txt' });
  const loose = Object.assign(new File(['y'], 'y.txt'), { webkitRelativePath: '' });
  expect([...pickedFiles([file, loose])].map(shown)).toEqual(['A/b/x.txt', 'y.txt']);
  const pasted = [...pastedFiles([new File(['x'], 'image.png'), loose], new Date('2026-11-22T08:09:10Z'))];
  expect(pasted.map(shown)).toEqual(['2026-11-22 08.09.10.png', 'y.txt']);
});

describe('a file that is chosen again', () => {
  const place = (path: string[]) => ({ rootId: null, rootLabel: '', path });
  const one = (path: string[], url: string): Unfinished => ({
    name: 'a.bin',
    place: place(path),
    sizeBytes: 5,
    lastModified: 9,
    url,
  });
  const index = Map.groupBy([one(['A'], '/1'), one(['B'], '/2')], fingerprint);

  it('goes on with the upload of its folder, or by itself with any of its name, size and time', () => {
    const sought = { name: 'a.bin', sizeBytes: 5, lastModified: 9 };
    expect(findMatch(index, { ...sought, path: ['B'] })?.url).toBe('/2');
    expect(findMatch(index, { ...sought, path: [] })?.url).toBe('/1');
    expect(findMatch(index, { ...sought, path: ['C'] })).toBeUndefined();
    for (const change of [{ name: 'b.bin' }, { sizeBytes: 6 }, { lastModified: 8 }])
      expect(findMatch(index, { ...sought, ...change, path: ['B'] })).toBeUndefined();
  });

  it('is known whichever way its letters with marks are written', () => {
    const composed = fingerprint({ name: '\u00e4', sizeBytes: 1, lastModified: 1 });
    expect(fingerprint({ name: 'a\u0308', sizeBytes: 1, lastModified: 1 })).toBe(composed);
  });
});

describe('how long it takes', () => {
  it('is told from the last seconds, and not at all from less than one', () => {
    const rate = createRate();
    rate.note(0, 0);
    rate.note(500, 500);
    expect(rate.secondsFor(1_000)).toBeUndefined();
    for (let second = 1; second <= 60; second += 1) rate.note(second * 1_000, second * 1_000);
    expect(rate.perSecond()).toBe(1_000);
    for (let second = 61; second <= 69; second += 1) rate.note(60_000 + (second - 60) * 5_000, second * 1_000);
    expect(rate.perSecond()).toBe(5_000);
    expect(rate.secondsFor(50_000)).toBe(10);
  });

  it('is not known when nothing moves, nor right after something has to be sent again', () => {
    const rate = createRate();
    for (const at of [0, 4_000, 20_000]) rate.note(9_000, at);
    expect(rate.secondsFor(1)).toBeUndefined();
    rate.note(3_000, 21_000);
    expect(rate.perSecond()).toBeUndefined();
  });
});

describe('after a failure', () => {
  it('what may pass is tried again, later each time, as late as the server asks, and not for ever', () => {
    const gone = new ApiError(0, '');
    const waits = [1, 2, 3, 4, 5, 6, 7].map((attempts) => waitBefore(attempts, gone, 1));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(waitBefore(8, gone, 1)).toBeUndefined();
    expect(waitBefore(1, gone, 0)).toBe(750);
    expect(waitBefore(1, new ApiError(503, '', 20), 1)).toBe(20_000);
  });

  it('what the server refuses is not, and is told apart', () => {
    const kinds = [403, 404, 409, 413, 415, 422, 500, 507].map((status) => {
      const error = new ApiError(status, 'said');
      expect(waitBefore(1, error, 1)).toBeUndefined();
      return failureOf(error);
    });
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'forbidden',
      'gone',
      'refused',
      'tooLarge',
      'type',
      'refused',
      'server',
      'full',
    ]);
    expect(failureOf(new ApiError(409, 'said')).said).toBe('said');
    expect(failureOf(new UnreadableFile()).kind).toBe('unreadable');
  });
});

it('An item begins with nothing sent, and keeps the size of its file', () => {
  const item = createItem(
    { rootId: null, rootLabel: '', path: [] },
    { name: 'a', path: [], file: new File(['abc'], 'a') },
  );
  expect(item).toMatchObject({ kind: 'file', sizeBytes: 3, sentBytes: 0, state: 'new' });
});
