// The bytes of one asset of another service: gone on with where they broke off, if it allows that, and held against
// what it says of them.
import { CoreError, type StoredContent, tooLarge } from '../core/index.ts';
import { isPassing, waitAfter } from './patience.ts';
import type { Answer, Remote } from './remote.ts';
import type { RemoteContent } from './source.ts';
import { type Told, toldBy } from './told.ts';

export interface Download {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly told: Told;
  /** For who does not read the bytes. */
  destroy(): void;
}

/** Less than this between two interruptions counts as none at all. */
const PROGRESS_BYTES = 64 * 1024;

/** Throws as `Remote.open`, and `too_large` where the answer says that it is. */
export async function openDownload(remote: Remote, url: URL, maxSizeBytes: number): Promise<Download> {
  const answer = await remote.open(url);
  const told = toldBy(answer.headers);
  if (told.sizeBytes !== null && told.sizeBytes > maxSizeBytes) {
    answer.destroy();
    throw tooLarge(maxSizeBytes);
  }
  return { bytes: wholeBytes(remote, url, answer, told), told, destroy: () => answer.destroy() };
}

/** Why the bytes are not those that the other service told of; undefined when they are, as far as it tells. */
export function mismatchOf({ blob }: StoredContent, listed: RemoteContent, download: Told): string | undefined {
  const sha256 = listed.sha256 ?? download.sha256;
  if (sha256 !== null)
    return sha256 === blob.sha256 ? undefined : 'Its bytes have another SHA-256 than the other service says.';
  const sizeBytes = listed.sizeBytes ?? download.sizeBytes;
  if (sizeBytes === null || sizeBytes === blob.sizeBytes) return undefined;
  return `It has ${blob.sizeBytes} bytes, but ${sizeBytes} by what the other service says.`;
}

/** Throws `unavailable` where they break off and can not be gone on with. */
async function* wholeBytes(remote: Remote, url: URL, first: Answer, { sizeBytes, tag }: Told) {
  const isResumable = first.headers['accept-ranges'] !== 'none';
  let answer = first;
  let received = 0;
  for (let failures = 0; ; ) {
    const before = received;
    try {
      for await (const chunk of answer.bytes) {
        received += chunk.length;
        if (sizeBytes !== null && received > sizeBytes) throw notAsTold();
        yield chunk;
      }
      if (sizeBytes === null || received === sizeBytes) return;
      throw new CoreError('unavailable', 'The other service sent less than it said.');
    } catch (error) {
      remote.signal.throwIfAborted();
      if (!isPassing(error) || tag === null || !isResumable) throw error;
      if (sizeBytes !== null && received >= sizeBytes) throw error;
      failures = received - before < PROGRESS_BYTES ? failures + 1 : 1;
      if (failures >= remote.patience.attempts) throw error;
      await waitAfter(remote.patience, remote.signal, failures);
    }
    answer = await remote.open(url, { headers: { range: `bytes=${received}-`, 'if-range': tag } });
    if (!goesOn(answer, received, sizeBytes)) {
      answer.destroy();
      throw new CoreError('unavailable', 'The other service can not go on where it broke off.');
    }
  }
}

const notAsTold = (): CoreError => new CoreError('unavailable', 'The other service sent more than it said.');

/** RFC 9110, section 14.4. */
function goesOn({ status, headers }: Answer, from: number, sizeBytes: number | null): boolean {
  const [, start, size] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
  return status === 206 && Number(start) === from && (sizeBytes === null || size === '*' || Number(size) === sizeBytes);
}
