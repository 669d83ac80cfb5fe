// How key presses are spelled, and which of them one character does.
import { describe, expect, it } from 'vitest';
import { createSequence, isSingleCharacter, type KeyPress, keyCaps, spell } from '../../web/src/commands/keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a key press', () => {
  it('is spelled as the table of commands writes it', () => {
    expect(spell(press('k', { ctrlKey: true }), false)).toBe('Mod+K');
    expect(spell(press('k', { metaKey: true }), true)).toBe('Mod+K');
    expect(spell(press('U', { shiftKey: true }), false)).toBe('Shift+U');
    expect(spell(press('Delete', { shiftKey: true }), false)).toBe('Shift+Delete');
    expect(spell(press(' '), false)).toBe('Space');
    expect(spell(press('ArrowUp', { altKey: true }), false)).toBe('Alt+ArrowUp');
  });

  it('says nothing of Shift where that is how the character is typed', () => {
    expect(spell(press('?', { shiftKey: true }), false)).toBe('?');
    expect(spell(press('/', { shiftKey: true }), false)).toBe('/');
  });

  it('is none of ours with the modifier of the other system, or as a modifier alone', () => {
    expect(spell(press('k', { metaKey: true }), false)).toBeUndefined();
    expect(spell(press('k', { ctrlKey: true }), true)).toBeUndefined();
    expect(spell(press('Shift', { shiftKey: true }), false)).toBeUndefined();
  });

  it('counts as one character without Ctrl or Alt, with Shift or not, also when it begins two', () => {
    expect(['?', 'G', 'Shift+U', 'G L'].map(isSingleCharacter)).toEqual([true, true, true, true]);
    expect(['Mod+K', 'F2', 'Delete', 'Shift+Delete', 'Space'].map(isSingleCharacter)).toEqual(Array(5).fill(false));
  });
});

describe('two keys one after the other', () => {
  it('are tried before the second alone, for a while', () => {
    const follow = createSequence();
    expect(follow('G', 0)).toEqual(['G']);
    expect(follow('L', 500)).toEqual(['G L', 'L']);
    expect(follow('L', 5_000)).toEqual(['L']);
  });
});

describe('keys as they are shown', () => {
  it('have the names that are printed on them', () => {
    expect(keyCaps('Mod+K', false)).toEqual([['Ctrl', 'K']]);
    expect(keyCaps('Mod+K', true)).toEqual([['⌘', 'K']]);
    expect(keyCaps('G L', false)).toEqual([['G'], ['L']]);
    expect(keyCaps('Alt+ArrowUp', false)).toEqual([['Alt', '↑']]);
  });
});
