// The addresses of an asset in every API, and the links by which it is shared.
import { useQuery } from '@tanstack/react-query';
import { Share2 } from 'lucide-react';
import { adminApi, dataOf, storeApi } from '../api/client.ts';
import { explain } from '../api/errors.ts';
import { useTranslation } from '../i18n/index.ts';
import { openShare } from '../sharing/open-share.ts';
import { Button } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import type { AssetRecord } from './record.ts';

export function Addresses({ record }: { readonly record: AssetRecord }) {
  const { details } = useTranslation().messages;
  const { id } = record;
  const addresses = useQuery({
    queryKey: ['addresses', id],
    queryFn: ({ signal }) =>
      dataOf(adminApi.GET('/api/admin/assets/{id}/addresses', { params: { path: { id } }, signal })),
  });
  if (addresses.error) return <p className="text-danger">{explain(addresses.error)}</p>;
  if (addresses.data === undefined) return null;
  const { store, hub, library, partner, vaults } = addresses.data;
  const all = {
    [details.file]: record.url,
    Store: store,
    Hub: hub,
    Library: library,
    Partner: partner,
    Vaults: vaults,
  };
  return (
    <div className="grid gap-3">
      {Object.entries(all).map(
        ([label, value]) => value !== null && <CopyField key={label} label={label} value={value} isLabelled />,
      )}
    </div>
  );
}

export function Shares({ record, canShare }: { readonly record: AssetRecord; readonly canShare: boolean }) {
  const { messages, formats } = useTranslation();
  const words = messages.details;
  const { id, name } = record;
  const shares = useQuery({
    queryKey: ['shares', id],
    queryFn: ({ signal }) =>
      dataOf(
        storeApi.GET('/api/store/asset/{id}/shares', { params: { path: { id }, query: { hydrate: false } }, signal }),
      ),
  });
  if (shares.error) return <p className="text-danger">{explain(shares.error)}</p>;
  return (
    <div className="grid gap-3">
      {shares.data?.length === 0 && <p className="text-ink-faint">{words.notShared}</p>}
      {shares.data?.map((share) => (
        <div key={share.id} className="grid gap-1">
          <CopyField label={share.note ?? words.shareLink} value={share.url} isLabelled />
          <p className="text-xs text-ink-faint">
            {[
              !share.active && words.shareOver,
              share.expires_at !== null && words.until(formats.dateTime(share.expires_at)),
              share.has_password && words.withPassword,
              words.views(formats.number(share.view_count)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      ))}
      {canShare && (
        <div>
          <Button size="small" icon={Share2} onClick={() => openShare({ type: 'asset', id, name })}>
            {words.share}
          </Button>
        </div>
      )}
    </div>
  );
}
