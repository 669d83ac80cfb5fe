// Menus: of a button, and (with the same entries) at the place that was pointed at. What shows them (menu-parts) is loaded when
// somebody comes near one, or before, once there is time.
import {
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { createObservable, useObservable } from '../app/observable.ts';
import type { MenuChoiceProps, MenuCommandProps, MenuItemProps, MenuLinkProps, PointMenuProps } from './menu-parts.tsx';

type Parts = typeof import('./menu-parts.tsx');

const loaded = createObservable<Parts | undefined>(undefined);
let isLoading = false;

export function loadMenus(): void {
  if (isLoading) return;
  isLoading = true;
  import('./menu-parts.tsx').then(loaded.set, () => {
    isLoading = false;
  });
}

interface MenuProps {
  /** A button that takes a ref and the usual properties. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
}

export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  const parts = useObservable(loaded);
  const button = useRef<HTMLElement>(null);
  /** undefined: it is closed. */
  const [openedBy, setOpenedBy] = useState<'pointer' | 'key'>();
  const isOpen = openedBy !== undefined;
  /** Whether it was ever wanted. */
  const [isWanted, setWanted] = useState(false);
  const open = (by: 'pointer' | 'key'): void => {
    loadMenus();
    setWanted(true);
    setOpenedBy(by);
  };
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        'data-popup-open': isOpen ? '' : undefined,
        onPointerEnter: loadMenus,
        onFocus: loadMenus,
        // A press of a key is a click without a pointer.
        onClick: ({ detail }: MouseEvent) => (isOpen ? setOpenedBy(undefined) : open(detail === 0 ? 'key' : 'pointer')),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          event.stopPropagation();
          open('key');
        },
      })}
      {parts !== undefined && isWanted && (
        <parts.ButtonPopup
          button={button}
          isOpen={isOpen}
          isByKey={openedBy === 'key'}
          onClose={() => setOpenedBy(undefined)}
          align={align}
        >
          {children}
        </parts.ButtonPopup>
      )}
    </>
  );
}

/** At a point, for lists that find by themselves what was pointed at. */
export function PointMenu(props: PointMenuProps) {
  const parts = useObservable(loaded);
  const isWanted = props.at !== undefined;
  useEffect(() => {
    if (isWanted) loadMenus();
  }, [isWanted]);
  return parts && <parts.PointPopup {...props} />;
}

/** The entries are within a menu, which is shown only when they have come. */
function loadedParts(): Parts {
  const parts = loaded.get();
  if (parts === undefined) throw new Error('an entry of a menu was shown without one');
  return parts;
}

export function MenuItem(props: MenuItemProps) {
  const parts = loadedParts();
  return <parts.MenuItem {...props} />;
}

/** An entry for a command of the table, with its name and its key; disabled while it can not be done. */
export function MenuCommand(props: MenuCommandProps) {
  const parts = loadedParts();
  return <parts.MenuCommand {...props} />;
}

/** An entry that leads to another page. */
export function MenuLink(props: MenuLinkProps) {
  const parts = loadedParts();
  return <parts.MenuLink {...props} />;
}

/** A menu of its own beside this one, with one of a few choices. */
export function MenuChoice<T extends string>(props: MenuChoiceProps<T>) {
  const parts = loadedParts();
  return <parts.MenuChoice {...props} />;
}

export function MenuSeparator() {
  const parts = loadedParts();
  return <parts.MenuSeparator />;
}
