// Menus: of a button, and (with the same entries) at the place that was pointed at.
import { Menu as Base } from '@base-ui/react/menu';
import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import { type ReactElement, type ReactNode, useMemo, useRef } from 'react';
import { canRun, runCommand } from '../commands/running.ts';
import { type CommandId, commandOf } from '../commands/table.ts';
import { useMessages } from '../i18n/index.ts';
import { KeyCaps } from './key-caps.tsx';

interface MenuProps {
  /** A button that takes a ref and the usual properties. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
}

const POPUP = 'popup max-h-(--available-height) min-w-52 overflow-y-auto p-1 outline-none';
const ITEM =
  'flex min-h-8 w-full items-center gap-2.5 rounded-lg px-2.5 outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-45';

export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="z-50" sideOffset={6} align={align}>
          <Base.Popup className={POPUP}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface PointMenuProps {
  /** In the window; undefined: it is closed. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly label: string;
  readonly onClose: () => void;
  /** What has the focus afterwards. */
  readonly focusAfter: () => HTMLElement | null;
  readonly children: ReactNode;
}

/** At a point, for lists that find by themselves what was pointed at. */
export function PointMenu({ at, label, onClose, focusAfter, children }: PointMenuProps) {
  const last = useRef({ x: 0, y: 0 });
  if (at) last.current = at;
  const anchor = useMemo(
    () => ({ getBoundingClientRect: () => DOMRect.fromRect({ ...last.current, width: 0, height: 0 }) }),
    [],
  );
  return (
    <Base.Root open={at !== undefined} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Positioner className="z-50" anchor={anchor} align="start" side="bottom" key={`${at?.x} ${at?.y}`}>
          <Base.Popup className={POPUP} aria-label={label} finalFocus={focusAfter}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  readonly icon?: LucideIcon;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
}

export function MenuItem({
  icon: Icon,
  label,
  keys,
  isDangerous = false,
  isDisabled = false,
  onSelect,
}: MenuItemProps) {
  return (
    <Base.Item className={`${ITEM} ${isDangerous ? 'text-danger' : ''}`} disabled={isDisabled} onClick={onSelect}>
      <span className="grid w-4 place-items-center text-ink-faint">
        {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} />}
      </span>
      <span className="flex-1">{label}</span>
      {keys !== undefined && <KeyCaps keys={keys} isQuiet />}
    </Base.Item>
  );
}

/** An entry for a command of the table, with its name and its key; disabled while it can not be done. */
export function MenuCommand({ id, ...rest }: { readonly id: CommandId } & Pick<MenuItemProps, 'icon' | 'isDangerous'>) {
  const messages = useMessages();
  const { label, keys } = commandOf(id);
  return (
    <MenuItem
      label={label(messages)}
      keys={keys?.[0]}
      isDisabled={!canRun(id)}
      onSelect={() => runCommand(id)}
      {...rest}
    />
  );
}

/** An entry that leads to another page. */
export function MenuLink({
  icon: Icon,
  label,
  href,
  isNew = false,
}: {
  readonly icon?: LucideIcon;
  readonly label: string;
  readonly href: string;
  /** In a tab of its own. */
  readonly isNew?: boolean;
}) {
  return (
    <Base.LinkItem className={ITEM} href={href} closeOnClick {...(isNew && { target: '_blank', rel: 'noopener' })}>
      <span className="grid w-4 place-items-center text-ink-faint">
        {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} />}
      </span>
      <span className="flex-1">{label}</span>
    </Base.LinkItem>
  );
}

interface MenuChoiceProps<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** A menu of its own beside this one, with one of a few choices. */
export function MenuChoice<T extends string>({ label, choices, value, onChange }: MenuChoiceProps<T>) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={`${ITEM} data-[popup-open]:bg-hover`}>
        <span className="w-4" />
        <span className="flex-1">{label}</span>
        <ChevronRight aria-hidden size={15} className="text-ink-faint rtl:rotate-180" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner className="z-50" sideOffset={4} alignOffset={-5}>
          <Base.Popup className={POPUP}>
            <Base.RadioGroup value={value} onValueChange={onChange}>
              {choices.map((choice) => (
                <Base.RadioItem key={choice.value} value={choice.value} className={ITEM} closeOnClick>
                  <span className="grid w-4 place-items-center">
                    <Base.RadioItemIndicator>
                      <Check aria-hidden size={15} />
                    </Base.RadioItemIndicator>
                  </span>
                  {choice.label}
                </Base.RadioItem>
              ))}
            </Base.RadioGroup>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

export const MenuSeparator = () => <Base.Separator className="mx-2 my-1 h-px bg-line" />;
