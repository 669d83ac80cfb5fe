// Every command that has a name: what it is called, which keys do it, and where it belongs on the sheet of keys. What it does is
// said by the part of the page that can do it (useCommand), so that a command is there exactly while it can be done.
import type { Messages } from '../i18n/index.ts';

export type CommandGroup = keyof Messages['commands']['groups'];

export interface Command {
  readonly label: (messages: Messages) => string;
  /** Any of these; absent: only in menus. */
  readonly keys?: readonly string[];
  readonly group: CommandGroup;
  /** Also while a dialog is open. */
  readonly isForDialogs?: boolean;
}

export const COMMANDS = {
  'search.open': { label: ({ commands }) => commands.openSearch, keys: ['/', 'Mod+K'], group: 'everywhere' },
  'shortcuts.open': { label: ({ commands }) => commands.openShortcuts, keys: ['?'], group: 'everywhere' },
  'library.open': { label: ({ commands }) => commands.goToLibrary, keys: ['G H'], group: 'everywhere' },
  'navigation.toggle': { label: ({ commands }) => commands.toggleNavigation, keys: ['Mod+B'], group: 'everywhere' },
  'upload.files': { label: ({ upload }) => upload.files, keys: ['U'], group: 'library' },
  'upload.folder': { label: ({ upload }) => upload.folder, keys: ['Shift+U'], group: 'library' },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandId = keyof typeof COMMANDS;

/** The same table, with every command as a whole. */
export const commandOf = (id: CommandId): Command => COMMANDS[id];
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];
