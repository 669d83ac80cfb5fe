// Entry of the child process: takes one request after the other, answers each. Keeps no limits of time and memory: the
// parent does, from outside.
import { Worker } from 'node:worker_threads';
import type { Recipe } from '../../core/ports.ts';
import { type Bytes, type Decoder, type Drawing, Unreadable } from './decoder.ts';
import { decoderFor, NotLoaded, pageDrawer, pictureDrawer, transformer } from './decoders.ts';
import { BytesPipe } from './pipe.ts';
import type { EncodedPicture, Reply, Request } from './protocol.ts';

const BYTES_FD = 3;
/** Path of the FFmpeg program, if any. */
const ffmpeg = process.argv[2];
const WATCHDOG = new URL('./watchdog.ts', import.meta.url);

const reply = (message: Reply): void => void process.send?.(message);

const pipe = new BytesPipe(BYTES_FD, (start, length) => reply({ type: 'read', start, length }));

async function answer(request: Request): Promise<void> {
  const last = await lastReplyTo(request);
  await pipe.finish();
  reply(last);
}

async function lastReplyTo({ task, sizeBytes, mimeType, isSecondTry }: Request): Promise<Reply> {
  const read = (start: number, length: number): Promise<Buffer> => pipe.read(start, length, sizeBytes);
  const bytes = { sizeBytes, mimeType, isSecondTry, read };
  try {
    const decoder = await decoderFor(mimeType, ffmpeg || undefined);
    const pictures =
      task.type === 'examine'
        ? await examine(decoder, bytes, task.sides)
        : [await transform(decoder, bytes, task.recipe)];
    return { type: 'pictures', pictures };
  } catch (error) {
    if (error instanceof Unreadable) return { type: 'refused', reason: error.message };
    if (error instanceof NotLoaded) return { type: 'broken', reason: error.message };
    throw error;
  }
}

async function examine(decoder: Decoder, bytes: Bytes, sides: readonly number[]): Promise<readonly EncodedPicture[]> {
  let pictures: readonly EncodedPicture[] = [];
  for await (const finding of decoder.examine(bytes, Math.max(0, ...sides))) {
    if (finding.type === 'page') pictures = await draw(await drawnPage(finding.pdf, Math.max(0, ...sides)), sides);
    else if (finding.type !== 'drawing') reply(finding);
    else if (sides.length > 0) pictures = await draw(finding.drawing, sides, !bytes.mimeType.startsWith('image/'));
  }
  return pictures;
}

async function draw(drawing: Drawing, sides: readonly number[], isOpaque = true): Promise<readonly EncodedPicture[]> {
  const drawPictures = await pictureDrawer();
  const { pictures, thumbhash, reason } = await drawPictures(drawing, sides, { isOpaque });
  if (thumbhash !== undefined) reply({ type: 'facts', facts: { thumbhash } });
  if (reason !== undefined) reply({ type: 'reason', reason });
  return pictures;
}

async function transform(decoder: Decoder, bytes: Bytes, recipe: Recipe): Promise<EncodedPicture> {
  const drawing = await (decoder.draw?.(bytes, recipe) ?? drawingOf(decoder, bytes, recipe));
  return (await transformer())(drawing, recipe);
}

async function drawingOf(decoder: Decoder, bytes: Bytes, recipe: Recipe): Promise<Drawing> {
  let reason = 'it has no picture';
  for await (const finding of decoder.examine(bytes, LARGEST_DRAWING)) {
    if (finding.type === 'drawing') return finding.drawing;
    if (finding.type === 'page') return drawnPage(finding.pdf, recipe);
    if (finding.type === 'reason') reason = finding.reason;
  }
  throw new Unreadable(reason);
}

async function drawnPage(file: Buffer, wanted: number | Recipe): Promise<Drawing> {
  return (await pageDrawer())(file, wanted);
}

/** Pixels a side, for decoders whose pictures have no size of their own. */
const LARGEST_DRAWING = 1600;

// Signals for the whole process group or service are the parent's to act on: it may still finish what it has begun.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
// In a thread of its own: an input may keep this one busy for ever.
const watchdog = new Worker(WATCHDOG, { workerData: { parent: process.ppid } });
watchdog.unref();
process.on('message', (request: Request) => void answer(request));
reply({ type: 'ready' });
