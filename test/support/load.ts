// Clients that upload all the time, to whichever node, and remember what they were told: the model that a library is held against
// after something has broken.
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { formWith } from './server.ts';

export interface Refusal {
  /** Undefined: there was no answer at all. */
  readonly status: number | undefined;
  readonly retryAfter: string | null;
  readonly tookMs: number;
  readonly url: string;
}

export interface Load extends AsyncDisposable {
  /** Id and SHA-256 of each upload that was answered by 201. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Everything else that clients were answered. */
  readonly refusals: readonly Refusal[];
  /** Forgets refusals so far. */
  forgive(): void;
  /** Ends the clients, each after its answer. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  readonly urls: readonly string[];
  readonly rootKey: string;
  readonly clients?: number;
  readonly sizeBytes?: number;
}

/** A refused client waits a little and goes on with other bytes. */
export function startLoad({ urls, rootKey, clients = 4, sizeBytes = 20_000 }: LoadOptions): Load {
  const acknowledged = new Map<string, string>();
  const refusals: Refusal[] = [];
  let isStopping = false;

  async function upload(url: string): Promise<void> {
    const bytes = randomBytes(sizeBytes);
    const startedAt = performance.now();
    const refuse = (status?: number, retryAfter: string | null = null) =>
      refusals.push({ status, retryAfter, tookMs: performance.now() - startedAt, url });
    try {
      const response = await fetch(`${url}/api/store/asset/upload`, {
        method: 'POST',
        headers: { authorization: `Bearer ${rootKey}` },
        body: formWith('load.bin', bytes),
      });
      const answer = await response.text();
      if (response.status === 201 || response.status === 200) {
        const { id } = JSON.parse(answer) as { id: string };
        acknowledged.set(id, createHash('sha256').update(bytes).digest('hex'));
        return;
      }
      refuse(response.status, response.headers.get('retry-after'));
    } catch {
      refuse();
    }
    await pause(100);
  }

  async function client(number: number): Promise<void> {
    for (let i = number; !isStopping; i++) await upload(urls[i % urls.length] ?? '');
  }

  const running = Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  const stop = async (): Promise<void> => {
    isStopping = true;
    await running;
  };
  return {
    acknowledged,
    refusals,
    forgive: () => {
      refusals.length = 0;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Ids of acknowledged uploads that can not be had again byte for byte. */
export async function findLost(
  url: string,
  rootKey: string,
  acknowledged: ReadonlyMap<string, string>,
): Promise<string[]> {
  const lost: string[] = [];
  const rest = [...acknowledged];
  const reader = async (): Promise<void> => {
    for (let next = rest.pop(); next; next = rest.pop()) {
      const [id, sha256] = next;
      const response = await fetch(`${url}/api/store/asset/${id}/content`, {
        headers: { authorization: `Bearer ${rootKey}` },
      });
      const found = createHash('sha256')
        .update(Buffer.from(await response.arrayBuffer()))
        .digest('hex');
      if (response.status !== 200 || found !== sha256) lost.push(id);
    }
  };
  await Promise.all(Array.from({ length: 4 }, reader));
  return lost;
}
