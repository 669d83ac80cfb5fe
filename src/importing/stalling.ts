// Reading the body of an answer that may stop, drip or never end.
import type { IncomingMessage } from 'node:http';
import { CoreError } from '../core/index.ts';
import { asCoreError } from './patience.ts';

/** What must have come before the time starts anew: nobody is kept by a byte now and then. */
const STEP_BYTES = 16 * 1024;

/**
 * The bytes, as long as `stallMs` of waiting bring `STEP_BYTES` or the end; the time between reads is not counted. Throws
 * `unavailable` when they break off or stall.
 */
export async function* unstalled(body: IncomingMessage, stallMs: number): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  let stepBytes = 0;
  let leftMs = stallMs;
  try {
    for (;;) {
      const begun = performance.now();
      const stalled = () => body.destroy(new CoreError('unavailable', 'The other service stopped sending.'));
      const timer = setTimeout(stalled, leftMs);
      const next = await chunks.next().finally(() => clearTimeout(timer));
      if (next.done) return;
      stepBytes += next.value.length;
      leftMs = Math.max(1, leftMs - (performance.now() - begun));
      if (stepBytes >= STEP_BYTES) {
        stepBytes = 0;
        leftMs = stallMs;
      }
      yield next.value;
    }
  } catch (error) {
    throw asCoreError(error);
  } finally {
    if (!body.readableEnded) body.destroy();
  }
}

/** The whole body as text. Throws `malformed` when it is too large. */
export async function readBounded(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes)
      throw new CoreError('malformed', `The other service answered with more than ${mostBytes} bytes of JSON.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
