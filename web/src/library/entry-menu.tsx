// What can be done with what is selected: the menu at the entry that was pointed at. The bar below (selection-bar) has the same commands.
import {
  Clipboard,
  Download,
  Eye,
  FolderInput,
  FolderPlus,
  Info,
  Link as LinkIcon,
  type LucideIcon,
  MapPin,
  Pencil,
  RotateCcw,
  Scissors,
  Share2,
  SquareArrowOutUpRight,
  Tags,
  Trash2,
} from 'lucide-react';
import type { RefObject } from 'react';
import { canRun } from '../commands/running.ts';
import type { CommandId } from '../commands/table.ts';
import { useMessages } from '../i18n/index.ts';
import { MenuCommand, MenuSeparator, PointMenu } from '../ui/menu.tsx';
import type { ViewHandle } from './asset-view.tsx';
import type { Scope } from './sources.ts';

export const ICONS = {
  'entry.open': SquareArrowOutUpRight,
  'entry.preview': Eye,
  'entry.rename': Pencil,
  'entry.locate': MapPin,
  'entry.properties': Info,
  'entry.share': Share2,
  'entries.move': FolderInput,
  'entries.tag': Tags,
  'entries.download': Download,
  'entries.copyLink': LinkIcon,
  'entries.cut': Scissors,
  'entries.paste': Clipboard,
  'entries.trash': Trash2,
  'entries.restore': RotateCcw,
  'entries.purge': Trash2,
  'folder.create': FolderPlus,
} as const satisfies Partial<Record<CommandId, LucideIcon>>;

type Listed = keyof typeof ICONS;

const GROUPS: readonly (readonly Listed[])[] = [
  ['entry.open', 'entry.preview', 'entry.locate'],
  ['entry.rename', 'entries.move', 'entries.tag', 'entries.cut', 'entries.paste'],
  ['entries.download', 'entries.copyLink', 'entry.share', 'entry.properties'],
  ['folder.create'],
  ['entries.trash'],
];
const TRASH_GROUPS: readonly (readonly Listed[])[] = [['entries.restore'], ['entries.purge']];

/** Those of a group that can be done; groups without any are left out. */
const groupsOf = (scope: Scope): Listed[][] =>
  (scope.type === 'trash' ? TRASH_GROUPS : GROUPS)
    .map((group) => group.filter(canRun))
    .filter((group) => group.length > 0);

export const isDangerous = (id: CommandId): boolean => id === 'entries.trash' || id === 'entries.purge';

interface EntryMenuProps {
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly onClose: () => void;
  readonly scope: Scope;
  readonly handle: RefObject<ViewHandle | undefined>;
}

export function EntryMenu({ at, onClose, scope, handle }: EntryMenuProps) {
  const { library } = useMessages();
  return (
    <PointMenu at={at} label={library.actions} onClose={onClose} focusAfter={() => handle.current?.focused() ?? null}>
      {at !== undefined && <CommandList scope={scope} />}
    </PointMenu>
  );
}

export const CommandList = ({ scope }: { readonly scope: Scope }) =>
  groupsOf(scope).flatMap((group, index) => [
    ...(index > 0 ? [<MenuSeparator key={group.join()} />] : []),
    ...group.map((id) => <MenuCommand key={id} id={id} icon={ICONS[id]} isDangerous={isDangerous(id)} />),
  ]);
