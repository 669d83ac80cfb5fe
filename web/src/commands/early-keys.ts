// Keys that are pressed while the console is loaded: kept until it listens, so that nobody has to wait to be heard.

/** Later nobody knows any more what they were for. */
const KEPT_MS = 3_000;
const early: KeyboardEvent[] = [];

const keep = (event: KeyboardEvent): void => void early.push(event);

export const keepEarlyKeys = (): void => window.addEventListener('keydown', keep);

export function takeEarlyKeys(): KeyboardEvent[] {
  window.removeEventListener('keydown', keep);
  return early.splice(0).filter(({ timeStamp }) => performance.now() - timeStamp < KEPT_MS);
}
