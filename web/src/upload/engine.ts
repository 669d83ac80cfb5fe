// Uploading as a whole, for the one who is signed in: lives outside of all pages, and follows the connection and the session.
import { sessionState } from '../api/session.ts';
import { createObservable, type Observable } from '../app/observable.ts';
import { createAwake } from './awake.ts';
import { createDuplicateSearch } from './duplicates.ts';
import type { Found, UploadState } from './items.ts';
import { createUploadQueue, type UploadQueue } from './queue.ts';
import { createRate, type Rate } from './rate.ts';
import { findOffset, listDuplicates, serverPorts } from './server.ts';
import type { UploadTarget } from './target.ts';
import { findMatch, fingerprint, loadUnfinished, saveUnfinished, toUnfinished, type Unfinished } from './unfinished.ts';

export interface UploadEngine {
  readonly queue: UploadQueue;
  /** How fast bytes go, and how fast all of it, for many small files are slower than a large one. */
  readonly bytes: Rate;
  readonly work: Rate;
  /** Another number after every change, five times a second at most. */
  readonly version: Observable<number>;
  /** What was not finished when the page was left before, and was not chosen again yet. */
  readonly unfinished: Observable<readonly Unfinished[]>;
  /** What was chosen before goes on where it was. `isOnlyRest`: all else is left alone; answers how many that were. */
  add(found: AsyncIterable<Found> | Iterable<Found>, target: UploadTarget, isOnlyRest?: boolean): Promise<number>;
  discardUnfinished(): void;
  dispose(): void;
}

const TOLD_EVERY_MS = 200;
const SAVED_EVERY_MS = 2_000;
/** The page must answer its user in between. */
const LONGEST_TURN_MS = 25;
/** So many old uploads are asked after. */
const MOST_ASKED = 50;
const UNFINISHED: readonly UploadState[] = ['sending', 'asking', 'paused', 'failed', 'ready', 'new'];

export function createUploadEngine(userId: string): UploadEngine {
  const version = createObservable(0);
  const unfinished = createObservable<readonly Unfinished[]>(loadUnfinished(userId));
  const [bytes, work] = [createRate(), createRate()];
  const awake = createAwake();
  const search = createDuplicateSearch(listDuplicates, tell);
  const queue = createUploadQueue(serverPorts, {
    onChange: tell,
    onUnfinishedChange: saveSoon,
    onIdle: () => void search.run(queue.lists.of('done')),
  });
  let telling: ReturnType<typeof setTimeout> | undefined;
  let saving: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;

  function tell(): void {
    if (telling !== undefined) return;
    telling = setTimeout(() => {
      telling = undefined;
      if (isGone) return;
      const isBusy = queue.isBusy();
      if (isBusy) {
        const { sentBytes, workDone } = queue.lists.summary();
        bytes.note(sentBytes, performance.now());
        work.note(workDone, performance.now());
        search.stop();
      } else for (const rate of [bytes, work]) rate.forget();
      awake.set(isBusy || queue.lists.of('asking').size > 0 || queue.lists.of('paused').size > 0);
      version.set(version.get() + 1);
    }, TOLD_EVERY_MS);
  }

  function saveSoon(): void {
    if (saving === undefined) saving = setTimeout(save, SAVED_EVERY_MS);
  }

  function save(): void {
    clearTimeout(saving);
    saving = undefined;
    if (isGone) return;
    const items = UNFINISHED.flatMap((state) => [...queue.lists.of(state)]).filter(({ kind }) => kind === 'file');
    saveUnfinished(userId, [...items.map(toUnfinished), ...unfinished.get()]);
  }

  async function add(
    found: AsyncIterable<Found> | Iterable<Found>,
    { folderId, label }: UploadTarget,
    isOnlyRest = false,
  ): Promise<number> {
    let began = performance.now();
    let left = 0;
    for await (const one of found) {
      if (isGone) break;
      if (performance.now() - began > LONGEST_TURN_MS) {
        await new Promise((resolve) => setTimeout(resolve));
        began = performance.now();
      }
      const earlier = takeUnfinished(one);
      if (earlier !== undefined) {
        const { place, url, replaces } = earlier;
        queue.add(place, { ...one, path: place.path, ...(replaces !== undefined && { replaces }) }, url);
      } else if (isOnlyRest) left += 1;
      else queue.add({ rootId: folderId, rootLabel: label, path: one.path }, one);
    }
    unfinished.set([...rest.values()].flat());
    return left;
  }

  let rest = indexed(unfinished.get());

  function takeUnfinished({ name, path, file }: Found): Unfinished | undefined {
    if (file === undefined || rest.size === 0) return undefined;
    const sought = { name, path, sizeBytes: file.size, lastModified: file.lastModified };
    const match = findMatch(rest, sought);
    if (match !== undefined) {
      const at = fingerprint(sought);
      const others = (rest.get(at) ?? []).filter((one) => one !== match);
      if (others.length > 0) rest.set(at, others);
      else rest.delete(at);
    }
    return match;
  }

  function offer(list: readonly Unfinished[]): void {
    rest = indexed(list);
    unfinished.set(list);
    saveSoon();
  }

  /** Of what the server has given up, nothing is left to go on with but the name. */
  async function askAfterUnfinished(): Promise<void> {
    for (const { url } of unfinished.get().slice(0, MOST_ASKED)) {
      if (url === undefined || (await findOffset(url)) !== undefined || isGone) continue;
      offer(unfinished.get().map((one) => (one.url === url ? withoutUrl(one) : one)));
    }
  }

  const followConnection = (): void => queue.hold('offline', !navigator.onLine);
  const followSession = (): void => queue.hold('signedOut', sessionState.get()?.state !== 'signed-in');
  window.addEventListener('online', followConnection);
  window.addEventListener('offline', followConnection);
  window.addEventListener('pagehide', save);
  const unfollowSession = sessionState.subscribe(followSession);
  followConnection();
  followSession();
  void askAfterUnfinished().catch(() => undefined);

  return {
    queue,
    bytes,
    work,
    version,
    unfinished,
    add,
    discardUnfinished() {
      for (const { url } of unfinished.get())
        if (url !== undefined) void serverPorts.discard(url).catch(() => undefined);
      offer([]);
      save();
    },
    dispose() {
      isGone = true;
      search.stop();
      queue.hold('signedOut', true);
      clearTimeout(saving);
      awake.end();
      unfollowSession();
      window.removeEventListener('online', followConnection);
      window.removeEventListener('offline', followConnection);
      window.removeEventListener('pagehide', save);
    },
  };
}

const indexed = (list: readonly Unfinished[]): Map<string, Unfinished[]> => Map.groupBy(list, fingerprint);

const withoutUrl = ({ url: _gone, ...rest }: Unfinished): Unfinished => rest;
