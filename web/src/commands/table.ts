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
  /** Also in the preview, whose asset is then the one that is selected. */
  readonly isForPreview?: boolean;
}

export const COMMANDS = {
  'search.open': { label: ({ commands }) => commands.openSearch, keys: ['/', 'Mod+K'], group: 'everywhere' },
  'shortcuts.open': { label: ({ commands }) => commands.openShortcuts, keys: ['?'], group: 'everywhere' },
  'library.open': { label: ({ commands }) => commands.goToLibrary, keys: ['G H'], group: 'everywhere' },
  'navigation.toggle': { label: ({ commands }) => commands.toggleNavigation, keys: ['Mod+B'], group: 'everywhere' },
  'entry.open': { label: ({ commands }) => commands.open, keys: ['Enter'], group: 'library' },
  'entry.preview': { label: ({ commands }) => commands.preview, keys: ['Space'], group: 'library' },
  'entry.rename': { label: ({ commands }) => commands.rename, keys: ['F2'], group: 'library' },
  'entry.locate': { label: ({ commands }) => commands.locate, group: 'library' },
  'entry.properties': {
    label: ({ commands }) => commands.properties,
    keys: ['I'],
    group: 'library',
    isForPreview: true,
  },
  'entry.share': { label: ({ commands }) => commands.share, keys: ['S'], group: 'library', isForPreview: true },
  'entries.menu': { label: ({ commands }) => commands.menu, keys: ['Shift+F10', 'ContextMenu'], group: 'library' },
  'entries.move': { label: ({ commands }) => commands.move, keys: ['M'], group: 'library', isForPreview: true },
  'entries.tag': { label: ({ commands }) => commands.tag, keys: ['T'], group: 'library', isForPreview: true },
  'entries.download': {
    label: ({ commands }) => commands.download,
    keys: ['Shift+D'],
    group: 'library',
    isForPreview: true,
  },
  'entries.copyLink': {
    label: ({ commands }) => commands.copyLink,
    keys: ['Mod+C'],
    group: 'library',
    isForPreview: true,
  },
  'entries.cut': { label: ({ commands }) => commands.cut, keys: ['Mod+X'], group: 'library' },
  'entries.paste': { label: ({ commands }) => commands.paste, keys: ['Mod+V'], group: 'library' },
  'entries.trash': { label: ({ commands }) => commands.trash, keys: ['Delete'], group: 'library', isForPreview: true },
  'entries.restore': { label: ({ commands }) => commands.restore, keys: ['R'], group: 'library' },
  'entries.purge': {
    label: ({ commands }) => commands.purge,
    keys: ['Shift+Delete'],
    group: 'library',
    isForPreview: true,
  },
  'entries.all': { label: ({ commands }) => commands.selectAll, keys: ['Mod+A'], group: 'library' },
  'entries.none': { label: ({ commands }) => commands.selectNone, keys: ['Escape'], group: 'library' },
  'changes.undo': { label: ({ commands }) => commands.undo, keys: ['Mod+Z'], group: 'library', isForPreview: true },
  'folder.create': { label: ({ commands }) => commands.createFolder, keys: ['N'], group: 'library' },
  'folder.up': { label: ({ commands }) => commands.goUp, keys: ['Alt+ArrowUp', 'Backspace'], group: 'library' },
  'view.toggle': { label: ({ commands }) => commands.toggleView, keys: ['G L'], group: 'library' },
  'upload.files': { label: ({ upload }) => upload.files, keys: ['U'], group: 'library' },
  'upload.folder': { label: ({ upload }) => upload.folder, keys: ['Shift+U'], group: 'library' },
  'preview.close': { label: ({ preview }) => preview.close, keys: ['Escape'], group: 'preview', isForPreview: true },
  'preview.next': {
    label: ({ preview }) => preview.next,
    keys: ['ArrowRight', 'Mod+ArrowRight'],
    group: 'preview',
    isForPreview: true,
  },
  'preview.previous': {
    label: ({ preview }) => preview.previous,
    keys: ['ArrowLeft', 'Mod+ArrowLeft'],
    group: 'preview',
    isForPreview: true,
  },
  'preview.first': { label: ({ preview }) => preview.first, keys: ['Home'], group: 'preview', isForPreview: true },
  'preview.last': { label: ({ preview }) => preview.last, keys: ['End'], group: 'preview', isForPreview: true },
  'preview.zoomIn': { label: ({ preview }) => preview.zoomIn, keys: ['+', '='], group: 'preview', isForPreview: true },
  'preview.zoomOut': { label: ({ preview }) => preview.zoomOut, keys: ['-'], group: 'preview', isForPreview: true },
  'preview.fit': { label: ({ preview }) => preview.fit, keys: ['0'], group: 'preview', isForPreview: true },
  'preview.rotate': { label: ({ preview }) => preview.rotate, keys: ['R'], group: 'preview', isForPreview: true },
  'preview.fullscreen': {
    label: ({ preview }) => preview.fullscreen,
    keys: ['F'],
    group: 'preview',
    isForPreview: true,
  },
  'entry.link': { label: ({ links }) => links.build, keys: ['Shift+L'], group: 'library', isForPreview: true },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandId = keyof typeof COMMANDS;

/** The same table, with every command as a whole. */
export const commandOf = (id: CommandId): Command => COMMANDS[id];
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];
