// The connection to one bucket: bounded sockets, time-outs, tries. Requests for downloads have sockets of their own, so
// that they do not keep uploads from S3.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { isWorthATry, mayPass, unavailable, unlessAbsent, wasAnswered } from './failures.ts';
import { CONNECT_MS, IDLE_MS, ONCE, Patience, WRITING } from './patience.ts';
import { type Turn, Turns } from './turns.ts';

export interface ConnectionOptions {
  readonly bucket: string;
  /** Unset: AWS. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly pathStyle: boolean;
  /** Unset: the SDK's own chain (environment, profile, instance). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** For downloads, and as many for everything else. */
  readonly sockets: number;
  /** More is copied in parts of at most that size, and 1 GiB. Default: 4 GiB; S3 knows 5. */
  readonly largestCopyBytes?: number | undefined;
}

/** An answer whose bytes are still to come; to be closed. */
export interface Body {
  readonly stream: Readable;
  readonly status: number | undefined;
  readonly contentLength: number | undefined;
  readonly contentRange: string | undefined;
  readonly turn: Turn;
}

const DEFAULT_LARGEST_COPY_BYTES = 4 * 1024 ** 3;
/** S3 may say nothing for minutes while it puts much together, so it is asked something else meanwhile. */
const PROBE_EVERY_MS = 3000;
/** With nothing else wrong, such a request is given this, and a second more for so many bytes. */
const LONG_MS = 5000;
const LONG_BYTES_PER_SECOND = 16 * 1024 * 1024;

export class Connection {
  readonly bucket: string;
  readonly downloads: Turns;
  readonly largestCopyBytes: number;
  readonly #requests: Turns;
  readonly #agents: readonly { destroy(): void }[];
  readonly #client: S3Client;
  readonly #downloading: S3Client;
  readonly #copying: S3Client;

  constructor(options: ConnectionOptions) {
    this.bucket = options.bucket;
    this.largestCopyBytes = options.largestCopyBytes ?? DEFAULT_LARGEST_COPY_BYTES;
    this.downloads = new Turns(options.sockets);
    this.#requests = new Turns(options.sockets);
    const agents = agentsOf(options.sockets);
    const downloadAgents = agentsOf(options.sockets);
    this.#agents = [...Object.values(agents), ...Object.values(downloadAgents)];
    this.#client = clientOf(options, agents, IDLE_MS);
    this.#downloading = clientOf(options, downloadAgents, IDLE_MS);
    this.#copying = clientOf(options, agents, 0);
  }

  /** For signing, not for sending. */
  get signer(): S3Client {
    return this.#client;
  }

  /** Throws as S3 did, once `patience` is at its end. */
  async ask<T>(request: (client: S3Client) => Promise<T>, patience = new Patience(WRITING)): Promise<T> {
    return this.#tryFor(patience, () => request(this.#client));
  }

  /** As `ask`, for what takes S3 the longer the more bytes it is about: waits as long as S3 answers something else beside it. */
  async askForLong<T>(
    sizeBytes: number,
    request: (client: S3Client, signal: AbortSignal) => Promise<T>,
    patience: Patience,
  ): Promise<T> {
    return this.#tryFor(patience, async () => {
      const giveUp = new AbortController();
      const done = request(this.#copying, giveUp.signal);
      const watched = this.#watchUntil(giveUp.signal, LONG_MS + (1000 * sizeBytes) / LONG_BYTES_PER_SECOND);
      try {
        return await Promise.race([done, watched]);
      } finally {
        giveUp.abort();
        await Promise.allSettled([done, watched]);
      }
    });
  }

  /** Undefined when there is no such object. `range` as in RFC 9110. */
  async openBody(
    key: string,
    range: string | undefined,
    patience: Patience,
    signal?: AbortSignal,
  ): Promise<Body | undefined> {
    for (;;) {
      const turn = await this.downloads.take(1, patience.leftMs);
      patience.lose(turn.stalledMs);
      try {
        const command = new GetObjectCommand({ Bucket: this.bucket, Key: key, Range: range });
        const answer = await unlessAbsent(this.#downloading.send(command, signal && { abortSignal: signal }));
        if (answer === undefined) {
          turn.end(true);
          return undefined;
        }
        const { Body: stream, $metadata, ContentLength: contentLength, ContentRange: contentRange } = answer;
        if (!(stream instanceof Readable)) throw unavailable('the blob store has answered without a body');
        return { stream, status: $metadata.httpStatusCode, contentLength, contentRange, turn };
      } catch (error) {
        turn.end(wasAnswered(error));
        if (signal?.aborted || !isWorthATry(error) || !(await patience.again(error))) throw error;
      }
    }
  }

  /** Throws as S3 did when the bucket can not be reached, is not there or is not ours. */
  async touchBucket(): Promise<void> {
    await this.ask((client) => client.send(new HeadBucketCommand({ Bucket: this.bucket })), new Patience(ONCE));
  }

  close(): void {
    for (const client of [this.#client, this.#downloading, this.#copying]) client.destroy();
    for (const agent of this.#agents) agent.destroy();
  }

  async #tryFor<T>(patience: Patience, attempt: () => Promise<T>): Promise<T> {
    patience.beginTries();
    for (;;) {
      const turn = await this.#requests.take(1, patience.leftMs);
      patience.lose(turn.stalledMs);
      try {
        const answer = await attempt();
        turn.end(true);
        return answer;
      } catch (error) {
        turn.end(wasAnswered(error));
        if (!isWorthATry(error) || !(await patience.again(error))) throw error;
      }
    }
  }

  /** Throws once S3 hangs, it takes too long, or the signal is aborted. */
  async #watchUntil(signal: AbortSignal, limitMs: number): Promise<never> {
    const probe = new HeadBucketCommand({ Bucket: this.bucket });
    const untilMs = performance.now() + limitMs;
    for (;;) {
      await sleep(Math.min(PROBE_EVERY_MS, untilMs - performance.now()), undefined, { signal });
      if (performance.now() >= untilMs - 1) throw unavailable('the blob store does not get an upload together');
      try {
        await this.#client.send(probe, { abortSignal: signal });
      } catch (error) {
        if (signal.aborted || mayPass(error)) throw error;
      }
    }
  }
}

interface Agents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

function agentsOf(sockets: number): Agents {
  // The latest used first, so that those which are too many are closed in time by either side.
  const options = { keepAlive: true, maxSockets: sockets, maxFreeSockets: sockets, scheduling: 'lifo' } as const;
  return { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) };
}

function clientOf(options: ConnectionOptions, agents: Agents, idleMs: number): S3Client {
  return new S3Client({
    region: options.region,
    forcePathStyle: options.pathStyle,
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    ...(options.credentials !== undefined && { credentials: { ...options.credentials } }),
    requestHandler: new NodeHttpHandler({ ...agents, connectionTimeout: CONNECT_MS, socketTimeout: idleMs }),
    // We have tries of our own, which know how much time is left.
    maxAttempts: 1,
    // The trailers of the SDK's default are unknown to many stores, one of which kept them as bytes of the object.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    expectContinueHeader: false,
  });
}
