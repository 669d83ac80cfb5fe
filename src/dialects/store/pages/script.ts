// The script that makes the recipients' pages handier: previews in place, keys, swipes. Everything works without it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const SCRIPT = readFileSync(new URL('gallery.js', import.meta.url));
const DIGEST = createHash('sha256').update(SCRIPT).digest();

/** As a page's policy, and its element, name what alone may run. */
export const SCRIPT_INTEGRITY = `sha256-${DIGEST.toString('base64')}`;
/** Another script has another address, so it may be kept for ever. */
export const SCRIPT_ROUTE = `/s/gallery-${DIGEST.toString('hex').slice(0, 12)}.js`;

export const scriptPath = (base: string): string => base + SCRIPT_ROUTE;
