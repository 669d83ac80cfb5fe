// Asks for the beginning of a text.
import { fetchSignedIn } from '../api/client.ts';
import { MOST_TEXT_BYTES, type TextFile, textOf } from './text-files.ts';
import { contentAddress, type Viewed } from './viewed.ts';

/** The beginning of a file. Throws ApiError. */
export async function getText(asset: Pick<Viewed, 'id' | 'version' | 'size'>, signal: AbortSignal): Promise<TextFile> {
  if (asset.size === 0) return { lines: [''], isCut: false, isText: true };
  const headers = { range: `bytes=0-${Math.min(asset.size, MOST_TEXT_BYTES) - 1}` };
  const response = await fetchSignedIn(new Request(location.origin + contentAddress(asset), { headers, signal }));
  return textOf(new Uint8Array(await response.arrayBuffer()), asset.size);
}
