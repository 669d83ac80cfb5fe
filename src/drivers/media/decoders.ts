// Which decoder looks at which type, and what draws what they find. Each is loaded when it is first needed; one that can not be
// loaded is no fault of the original.
import { type Decoder, Unreadable } from './decoder.ts';
import { OFFICE_TYPES } from './office/mime-types.ts';

/** A part of this program is missing or may not be read. */
export class NotLoaded extends Error {}

const FAMILIES = ['image', 'video', 'audio', 'text'];

/** What is said of all other types. */
export const NOT_DECODED = 'there are no pictures of this kind of file';

/** Loads nothing: to be asked before a process is taken for it. */
export function isDecoded(mimeType: string): boolean {
  const [family = ''] = mimeType.split('/');
  return FAMILIES.includes(family) || mimeType === 'application/pdf' || OFFICE_TYPES.includes(mimeType);
}

/** `ffmpeg`: path of the program. Throws `Unreadable` for types of which nothing can be found out, and `NotLoaded`. */
export async function decoderFor(mimeType: string, ffmpeg: string | undefined): Promise<Decoder> {
  if (!isDecoded(mimeType)) throw new Unreadable(NOT_DECODED);
  const [family] = mimeType.split('/');
  if (family === 'image') return (await loaded(() => import('./image/index.ts'))).image;
  if (family === 'video' || family === 'audio') {
    return (await loaded(() => import('./av/index.ts'))).audioVideo(ffmpeg);
  }
  if (mimeType === 'application/pdf') return (await loaded(loadPdf)).pdf;
  return (await loaded(() => import('./office/index.ts'))).office;
}

const loadPdf = () => import('./pdf/index.ts');

export const pageDrawer = async () => (await loaded(loadPdf)).drawOnlyPage;

export const pictureDrawer = async () => (await loaded(() => import('./image/pictures.ts'))).drawPictures;

export const transformer = async () => (await loaded(() => import('./image/transform.ts'))).transform;

async function loaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new NotLoaded(error instanceof Error ? error.message : String(error));
  }
}
