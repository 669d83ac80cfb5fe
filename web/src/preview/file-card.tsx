// What has no picture: what it is, why nothing of it is shown, and how to get it.
import { Download } from 'lucide-react';
import { useTranslation } from '../i18n/index.ts';
import { iconOfKind } from '../library/kinds.ts';
import { buttonClass } from '../ui/button.tsx';
import { downloadAddress, type Viewed } from './viewed.ts';

export function FileCard({ asset, reason }: { readonly asset: Viewed; readonly reason?: string | undefined }) {
  const { messages, formats } = useTranslation();
  const Icon = iconOfKind(asset.kind);
  const facts = [
    asset.extension.toUpperCase() || messages.library.kinds[asset.kind],
    formats.bytes(asset.size),
    asset.page_count !== null && asset.page_count > 1 && messages.preview.pageCount(formats.number(asset.page_count)),
    asset.duration !== null && formats.playingTime(asset.duration),
  ].filter((fact) => fact !== false);
  return (
    <div className="absolute inset-0 grid place-items-center overflow-y-auto p-6">
      <div className="grid max-w-md justify-items-center text-center">
        <div className="mb-6 grid size-28 place-items-center rounded-3xl bg-raised text-ink-faint shadow-2">
          <Icon aria-hidden size={48} strokeWidth={1.1} />
        </div>
        <p className="text-xl font-semibold text-balance wrap-anywhere">{asset.name}</p>
        <p className="mt-1 text-ink-soft">{facts.join(' · ')}</p>
        <p className="mt-4 text-ink-soft text-pretty">{reason ?? messages.preview.noPicture}</p>
        <a href={downloadAddress(asset.id)} download className={`mt-6 ${buttonClass({ kind: 'primary' })}`}>
          <Download aria-hidden size={16} />
          {messages.preview.download}
        </a>
      </div>
    </div>
  );
}
