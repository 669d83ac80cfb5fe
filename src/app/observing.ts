// The ports with somebody who watches them: each does what it did, and says when it begins and how it ends.
import type { Core } from '../core/index.ts';
import { type Observer, type Outcome, observe, outcomeOf } from '../core/observation.ts';
import type { BlobStore, BlobWriter, MediaDecoder, PictureCache } from '../core/ports.ts';
import type { Engine } from '../database/engine.ts';
import { delegating } from './delegating.ts';

/** Transactions are watched; reads are a part of what asks for them. */
export function observedEngine(engine: Engine, observer: Observer): Engine {
  return delegating(engine, {
    write: (name, ...rest) =>
      observe(observer, { kind: 'transaction', name, engine: engine.kind }, () => engine.write(name, ...rest)),
  });
}

export function observedDecoder(decoder: MediaDecoder, observer: Observer): MediaDecoder {
  return delegating(decoder, {
    examine: (source, sides, options) =>
      observe(observer, { kind: 'decoding', name: 'examine', isBackground: options?.isBackground ?? false }, () =>
        decoder.examine(source, sides, options),
      ),
    transform: (source, recipe, options) =>
      observe(observer, { kind: 'decoding', name: 'transform', isBackground: options?.isBackground ?? false }, () =>
        decoder.transform(source, recipe, options),
      ),
  });
}

export function observedPictureCache(cache: PictureCache, observer: Observer): PictureCache {
  return delegating(cache, {
    get: (key) => observe(observer, { kind: 'cached picture', name: 'get' }, () => cache.get(key), orAbsent),
  });
}

/** Files that come in and go out, by whichever door. */
export function observedCore(core: Core, observer: Observer): Core {
  return {
    ...core,
    async storeContent(upload) {
      const observation = observer.begin({ kind: 'transfer', name: 'upload' });
      try {
        const stored = await observation.run(() => core.storeContent(upload));
        observation.end('ok', { fileBytes: stored.blob.sizeBytes });
        return stored;
      } catch (error) {
        observation.end(outcomeOf(error));
        throw error;
      }
    },
    countDownload: (actor, asset) => observeDownloads(observer, 1, () => core.countDownload(actor, asset)),
    countDownloads: (actor, ids) => observeDownloads(observer, ids.length, () => core.countDownloads(actor, ids)),
  };
}

async function observeDownloads(observer: Observer, files: number, count: () => Promise<void>): Promise<void> {
  const observation = observer.begin({ kind: 'transfer', name: 'download' });
  try {
    await observation.run(count);
    observation.end('ok', { files });
  } catch (error) {
    observation.end(outcomeOf(error), { files });
    throw error;
  }
}

/**
 * `open` ends when bytes can flow, `commit` when they are durable, `write` and `pieces` with the last piece, so that these two
 * last as long as whoever sends or takes them. A stream that the store breaks off is one more `stream`.
 */
export function observedBlobStore(blobs: BlobStore, observer: Observer): BlobStore {
  const watch = <T>(name: string, work: () => Promise<T>, judge?: (result: T) => 'ok' | 'absent'): Promise<T> =>
    observe(observer, { kind: 'blob', name }, work, judge);
  return delegating(blobs, {
    create: async () => observedWriter(await watch('create', () => blobs.create()), observer),
    async open(sha256, range) {
      const stream = await watch('open', () => blobs.open(sha256, range), orAbsent);
      stream?.once('close', () => {
        const outcome = stream.errored && outcomeOf(stream.errored);
        // What else a stream is destroyed with is no fault of the store.
        if (outcome && outcome !== 'internal') observer.begin({ kind: 'blob', name: 'stream' }).end(outcome);
      });
      return stream;
    },
    pieces: (sha256, range) => observedPieces(blobs.pieces(sha256, range), observer),
    read: (sha256) => watch('read', () => blobs.read(sha256), orAbsent),
    stat: (sha256) => watch('stat', () => blobs.stat(sha256), orAbsent),
    remove: (sha256, since) =>
      watch(
        'remove',
        () => blobs.remove(sha256, since),
        (answer) => (answer === 'absent' ? 'absent' : 'ok'),
      ),
    sweepAbandoned: (olderThan) => watch('sweep', () => blobs.sweepAbandoned(olderThan)),
    check: () => watch('check', () => blobs.check()),
  });
}

async function* observedPieces(pieces: AsyncIterable<Uint8Array>, observer: Observer): AsyncGenerator<Uint8Array> {
  const observation = observer.begin({ kind: 'blob', name: 'pieces' });
  let outcome: Outcome = 'abandoned';
  try {
    yield* pieces;
    outcome = 'ok';
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    observation.end(outcome);
  }
}

function observedWriter(writer: BlobWriter, observer: Observer): BlobWriter {
  const observation = observer.begin({ kind: 'blob', name: 'write' });
  let hasEnded = false;
  const end = (outcome: Outcome): void => {
    if (!hasEnded) observation.end(outcome);
    hasEnded = true;
  };
  return {
    async write(chunk) {
      try {
        await writer.write(chunk);
      } catch (error) {
        end(outcomeOf(error));
        throw error;
      }
    },
    async commit(sha256) {
      try {
        await observe(observer, { kind: 'blob', name: 'commit' }, () => writer.commit(sha256));
        end('ok');
      } catch (error) {
        end(outcomeOf(error));
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {
      await writer[Symbol.asyncDispose]();
      end('abandoned');
    },
  };
}

const orAbsent = (found: unknown): 'ok' | 'absent' => (found === undefined ? 'absent' : 'ok');
