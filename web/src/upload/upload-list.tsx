// The list of uploads, of which only what is seen is in the page, however long it is.
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useMessages } from '../i18n/index.ts';
import type { UploadEngine } from './engine.ts';
import type { UploadItem } from './items.ts';
import { ROW_PX, UploadRow } from './upload-row.tsx';

/** Before and after what is seen. */
const SPARE_ROWS = 4;
const HEIGHT_ROWS = 6.5;

interface UploadListProps {
  readonly engine: UploadEngine;
  readonly items: readonly UploadItem[];
}

export function UploadList({ engine, items }: UploadListProps) {
  const { upload } = useMessages();
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / ROW_PX) - SPARE_ROWS);
  const last = Math.min(items.length, Math.ceil(top / ROW_PX + HEIGHT_ROWS) + SPARE_ROWS);
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
      tabIndex={0}
      aria-label={upload.list}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-t border-line -outline-offset-2"
      style={{ height: Math.min(items.length, HEIGHT_ROWS) * ROW_PX, maxHeight: HEIGHT_ROWS * ROW_PX }}
      onScroll={({ currentTarget }) => flushSync(() => setTop(currentTarget.scrollTop))}
    >
      <ul style={{ height: items.length * ROW_PX }} className="relative">
        {items.slice(first, last).map((item, index) => (
          <UploadRow key={item.id} queue={engine.queue} item={item} position={first + index} count={items.length} />
        ))}
      </ul>
    </section>
  );
}
