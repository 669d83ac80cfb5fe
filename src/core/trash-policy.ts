// How long the trash of a workspace keeps what is in it.
import { DAY_MS } from './durations.ts';

/** 0: until somebody empties it. `days`: of the workspace itself, null where it leaves that to the server's settings. */
export const trashMsOf = (days: number | null, settingMs: number): number =>
  days === null ? settingMs : days * DAY_MS;

/** Of whole days, as the setting is. */
export const trashDaysOf = (ms: number): number => Math.round(ms / DAY_MS);
