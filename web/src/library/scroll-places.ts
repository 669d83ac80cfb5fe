// Where one was in a list, kept with the step of the browser's history, so that Back, Forward and a reload lead there again.
import type { ScrollPlace } from './asset-view.tsx';

const NAME = 'vitrine.place';

export function placeHere(key: string): ScrollPlace | undefined {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null || !(NAME in state)) return undefined;
  const kept = state[NAME];
  if (typeof kept !== 'object' || kept === null || !('key' in kept) || kept.key !== key) return undefined;
  const number = (name: string): number => {
    const value: unknown = Reflect.get(kept, name);
    return typeof value === 'number' ? value : 0;
  };
  return { index: number('index'), offset: number('offset'), focus: number('focus') };
}

/** The address stays as it is, so nobody is told. */
export function keepPlace(key: string, place: ScrollPlace): void {
  const state: unknown = history.state;
  const others = typeof state === 'object' && state !== null ? state : {};
  History.prototype.replaceState.call(history, { ...others, [NAME]: { key, ...place } }, '');
}
