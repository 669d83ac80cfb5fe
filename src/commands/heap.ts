// How much memory Node.js lets come together in a server before it looks through all of it.
import { setFlagsFromString } from 'node:v8';

/** Of what was in use after the last time. */
const GROWTH_PERCENT = 75;

/**
 * The bytes of bodies count as they come, until the young objects are looked through. By itself Node.js leaves a server at rest less
 * room than they take by then, and looks through everything several times with each large upload.
 */
export function leaveRoomForBodies(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
