// What images are: their facts by header and EXIF, and their drawing. Pixels are decoded by pictures.ts and transform.ts,
// those of HEIC by heic.ts. Runs in the child process only.
import type { MediaFacts, Recipe } from '../../../core/ports.ts';
import { type Bytes, type Decoder, type Drawing, type Finding, readAll, Unreadable } from '../decoder.ts';
import { cameraFacts } from './camera.ts';
import { neededSide } from './geometry.ts';
import { type Header, readHeader } from './header.ts';
import { drawHeic } from './heic.ts';

const MOST_BYTES = 512 * 2 ** 20;

export const image: Decoder = { examine, draw };

async function* examine(source: Bytes, largestSide: number): AsyncGenerator<Finding> {
  const bytes = await readAll(source, MOST_BYTES);
  const header = await readHeader(bytes);
  yield { type: 'facts', facts: factsOf(header) };
  const exif = header.metadata?.format === 'tiff' ? bytes : header.metadata?.exif;
  if (exif !== undefined) yield { type: 'facts', facts: await cameraFacts(exif) };

  if (header.refusal !== undefined) yield { type: 'reason', reason: header.refusal };
  else if (largestSide > 0) yield await drawingOrReason(bytes, header, largestSide);
}

async function drawingOrReason(bytes: Buffer, header: Header, largestSide: number): Promise<Finding> {
  try {
    return { type: 'drawing', drawing: await drawingOf(bytes, header, largestSide) };
  } catch (error) {
    if (error instanceof Unreadable) return { type: 'reason', reason: error.message };
    throw error;
  }
}

async function draw(source: Bytes, recipe: Recipe): Promise<Drawing> {
  const bytes = await readAll(source, MOST_BYTES);
  const header = await readHeader(bytes);
  if (header.refusal !== undefined) throw new Unreadable(header.refusal);
  return drawingOf(bytes, header, neededSide(header, recipe));
}

async function drawingOf(bytes: Buffer, header: Header, side: number): Promise<Drawing> {
  return header.isHeic ? drawHeic(bytes, header, side) : { type: 'encoded', bytes };
}

function factsOf({ width, height, hasAlpha, metadata }: Header): MediaFacts {
  const { orientation, pages, space } = metadata ?? {};
  return {
    width,
    height,
    hasAlpha,
    frameCount: pages ?? 1,
    ...(isOrientation(orientation) && { orientation }),
    ...(space !== undefined && { colorSpace: space }),
  };
}

const isOrientation = (value: number | undefined): value is number => value !== undefined && value >= 1 && value <= 8;
