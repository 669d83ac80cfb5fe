import { describe, expect, it } from 'vitest';
import { ApiError } from '../../web/src/api/errors.ts';
import type { Entry, SendJob, UploadPorts } from '../../web/src/upload/ports.ts';
import { createUploadQueue, type UploadQueue } from '../../web/src/upload/queue.ts';

interface World {
  readonly queue: UploadQueue;
  /** What is sent now, by name: to be ended by the test. */
  readonly sending: Map<string, { readonly job: SendJob; end(outcome?: Error): void }>;
  /** In the order in which they were begun. */
  readonly begun: string[];
  readonly madeFolders: string[];
  readonly asked: (readonly string[])[];
  readonly discarded: string[];
  /** Assets that got other bytes. */
  readonly renewed: string[];
  /** Until everything that needs no end of a file has happened. */
  settle(): Promise<void>;
}

/** A server in which `entries` are there, and that takes bytes only when the test says so. */
function openWorld(entries: readonly Entry[] = []): World {
  const sending: World['sending'] = new Map();
  const [begun, madeFolders, asked, discarded]: [string[], string[], (readonly string[])[], string[]] = [
    [],
    [],
    [],
    [],
  ];
  const renewed: string[] = [];
  const ports: UploadPorts = {
    async ensureFolder(parentId, name) {
      madeFolders.push(`${parentId ?? ''}/${name}`);
      return { id: `${parentId ?? ''}/${name}`, isNew: true };
    },
    async findEntries(_folderId, names) {
      asked.push(names);
      return entries.filter(({ name }) => names.includes(name));
    },
    send(job, signal) {
      begun.push(job.name);
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        sending.set(job.name, {
          job,
          end(outcome) {
            sending.delete(job.name);
            if (outcome) reject(outcome);
            else resolve(`id of ${job.name}`);
          },
        });
      });
    },
    discard: async (url) => void discarded.push(url),
    noteArrival: () => undefined,
    noteVersion: (assetId) => void renewed.push(assetId),
    noteSignedOut: () => queue.hold('signedOut', true),
    now: () => 0,
    randomKey: () => 'key',
  };
  const queue = createUploadQueue(ports, {
    onChange: () => undefined,
    onUnfinishedChange: () => undefined,
    onIdle: () => undefined,
  });
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
  return { queue, sending, begun, madeFolders, asked, discarded, renewed, settle };
}

const add = ({ queue }: World, name: string, path: string[] = []): void =>
  queue.add({ rootId: null, rootLabel: '', path }, { name, path, file: new File([name], name) });

const namesOf = ({ queue }: World, state: Parameters<UploadQueue['lists']['of']>[0]): string[] =>
  [...queue.lists.of(state)].map(({ name }) => name);

describe('the queue', () => {
  it('sends four at a time, in the order in which they came', async () => {
    const world = openWorld();
    for (const name of ['1', '2', '3', '4', '5', '6']) add(world, name);
    await world.settle();
    expect(world.begun).toEqual(['1', '2', '3', '4']);
    world.sending.get('3')?.end();
    await world.settle();
    expect(world.begun).toEqual(['1', '2', '3', '4', '5']);
    expect(world.asked).toEqual([['1', '2', '3', '4', '5', '6']]);
    expect(world.queue.lists.summary()).toMatchObject({ total: 6, counts: { done: 1, sending: 4, ready: 1 } });
  });

  it('makes each folder once, its parents first, and asks for no names in new ones', async () => {
    const world = openWorld();
    add(world, 'x', ['A', 'B']);
    add(world, 'y', ['A', 'C']);
    world.queue.add({ rootId: null, rootLabel: '', path: ['A'] }, { name: 'empty', path: ['A'] });
    await world.settle();
    expect(world.madeFolders).toEqual(['/A', '/A/B', '/A/C', '/A/empty']);
    expect(world.asked).toEqual([]);
    expect(world.sending.get('y')?.job.folderId).toBe('/A/C');
    expect(namesOf(world, 'done')).toEqual(['empty']);
  });

  it('holds up no file for another whose name is taken, and two of one drop do not become one', async () => {
    const world = openWorld([{ name: 'a', type: 'asset', id: '7', sizeBytes: 1 }]);
    for (const name of ['a', 'b', 'B']) add(world, name);
    await world.settle();
    expect(namesOf(world, 'asking')).toEqual(['a', 'B']);
    expect(world.begun).toEqual(['b']);
    world.queue.chooseForAll('replace');
    await world.settle();
    expect(world.sending.get('a')?.job.replaces).toBe('7');
    expect(namesOf(world, 'asking')).toEqual(['B']);
    world.queue.chooseForAll('keep');
    await world.settle();
    expect(world.begun).toEqual(['b', 'a', 'B (2)']);
  });

  it('sends what was chosen as a new version of an asset, whatever else has its name', async () => {
    const world = openWorld([{ name: 'a', type: 'asset', id: '7', sizeBytes: 1 }]);
    world.queue.add(
      { rootId: null, rootLabel: '', path: [] },
      { name: 'a', path: [], file: new File(['a'], 'a'), replaces: '9' },
    );
    await world.settle();
    expect(world.sending.get('a')?.job.replaces).toBe('9');
    world.sending.get('a')?.end();
    await world.settle();
    expect(world.renewed).toEqual(['9']);
  });

  it('goes on with the same upload after a pause, and removes it at the server when it is cancelled', async () => {
    const world = openWorld();
    add(world, 'a');
    await world.settle();
    world.sending.get('a')?.job.onUrl('/files/1');
    const [item] = world.queue.lists.of('sending');
    if (item === undefined) throw new Error('nothing is sent');
    world.queue.pause(item);
    await world.settle();
    expect(namesOf(world, 'paused')).toEqual(['a']);
    world.queue.resume(item);
    await world.settle();
    expect(world.sending.get('a')?.job.url).toBe('/files/1');
    world.queue.cancel(item);
    await world.settle();
    expect(world.discarded).toEqual(['/files/1']);
    expect(world.queue.lists.summary().total).toBe(0);
  });

  it('waits when somebody has to sign in, and begins with the same files again', async () => {
    const world = openWorld();
    for (const name of ['1', '2', '3', '4', '5']) add(world, name);
    await world.settle();
    world.sending.get('2')?.end(new ApiError(401, ''));
    await world.settle();
    expect(namesOf(world, 'sending')).toEqual([]);
    expect(namesOf(world, 'failed')).toEqual([]);
    world.begun.length = 0;
    world.queue.hold('signedOut', false);
    await world.settle();
    expect(world.begun.toSorted()).toEqual(['1', '2', '3', '4']);
  });

  it('never looks finished when something has failed, and tries all of that again', async () => {
    const world = openWorld();
    for (const name of ['a', 'b', 'c']) add(world, name);
    await world.settle();
    world.sending.get('a')?.end();
    for (const name of ['b', 'c']) world.sending.get(name)?.end(new ApiError(507, ''));
    await world.settle();
    const { ratio, sentBytes, counts } = world.queue.lists.summary();
    expect({ sentBytes, failed: counts.failed }).toEqual({ sentBytes: 1, failed: 2 });
    expect(ratio).toBeLessThan(0.5);
    world.queue.retryFailed();
    await world.settle();
    for (const { end } of [...world.sending.values()]) end();
    await world.settle();
    expect(world.queue.lists.summary().ratio).toBe(1);
  });

  it('takes ten thousand files in a moment, and shows those first that wait for somebody', async () => {
    const world = openWorld([{ name: 'n42', type: 'folder', id: '1', sizeBytes: 0 }]);
    for (let index = 0; index < 10_000; index += 1) add(world, `n${index}`);
    await world.settle();
    expect(world.queue.lists.shown().length).toBe(10_000);
    expect(world.queue.lists.shown()[0]?.name).toBe('n42');
    world.queue.cancelAll();
    expect(world.queue.lists.shown()).toEqual([]);
  });
});
