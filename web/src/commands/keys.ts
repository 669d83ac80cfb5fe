// Keys as the table of commands writes them: `Mod+K`, `Shift+U`, `F2`, `?`, and one after the other, `G L`. `Mod` is Ctrl, on Apple's
// machines Cmd.

/** What of a KeyboardEvent matters. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** How long the second of two keys may be waited for. */
export const SEQUENCE_MS = 1_200;

/** The way the table writes this press, `undefined` for a modifier alone. */
export function spell({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress, isApple: boolean): string | undefined {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Unidentified', 'Process'].includes(key))
    return undefined;
  const isCharacter = [...key].length === 1 && key !== ' ';
  const isLetter = isCharacter && key.toLowerCase() !== key.toUpperCase();
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key;
  const isMod = isApple ? metaKey : ctrlKey;
  const isOther = isApple ? ctrlKey : metaKey;
  if (isOther) return undefined;
  // Of other characters Shift is how they are typed, and says nothing more.
  const isShift = shiftKey && (!isCharacter || isLetter);
  return [isMod && 'Mod', altKey && 'Alt', isShift && 'Shift', name].filter(Boolean).join('+');
}

/** Whether one character does it, which assistive input may send by mistake (WCAG 2.1.4). */
export const isSingleCharacter = (keys: string): boolean => {
  const last = (keys.split(' ')[0] ?? '').replace('Shift+', '');
  return [...last].length === 1;
};

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** The caps to show: one list for each stroke. */
export function keyCaps(keys: string, isApple: boolean): string[][] {
  return keys.split(' ').map((stroke) =>
    // The key `+` is no sign between two keys.
    stroke.split(/\+(?=.)/).map((part) => (part === 'Mod' ? (isApple ? '⌘' : 'Ctrl') : (NAMES[part] ?? part))),
  );
}

/**
 * Follows presses one after the other: answers the keys that a press completes, the longer ones first, so that a table may have
 * both `G` and `G L`.
 */
export function createSequence(): (stroke: string, atMs: number) => string[] {
  let before: { readonly stroke: string; readonly atMs: number } | undefined;
  return (stroke, atMs) => {
    const isSoon = before !== undefined && atMs - before.atMs <= SEQUENCE_MS;
    const candidates = isSoon && before ? [`${before.stroke} ${stroke}`, stroke] : [stroke];
    before = { stroke, atMs };
    return candidates;
  };
}
