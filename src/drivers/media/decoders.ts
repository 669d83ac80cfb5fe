// Which decoder looks at which type. Each is loaded with the first original of its type.
import { type Decoder, Unreadable } from './decoder.ts';

/** `ffmpeg`: path of the program. Throws `Unreadable` for types of which nothing can be found out. */
export async function decoderFor(mimeType: string, ffmpeg: string | undefined): Promise<Decoder> {
  const [family] = mimeType.split('/');
  if (family === 'image') return (await import('./image/index.ts')).image;
  if (family === 'video' || family === 'audio') return (await import('./av/index.ts')).audioVideo(ffmpeg);
  if (mimeType === 'application/pdf') return (await import('./pdf/index.ts')).pdf;
  const { office, OFFICE_TYPES } = await import('./office/index.ts');
  if (family === 'text' || OFFICE_TYPES.includes(mimeType)) return office;
  throw new Unreadable('there are no pictures of this kind of file');
}
