// One file from its first byte to its asset, through whatever passes by: cuts, a busy server, an upload that the server has given up.
import { ApiError } from '../api/errors.ts';
import { nameKey } from './conflicts.ts';
import { UnreadableFile } from './failures.ts';
import type { UploadItem } from './items.ts';
import type { UploadPorts } from './ports.ts';
import { waitBefore, waitFor } from './retrying.ts';

interface Sending {
  readonly signal: AbortSignal;
  /** Told when something about the item is different. */
  readonly onChange: () => void;
  /** Told when the server has begun to keep it. */
  readonly onUrl: () => void;
}

/** Answers the asset, where that is known. Throws what can not be helped, and whatever the signal was aborted with. */
export async function sendItem(
  ports: UploadPorts,
  item: UploadItem,
  { signal, onChange, onUrl }: Sending,
): Promise<string | undefined> {
  let attempts = 0;
  let reached = item.sentBytes;
  for (;;) {
    try {
      return await sendOnce();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (isGone(error) && item.url !== undefined) {
        item.url = undefined;
        item.sentBytes = 0;
        continue;
      }
      if (mayHaveArrived(error, item)) {
        const arrived = await findArrived(ports, item, signal);
        if (arrived !== undefined) return arrived;
      }
      await checkReadable(item);
      attempts = item.sentBytes > reached ? 1 : attempts + 1;
      reached = Math.max(reached, item.sentBytes);
      const ms = waitBefore(attempts, error, Math.random());
      if (ms === undefined) throw error;
      item.retriesAt = ports.now() + ms;
      onChange();
      await waitFor(ms, signal);
    } finally {
      item.retriesAt = undefined;
    }
  }

  async function sendOnce(): Promise<string | undefined> {
    const { file, name, url, replaces, folderId = null } = item;
    if (file === undefined) throw new UnreadableFile();
    return ports.send(
      {
        file,
        name,
        folderId,
        url,
        replaces,
        onUrl(created) {
          item.url = created;
          onUrl();
        },
        onProgress(sentBytes) {
          item.sentBytes = sentBytes;
          onChange();
        },
      },
      signal,
    );
  }
}

const isGone = (error: unknown): boolean => error instanceof ApiError && (error.status === 404 || error.status === 410);

/** A whole file was sent in one request whose answer is lost: whether it was taken is not known. */
const mayHaveArrived = (error: unknown, { url, replaces }: UploadItem): boolean =>
  error instanceof ApiError && [0, 502, 504].includes(error.status) && url === undefined && replaces === undefined;

async function findArrived(ports: UploadPorts, item: UploadItem, signal: AbortSignal): Promise<string | undefined> {
  try {
    const entries = await ports.findEntries(item.folderId ?? null, [item.name], signal);
    return entries.find(
      ({ type, id, name, sizeBytes }) =>
        type === 'asset' &&
        nameKey(name) === nameKey(item.name) &&
        sizeBytes === item.sizeBytes &&
        !item.seenIds.includes(id),
    )?.id;
  } catch {
    return undefined;
  }
}

/** A file that can not be read any more looks to the browser like a network that fails. */
async function checkReadable({ file }: UploadItem): Promise<void> {
  try {
    await file?.slice(0, 1).arrayBuffer();
  } catch {
    throw new UnreadableFile();
  }
}
