// The queue of uploads: which file is sent when. Knows nothing of the page, nor of how bytes travel.
import { ApiError } from '../api/errors.ts';
import type { Choice } from './conflicts.ts';
import { failureOf, isWorthRetrying } from './failures.ts';
import { createFolders } from './folders.ts';
import { createItem, type Found, type Place, type UploadItem, type UploadState } from './items.ts';
import { createLists, type Lists } from './lists.ts';
import type { UploadPorts } from './ports.ts';
import { type Claims, type Preparing, prepareNext } from './preparing.ts';
import { sendItem } from './sending.ts';

/** Why nothing is sent just now. */
export type Hold = 'user' | 'offline' | 'signedOut';

interface Following {
  /** After every change, however small: to be slowed down by whoever listens. */
  onChange(): void;
  /** When what would be lost with the page is different. */
  onUnfinishedChange(): void;
  /** When nothing is left to be sent or to be chosen. */
  onIdle(): void;
}

export interface UploadQueue {
  readonly lists: Pick<Lists, 'of' | 'summary' | 'shown'>;
  add(place: Place, found: Found, url?: string): void;
  hold(why: Hold, isHeld: boolean): void;
  isHeldBy(why: Hold): boolean;
  /** Something is on its way or waits for its turn. */
  isBusy(): boolean;
  pause(item: UploadItem): void;
  resume(item: UploadItem): void;
  /** For good. */
  cancel(item: UploadItem): void;
  cancelAll(): void;
  retry(item: UploadItem): void;
  retryFailed(): void;
  choose(item: UploadItem, choice: Choice): void;
  /** Also for those that come until all is done. */
  chooseForAll(choice: Choice): void;
  clearFinished(): void;
}

const IN_FLIGHT = 4;
/** So many are prepared before they are needed. */
const AHEAD = 100;
const UNFINISHED: readonly UploadState[] = ['asking', 'failed', 'sending', 'paused', 'ready', 'new'];
const BUSY: readonly UploadState[] = ['sending', 'ready', 'new'];

export function createUploadQueue(ports: UploadPorts, following: Following): UploadQueue {
  const lists = createLists();
  const folders = createFolders(ports);
  const claims: Claims = new Map();
  const holds = new Set<Hold>();
  const running = new Map<UploadItem, AbortController>();
  let preparation: AbortController | undefined;
  let forAll: Choice | undefined;
  let isPumping = false;

  const preparing: Preparing = {
    ports,
    lists,
    folders,
    claims,
    choiceFor: (item) => item.choice ?? forAll,
    fail,
    finish: (item) => finish(item, undefined),
  };

  const isBusy = (): boolean => BUSY.some((state) => lists.of(state).size > 0);

  function put(item: UploadItem, state: UploadState): void {
    lists.put(item, state);
    following.onChange();
    following.onUnfinishedChange();
  }

  function changed(): void {
    following.onChange();
    following.onUnfinishedChange();
    pump();
  }

  /** Many changes at once lead to one look at what is to be done. */
  function pump(): void {
    if (isPumping) return;
    isPumping = true;
    queueMicrotask(() => {
      isPumping = false;
      if (holds.size === 0) {
        for (const item of lists.of('ready')) {
          if (running.size >= IN_FLIGHT) break;
          void start(item);
        }
        void prepareAhead();
      }
      if (isBusy() || lists.of('asking').size > 0 || lists.of('paused').size > 0) return;
      forAll = undefined;
      claims.clear();
      folders.forgetAll();
      following.onIdle();
    });
  }

  async function start(item: UploadItem): Promise<void> {
    const controller = new AbortController();
    running.set(item, controller);
    item.failure = undefined;
    put(item, 'sending');
    const { signal } = controller;
    const { onChange, onUnfinishedChange: onUrl } = following;
    try {
      const assetId = await sendItem(ports, item, { signal, onChange, onUrl });
      if (!signal.aborted) finish(item, assetId);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status === 401) {
        lists.putFirst([item], 'ready');
        ports.noteSignedOut();
      } else fail(item, error);
    } finally {
      if (running.get(item) === controller) running.delete(item);
      pump();
    }
  }

  async function prepareAhead(): Promise<void> {
    if (preparation !== undefined) return;
    const controller = new AbortController();
    preparation = controller;
    try {
      while (lists.of('new').size > 0 && lists.of('ready').size < AHEAD && !controller.signal.aborted) {
        await prepareNext(preparing, controller.signal);
        following.onChange();
        pump();
      }
    } catch {
      // It was held; what was not prepared is still there.
    } finally {
      if (preparation === controller) preparation = undefined;
    }
  }

  function finish(item: UploadItem, assetId: string | undefined): void {
    item.assetId = assetId;
    item.sentBytes = item.sizeBytes;
    item.file = undefined;
    item.url = undefined;
    if (item.replaces !== undefined) ports.noteVersion(item.replaces);
    if (item.kind === 'file') ports.noteArrival('asset', item.folderId ?? null);
    put(item, 'done');
    pump();
  }

  function fail(item: UploadItem, error: unknown): void {
    item.failure = failureOf(error);
    put(item, 'failed');
    pump();
  }

  /** Ends what is sent of it; the state is the caller's to set. */
  function stop(item: UploadItem): void {
    running.get(item)?.abort(new DOMException('the upload was stopped', 'AbortError'));
    running.delete(item);
  }

  function forget(item: UploadItem): void {
    stop(item);
    const { url } = item;
    item.file = undefined;
    item.url = undefined;
    if (url !== undefined) void ports.discard(url).catch(() => undefined);
    lists.drop(item);
  }

  /** Back to where they can be sent from; first, since they have waited before. */
  function restart(items: readonly UploadItem[]): void {
    for (const item of items) {
      // What was found out about its place holds no more.
      if (item.failure?.kind === 'gone' || item.failure?.kind === 'refused') {
        folders.forget(item.place);
        item.folderId = undefined;
      }
      item.failure = undefined;
    }
    const { fresh = [], ready = [] } = Object.groupBy(items, ({ folderId }) =>
      folderId === undefined ? 'fresh' : 'ready',
    );
    lists.putFirst(fresh, 'new');
    lists.putFirst(ready, 'ready');
    changed();
  }

  function decideFor(items: readonly UploadItem[], choice: Choice): void {
    if (choice === 'skip') for (const item of items) lists.put(item, 'skipped');
    else lists.putFirst(items, 'new');
    changed();
  }

  return {
    lists,
    isBusy,
    add(place, found, url) {
      const item = createItem(place, found);
      item.url = url;
      if (found.isUnreadable === true) item.failure = { kind: 'unreadable', said: '' };
      put(item, found.isUnreadable === true ? 'failed' : 'new');
      pump();
    },
    hold(why, isHeld) {
      if (isHeld === holds.has(why)) return;
      if (isHeld) holds.add(why);
      else holds.delete(why);
      if (isHeld) {
        preparation?.abort();
        preparation = undefined;
        const sending = [...lists.of('sending')];
        for (const item of sending) stop(item);
        lists.putFirst(sending, 'ready');
      } else if (why === 'user') restart([...lists.of('paused')]);
      changed();
    },
    isHeldBy: (why) => holds.has(why),
    pause(item) {
      if (!BUSY.includes(item.state)) return;
      stop(item);
      lists.put(item, 'paused');
      changed();
    },
    resume: (item) => item.state === 'paused' && restart([item]),
    cancel(item) {
      forget(item);
      changed();
    },
    cancelAll() {
      for (const state of UNFINISHED) for (const item of [...lists.of(state)]) forget(item);
      changed();
    },
    retry: (item) => item.state === 'failed' && restart([item]),
    retryFailed: () => restart([...lists.of('failed')].filter(({ failure }) => isWorthRetrying(failure))),
    choose(item, choice) {
      if (item.state !== 'asking') return;
      item.choice = choice;
      decideFor([item], choice);
    },
    chooseForAll(choice) {
      forAll = choice;
      decideFor([...lists.of('asking')], choice);
    },
    clearFinished() {
      for (const state of ['done', 'skipped'] as const) for (const item of [...lists.of(state)]) lists.drop(item);
      changed();
    },
  };
}
