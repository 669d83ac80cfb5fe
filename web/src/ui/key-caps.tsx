// Keys as they are printed on a keyboard.
import { Fragment } from 'react';
import { keyCaps } from '../commands/keys.ts';
import { isApple } from '../commands/running.ts';
import { useMessages } from '../i18n/index.ts';

/** `isQuiet`: as plain text, at the end of a menu's entry. */
export function KeyCaps({ keys, isQuiet = false }: { readonly keys: string; readonly isQuiet?: boolean }) {
  const { commands } = useMessages();
  const strokes = keyCaps(keys, isApple);
  if (isQuiet)
    return (
      <kbd className="ps-4 font-sans text-xs text-ink-faint">{strokes.map((caps) => caps.join('+')).join(' ')}</kbd>
    );
  return (
    <span className="inline-flex items-center gap-1">
      {strokes.map((caps, index) => (
        <Fragment key={caps.join('+')}>
          {index > 0 && <span className="px-0.5 text-xs text-ink-faint">{commands.afterwards}</span>}
          {caps.map((cap) => (
            <kbd key={cap} className="key-cap">
              {cap}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
