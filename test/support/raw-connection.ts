// Bytes over a connection of their own, exactly as they are written, and what comes back until it is closed.
import { connect } from 'node:net';

export interface Heard {
  /** Of every answer, in order. */
  readonly statuses: readonly number[];
  readonly text: string;
}

/** How long a connection may stay open before the test gives it up. */
const PATIENCE_MS = 120_000;

/** Sends all of it, and hears until the server closes; rejects when it does not. A connection that is reset is closed. */
export async function speak(url: string, bytes: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<Heard> {
  const { hostname: host, port } = new URL(url);
  const socket = connect({ host, port: Number(port), allowHalfOpen: true });
  const chunks: Buffer[] = [];
  const closed = new Promise<void>((resolve, reject) => {
    socket.setTimeout(PATIENCE_MS, () =>
      socket.destroy(new Error(`still open after: ${textOf(chunks).slice(0, 500)}`)),
    );
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('end', () => socket.destroy());
    socket.once('close', () => resolve());
    socket.once('error', (error: Error & { code?: string }) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve() : reject(error),
    );
  });
  if (typeof bytes === 'string') socket.write(Buffer.from(bytes, 'latin1'));
  else if (bytes instanceof Uint8Array) socket.write(bytes);
  else await pour(bytes);
  await closed;
  const text = textOf(chunks);
  return { statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)), text };

  /** As far as it is taken. */
  async function pour(source: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of source) {
      if (socket.destroyed || socket.readableEnded) return;
      if (socket.write(chunk)) continue;
      await Promise.race([new Promise<void>((resolve) => socket.once('drain', () => resolve())), closed]);
    }
  }
}

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('latin1');
