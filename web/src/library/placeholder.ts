// What stands where a picture will be: its thumbhash as a picture of its own, made once for each.
import { thumbHashToDataURL } from 'thumbhash';

const KEPT = 2_000;
const made = new Map<string, string>();

/** A data URL; undefined for what is no thumbhash. */
export function placeholderOf(thumbhash: string): string | undefined {
  const known = made.get(thumbhash);
  if (known !== undefined) return known;
  try {
    const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
    const url = thumbHashToDataURL(bytes);
    const [oldest] = made.keys();
    if (made.size >= KEPT && oldest !== undefined) made.delete(oldest);
    made.set(thumbhash, url);
    return url;
  } catch {
    return undefined;
  }
}
