// The folders as a tree: those in a folder come when it is opened, and of thousands only what can be seen is in the page.
import { ChevronRight, LibraryBig } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useObservable } from '../app/observable.ts';
import { useMessages } from '../i18n/index.ts';
import { uploadTargetAttributes } from '../upload/target.ts';
import { carriesEntries, dragged, isTaken, OPENS_AFTER_MS, type Taken } from './dragging.ts';
import { iconOf } from './kinds.ts';
import type { FolderRow } from './rows.ts';
import type { TreeMenuAt } from './tree-menu.tsx';
import { TreeNameField } from './tree-name-field.tsx';
import { flatten, openFolders, setOpen, type TreeNode, tree, wantChildren } from './tree-nodes.ts';

const HEIGHT = 34;
const OVERSCAN = 10;

interface FolderTreeProps {
  readonly label: string;
  /** The id of the one that is shown or chosen. */
  readonly current: string | undefined;
  /** Whether the top level is a node of its own. */
  readonly hasTop?: 'no' | 'there' | 'current';
  readonly onChosen: (id: string | null, name: string) => void;
  /** Absent: nothing can be dropped. */
  readonly onDrop?: (taken: Taken, id: string, name: string) => void;
  /** The one whose name is being written. */
  readonly renaming?: string | undefined;
  /** By F2, for which folder. Absent: none can be. */
  readonly onRename?: ((id: string) => void) | undefined;
  /** undefined: it stays as it is. */
  readonly onRenamed?: (folder: FolderRow, name: string | undefined) => void;
  /** Asked for at a place of the window. Absent: there is none. */
  readonly onMenu?: (at: TreeMenuAt) => void;
}

export function FolderTree(props: FolderTreeProps) {
  const { label, current, hasTop = 'no', onChosen, onDrop, onRename, onMenu } = props;
  const { library } = useMessages();
  const known = useObservable(tree);
  const open = useObservable(openFolders);
  const nodes = useMemo(() => flatten(known, open), [known, open]);
  const box = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string>();
  const [shown, setShown] = useState({ top: 0, height: 600 });
  const hovered = useRef({ id: '', timer: 0 });
  const [target, setTarget] = useState<string>();
  const wantsFocus = useRef(false);

  useEffect(() => void wantChildren(null), []);

  // Of the element that scrolls, whoever that is, what of the tree can be seen.
  useEffect(() => {
    const scroller = box.current?.closest<HTMLElement>('.overflow-y-auto');
    if (!scroller || box.current === null) return;
    const element = box.current;
    const look = (): void => {
      const top = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top;
      setShown({ top: Math.max(0, top), height: scroller.clientHeight });
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    scroller.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', look);
    };
  }, []);

  const first = Math.max(0, Math.floor(shown.top / HEIGHT) - OVERSCAN);
  const last = Math.min(nodes.length - 1, Math.ceil((shown.top + shown.height) / HEIGHT) + OVERSCAN);
  const visible = nodes.slice(first, last + 1);
  const at = Math.max(
    0,
    nodes.findIndex(({ row }) => row?.id === (focused ?? current)),
  );
  const focusId = nodes[at]?.row?.id;

  useEffect(() => {
    for (const { row, parent, position } of visible) if (row === undefined) void wantChildren(parent, position);
  });
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const node = box.current?.querySelector<HTMLElement>(`[data-node="${focusId}"]`);
    if (!node) return;
    wantsFocus.current = false;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: 'nearest' });
  });

  function goTo(index: number): void {
    const id = nodes[Math.max(0, Math.min(nodes.length - 1, index))]?.row?.id;
    if (id === undefined) return;
    wantsFocus.current = true;
    setFocused(id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const node = nodes[at];
    if (node?.row === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const { row } = node;
    const hasMore = row.folder_count > 0;
    const keys: Record<string, () => void> = {
      ArrowDown: () => goTo(at + 1),
      ArrowUp: () => goTo(at - 1),
      Home: () => goTo(0),
      End: () => goTo(nodes.length - 1),
      ArrowRight: () => (hasMore && !node.isOpen ? setOpen(row.id, true) : hasMore && goTo(at + 1)),
      ArrowLeft: () => {
        if (node.isOpen) setOpen(row.id, false);
        else if (node.parent !== null) goTo(nodes.findIndex((one) => one.row?.id === node.parent));
      },
      Enter: () => onChosen(row.id, row.name),
      ' ': () => onChosen(row.id, row.name),
      ...(onRename && { F2: () => onRename(row.id) }),
      ...(onMenu && { ContextMenu: () => openMenu(row), F10: () => event.shiftKey && openMenu(row) }),
    };
    const run = keys[event.key];
    if (run === undefined) {
      if ([...event.key].length !== 1) return;
      const start = event.key.toLowerCase();
      const found = [...nodes.slice(at + 1), ...nodes.slice(0, at + 1)].find((one) =>
        one.row?.name.toLowerCase().startsWith(start),
      );
      if (found === undefined) return;
      goTo(nodes.indexOf(found));
    } else run();
    event.preventDefault();
    event.stopPropagation();
  }

  /** At its place, for those who have no pointer. */
  function openMenu(folder: FolderRow): void {
    const rect = box.current?.querySelector(`[data-node="${folder.id}"]`)?.getBoundingClientRect();
    if (rect) onMenu?.({ folder, x: rect.left + 24, y: rect.bottom });
  }

  const leave = (): void => {
    clearTimeout(hovered.current.timer);
    hovered.current = { id: '', timer: 0 };
    setTarget(undefined);
  };
  function onDragOver(event: DragEvent): void {
    const taken = dragged.get();
    const row = nodeAt(event);
    if (!onDrop || !taken || !row || !carriesEntries(event.dataTransfer) || isTaken(taken.list, taken, row.id)) {
      leave();
      return;
    }
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    if (hovered.current.id === row.id) return;
    leave();
    setTarget(row.id);
    hovered.current = { id: row.id, timer: window.setTimeout(() => setOpen(row.id, true), OPENS_AFTER_MS) };
  }
  const nodeAt = (event: { readonly target: EventTarget }) => {
    const node = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-node]') : null;
    return node ? nodes.find(({ row }) => row?.id === node.dataset['node'])?.row : undefined;
  };

  return (
    <>
      {hasTop !== 'no' && (
        <button
          type="button"
          className="tree-node"
          aria-pressed={hasTop === 'current'}
          onClick={() => onChosen(null, library.topLevel)}
        >
          <LibraryBig aria-hidden size={17} strokeWidth={1.75} />
          {library.topLevel}
        </button>
      )}
      {nodes.length === 0 && known.has(null) && (
        <p className="px-2.5 py-1.5 text-sm text-ink-faint">{library.noFolders}</p>
      )}
      <div
        ref={box}
        role="tree"
        aria-label={label}
        hidden={nodes.length === 0}
        className="relative"
        style={{ blockSize: nodes.length * HEIGHT }}
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocused(nodeAt(event)?.id)}
        onClick={(event) => {
          const row = nodeAt(event);
          if (row === undefined) return;
          setFocused(row.id);
          const isTwisty = event.target instanceof Element && event.target.closest('[data-twisty]') !== null;
          if (isTwisty) setOpen(row.id, !open.has(row.id));
          else onChosen(row.id, row.name);
        }}
        onContextMenu={(event) => {
          const folder = nodeAt(event);
          if (onMenu === undefined || folder === undefined) return;
          event.preventDefault();
          setFocused(folder.id);
          onMenu({ folder, x: event.clientX, y: event.clientY });
        }}
        onDragOver={onDragOver}
        onDragLeave={leave}
        onDrop={(event) => {
          const [taken, row] = [dragged.get(), nodeAt(event)];
          leave();
          if (!taken || !row || !onDrop) return;
          event.preventDefault();
          dragged.set(undefined);
          onDrop(taken, row.id, row.name);
        }}
      >
        {visible.map((node, offset) => (
          <Node
            key={node.row?.id ?? `${node.parent} ${node.position}`}
            node={node}
            y={(first + offset) * HEIGHT}
            isCurrent={node.row?.id === current && current !== undefined}
            isFocused={focusId === undefined ? first + offset === 0 : node.row?.id === focusId}
            isTarget={node.row?.id === target && target !== undefined}
            onRenamed={
              node.row !== undefined && node.row.id === props.renaming
                ? (name) => {
                    wantsFocus.current = true;
                    if (node.row) props.onRenamed?.(node.row, name);
                  }
                : undefined
            }
          />
        ))}
      </div>
    </>
  );
}

interface NodeProps {
  readonly node: TreeNode;
  readonly y: number;
  readonly isCurrent: boolean;
  readonly isFocused: boolean;
  readonly isTarget: boolean;
  /** Absent: its name is not being written. */
  readonly onRenamed: ((name: string | undefined) => void) | undefined;
}

function Node({ node, y, isCurrent, isFocused, isTarget, onRenamed }: NodeProps) {
  const { row, level, isOpen, position, siblings } = node;
  const { app } = useMessages();
  const Icon = row === undefined ? undefined : iconOf(row);
  const hasMore = row !== undefined && row.folder_count > 0;
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={position + 1}
      aria-setsize={siblings}
      aria-expanded={hasMore ? isOpen : undefined}
      aria-selected={isCurrent}
      aria-label={row?.name ?? app.loading}
      tabIndex={isFocused ? 0 : -1}
      data-node={row?.id}
      data-target={isTarget || undefined}
      className="tree-node absolute inset-x-0"
      style={{ transform: `translateY(${y}px)`, paddingInlineStart: 4 + (level - 1) * 16 }}
      {...(row && uploadTargetAttributes(row.id, row.name))}
    >
      <span data-twisty={hasMore || undefined} className="grid h-full w-6 shrink-0 place-items-center text-ink-faint">
        {hasMore && (
          <ChevronRight
            aria-hidden
            size={15}
            className={`transition-transform ${isOpen ? 'rotate-90' : 'rtl:rotate-180'}`}
          />
        )}
      </span>
      {Icon && <Icon aria-hidden size={17} strokeWidth={1.75} className="shrink-0" />}
      {row !== undefined && onRenamed !== undefined ? (
        <TreeNameField name={row.name} onEnd={onRenamed} />
      ) : (
        <span className="min-w-0 flex-1 truncate" title={row?.name}>
          {row?.name ?? '…'}
        </span>
      )}
    </div>
  );
}
