// What menus (menu.tsx) are made of, by Base UI: large, so it comes once somebody seems to want a menu.
import { Menu as Base } from '@base-ui/react/menu';
import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef } from 'react';
import { canRun, runCommand } from '../commands/running.ts';
import { type CommandId, commandOf } from '../commands/table.ts';
import { useMessages } from '../i18n/index.ts';
import { KeyCaps } from './key-caps.tsx';

const POPUP = 'popup max-h-(--available-height) min-w-52 overflow-y-auto p-1 outline-none';
const FIRST_ENTRY = '[role^=menuitem]:not([aria-disabled=true])';
const ITEM =
  'flex min-h-8 w-full items-center gap-2.5 rounded-lg px-2.5 outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-45';

interface ButtonPopupProps {
  readonly button: RefObject<HTMLElement | null>;
  readonly isOpen: boolean;
  /** By a key: then the first entry has the focus. */
  readonly isByKey: boolean;
  readonly onClose: () => void;
  readonly align: 'start' | 'end';
  readonly children: ReactNode;
}

export function ButtonPopup({ button, isOpen, isByKey, onClose, align, children }: ButtonPopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen || !isByKey) return;
    const frame = requestAnimationFrame(() => popup.current?.querySelector<HTMLElement>(FIRST_ENTRY)?.focus());
    return () => cancelAnimationFrame(frame);
  }, [isOpen, isByKey]);
  return (
    <Base.Root open={isOpen} onOpenChange={(opens) => !opens && onClose()}>
      <Base.Portal>
        <Base.Positioner className="z-50" anchor={button} sideOffset={6} align={align}>
          <Base.Popup
            ref={popup}
            className={POPUP}
            aria-label={button.current?.getAttribute('aria-label') ?? undefined}
            finalFocus={button}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface PointMenuProps {
  /** In the window; undefined: it is closed. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly label: string;
  readonly onClose: () => void;
  /** What has the focus afterwards. */
  readonly focusAfter: () => HTMLElement | null;
  readonly children: ReactNode;
}

/** At a point, for lists that find by themselves what was pointed at. */
export function PointPopup({ at, label, onClose, focusAfter, children }: PointMenuProps) {
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

export interface MenuItemProps {
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

export interface MenuCommandProps extends Pick<MenuItemProps, 'icon' | 'isDangerous'> {
  readonly id: CommandId;
}

/** An entry for a command of the table, with its name and its key; disabled while it can not be done. */
export function MenuCommand({ id, ...rest }: MenuCommandProps) {
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

export interface MenuLinkProps {
  readonly icon?: LucideIcon;
  readonly label: string;
  readonly href: string;
  /** In a tab of its own. */
  readonly isNew?: boolean;
}

/** An entry that leads to another page. */
export function MenuLink({ icon: Icon, label, href, isNew = false }: MenuLinkProps) {
  return (
    <Base.LinkItem className={ITEM} href={href} closeOnClick {...(isNew && { target: '_blank', rel: 'noopener' })}>
      <span className="grid w-4 place-items-center text-ink-faint">
        {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} />}
      </span>
      <span className="flex-1">{label}</span>
    </Base.LinkItem>
  );
}

export interface MenuChoiceProps<T extends string> {
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
