// The versions of an asset: what it was before, to be looked at or gone back to; and new bytes in place of those it has.
import { useQuery } from '@tanstack/react-query';
import { Download, History, Upload } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { dataOf, storeApi } from '../api/client.ts';
import { explain } from '../api/errors.ts';
import { addressOf } from '../app/base.ts';
import { useTranslation } from '../i18n/index.ts';
import type { OpenList } from '../library/openers.ts';
import { Button, ICON_BUTTON, IconButton } from '../ui/button.tsx';
import { notify } from '../ui/toast.tsx';
import { useArrivals } from '../upload/arrivals.ts';
import { addUploads } from '../upload/intake.ts';
import { type AssetRecord, useRenewed } from './record.ts';

interface VersionsProps {
  readonly record: AssetRecord;
  readonly open: OpenList | undefined;
  readonly canEdit: boolean;
}

export function Versions({ record, open, canEdit }: VersionsProps) {
  const { messages, formats } = useTranslation();
  const words = messages.details;
  const { id } = record;
  const renewed = useRenewed(id, open);
  const [isBusy, setBusy] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const versions = useQuery({
    queryKey: ['versions', id],
    queryFn: ({ signal }) =>
      dataOf(storeApi.GET('/api/store/asset/{id}/versions', { params: { path: { id } }, signal })),
  });

  async function put(make: () => Promise<AssetRecord>, said: string): Promise<void> {
    setBusy(true);
    try {
      renewed(await make());
      notify({ text: said });
    } catch (error) {
      notify({ text: explain(error), isError: true });
    } finally {
      setBusy(false);
    }
  }

  const restore = (version: number): Promise<void> =>
    put(
      () =>
        dataOf(
          storeApi.POST('/api/store/asset/{id}/versions/{version}/restore', {
            params: { path: { id, version: String(version) } },
          }),
        ),
      words.restored(formats.number(version)),
    );

  // Among the uploads, where a cut costs little.
  const replace = (file: File): Promise<void> =>
    addUploads([{ name: file.name, path: [], file, replaces: id }], {
      folderId: typeof record.folder === 'object' ? (record.folder?.id ?? null) : record.folder,
      label: '',
      canUpload: true,
    });
  const reload = useRef(renewed);
  reload.current = renewed;
  useArrivals(
    useCallback(
      ({ assetIds }) => {
        if (!assetIds.has(id)) return;
        dataOf(storeApi.GET('/api/store/asset/{id}', { params: { path: { id } } })).then(
          (asset) => {
            reload.current(asset);
            notify({ text: words.replaced });
          },
          () => undefined,
        );
      },
      [id, words],
    ),
  );

  if (versions.error) return <p className="text-danger">{explain(versions.error)}</p>;
  return (
    <div className="grid gap-3">
      <ol className="grid gap-1">
        {versions.data?.map((version) => (
          <li key={version.version} className="flex min-h-11 items-center gap-2">
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {words.version(formats.number(version.version))}
                {version.current && (
                  <span className="ms-2 rounded-full bg-accent-soft px-2 py-0.5 text-xs font-medium text-accent-ink">
                    {words.current}
                  </span>
                )}
              </p>
              <p className="truncate text-xs text-ink-faint">
                {[formats.dateTime(version.created), formats.bytes(version.size)].join(' · ')}
              </p>
            </div>
            <a
              className={ICON_BUTTON}
              href={addressOf(`/api/console/assets/${id}/versions/${version.version}/content`)}
              download
              aria-label={words.downloadVersion(formats.number(version.version))}
            >
              <Download aria-hidden size={17} strokeWidth={1.75} />
            </a>
            {canEdit && !version.current && (
              <IconButton
                icon={History}
                label={words.restoreVersion(formats.number(version.version))}
                disabled={isBusy}
                onClick={() => void restore(version.version)}
              />
            )}
          </li>
        ))}
      </ol>
      {canEdit && (
        <div>
          <Button size="small" icon={Upload} disabled={isBusy} onClick={() => picker.current?.click()}>
            {words.replace}
          </Button>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label={words.replace}
            onChange={({ target }) => {
              const file = target.files?.[0];
              target.value = '';
              if (file) void replace(file);
            }}
          />
        </div>
      )}
    </div>
  );
}
