// Entry of the child process: takes one request after the other, answers each. Keeps no limits of time and memory: the
// parent does, from outside.
import { Socket } from 'node:net';
import { draw, readHeader, Unreadable } from './pictures.ts';
import type { DecodeRequest, Reply } from './protocol.ts';

const BYTES_FD = 3;

const reply = (message: Reply): void => void process.send?.(message);

// At once, without waiting for a decoder that may be busy for ever in another thread, as process.exit() would.
const end = (): void => void process.kill(process.pid, 'SIGKILL');

/** Leaves in `input` what comes after. */
function readExactly(input: Socket, sizeBytes: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const bytes = Buffer.allocUnsafeSlow(sizeBytes);
    let filled = 0;
    const take = (chunk: Buffer): void => {
      filled += chunk.copy(bytes, filled);
      if (filled === sizeBytes) finish();
    };
    const finish = (): void => {
      input.off('data', take).pause();
      resolve(bytes);
    };
    if (sizeBytes === 0) finish();
    else input.on('data', take).resume();
  });
}

async function answer(request: DecodeRequest): Promise<void> {
  const bytes = await readExactly(input, request.sizeBytes);
  reply({ type: 'received' });
  try {
    const header = await readHeader(bytes, request);
    reply({ type: 'facts', ...header.facts });
    const drawn =
      header.refusal !== undefined || request.sides.length === 0
        ? { pictures: [], reason: header.refusal }
        : await draw(bytes, request.sides, header, request);
    reply({ type: 'pictures', ...drawn });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reply({ type: 'refused', reason: error.message });
  }
}

// Signals for the whole process group or service are the parent's to act on: it may still finish what it has begun.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', end);
if (!process.connected) end();

const input = new Socket({ fd: BYTES_FD, readable: true, writable: false });
input.pause();
process.on('message', (request: DecodeRequest) => void answer(request));
reply({ type: 'ready' });
