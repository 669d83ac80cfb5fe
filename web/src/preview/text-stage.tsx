// Text and code, line by line as they are written; nothing in them is ever rendered.
import { useQuery } from '@tanstack/react-query';
import { WrapText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { explain } from '../api/errors.ts';
import { remember, remembered } from '../app/remembered.ts';
import { useTranslation } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { FileCard } from './file-card.tsx';
import { getText } from './read-text.ts';
import type { Viewed } from './viewed.ts';

/** Lines that the browser leaves out together while they can not be seen. */
const CHUNK = 100;
const LINE_REM = 1.25;

export function TextStage({ asset }: { readonly asset: Viewed }) {
  const { messages, formats } = useTranslation();
  const [isWrapped, setWrapped] = useState(remembered('wrap-text') !== 'off');
  const text = useQuery({
    queryKey: ['text', asset.id, asset.version],
    queryFn: ({ signal }) => getText(asset, signal),
  });
  const chunks = useMemo(() => chunked(text.data?.lines ?? []), [text.data]);
  if (text.error) return <FileCard asset={asset} reason={explain(text.error)} />;
  if (text.data === undefined) return null;
  if (!text.data.isText) return <FileCard asset={asset} />;
  const digits = String(text.data.lines.length).length;
  return (
    <div className="absolute inset-0 flex flex-col bg-surface">
      <div className="flex min-h-10 shrink-0 items-center gap-3 border-b border-line ps-4 pe-2 text-sm text-ink-soft">
        <span className="flex-1">
          {text.data.isCut
            ? messages.preview.textCut(formats.bytes(asset.size))
            : messages.preview.lines(text.data.lines.length, formats.number(text.data.lines.length))}
        </span>
        <IconButton
          icon={WrapText}
          label={messages.preview.wrap}
          isPressed={isWrapped}
          onClick={() => {
            remember('wrap-text', isWrapped ? 'off' : null);
            setWrapped(!isWrapped);
          }}
        />
      </div>
      <section
        aria-label={asset.name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be scrolled by keys, too
        tabIndex={0}
        data-keys="scroll"
        className="code-lines min-h-0 flex-1 overflow-auto overscroll-contain py-3 outline-offset-[-2px]"
        data-wrap={isWrapped || undefined}
        dir="ltr"
        style={{ '--digits': `${digits}ch` } as Readonly<Record<string, string>>}
      >
        {chunks.map(({ first, lines }) => (
          <div
            key={first}
            className="code-chunk"
            style={{ counterReset: `line ${first}`, containIntrinsicBlockSize: `auto ${lines.length * LINE_REM}rem` }}
          >
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never change
              <div key={index} className="code-line">
                {line === '' ? '\u200B' : line}
              </div>
            ))}
          </div>
        ))}
      </section>
    </div>
  );
}

function chunked(lines: readonly string[]): { first: number; lines: readonly string[] }[] {
  const chunks: { first: number; lines: readonly string[] }[] = [];
  for (let first = 0; first < lines.length; first += CHUNK)
    chunks.push({ first, lines: lines.slice(first, first + CHUNK) });
  return chunks;
}
