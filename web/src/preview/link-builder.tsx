// Builds the address of an asset, or of a picture made of it, and shows what it gives.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { dataOf, fetchSignedIn, storeApi } from '../api/client.ts';
import { explain } from '../api/errors.ts';
import { useTranslation } from '../i18n/index.ts';
import { CopyField } from '../ui/copy-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { AS_IT_IS, FITS, FORMATS, isSide, type LinkChoice, transformAddress } from './transform-address.ts';
import type { Viewed } from './viewed.ts';

const ASKED_AFTER_MS = 350;

export function LinkBuilder({ asset, onClose }: { readonly asset: Viewed; readonly onClose: () => void }) {
  const { messages, formats } = useTranslation();
  const words = messages.links;
  const [choice, setChoice] = useState<LinkChoice>(AS_IT_IS);
  const record = useQuery({
    queryKey: ['asset', asset.id],
    queryFn: ({ signal }) =>
      dataOf(storeApi.GET('/api/store/asset/{id}', { params: { path: { id: asset.id } }, signal })),
  });
  const areRight = isSide(choice.width) && isSide(choice.height);
  const address = record.data && areRight ? transformAddress(record.data.url, choice) : undefined;
  const isFile = address === record.data?.url;
  const picture = usePicture(address, asset, isFile);
  const change = (patch: Partial<LinkChoice>): void => setChoice({ ...choice, ...patch });
  const sideError = (side: string): string | undefined => (isSide(side) ? undefined : words.sideWrong);
  const canTransform = asset.has_thumbnail;
  return (
    <Dialog isOpen onClose={onClose} size="large" title={words.build} description={asset.name}>
      <div className={canTransform ? 'grid gap-6 sm:grid-cols-[1fr_15rem]' : ''}>
        {canTransform && (
          <figure className="order-first grid min-h-56 content-center justify-items-center gap-3 rounded-xl bg-sunken p-4 sm:min-h-80">
            {picture.url !== undefined && (
              <img
                src={picture.url}
                alt={words.result}
                className="checkered max-h-72 max-w-full rounded object-contain"
              />
            )}
            <figcaption className="text-center text-sm text-ink-soft" aria-live="polite">
              {picture.error ?? (picture.isBusy ? messages.app.loading : picture.text(formats.bytes))}
            </figcaption>
          </figure>
        )}
        {canTransform && (
          <div className="grid content-start gap-4">
            <div className="grid grid-cols-2 gap-3">
              <TextField
                label={words.width}
                inputMode="numeric"
                placeholder={asset.width === null ? '' : String(asset.width)}
                value={choice.width}
                error={sideError(choice.width)}
                onChange={({ target }) => change({ width: target.value.trim() })}
              />
              <TextField
                label={words.height}
                inputMode="numeric"
                placeholder={asset.height === null ? '' : String(asset.height)}
                value={choice.height}
                error={sideError(choice.height)}
                onChange={({ target }) => change({ height: target.value.trim() })}
              />
            </div>
            {choice.width !== '' && choice.height !== '' && (
              <Choice label={words.fit}>
                <Select
                  label={words.fit}
                  choices={FITS.map((value) => ({ value, label: words.fits[value] }))}
                  value={choice.fit}
                  onChange={(fit) => change({ fit })}
                />
              </Choice>
            )}
            <Choice label={words.format}>
              <Select
                label={words.format}
                choices={FORMATS.map((value) => ({ value, label: value === '' ? words.best : value.toUpperCase() }))}
                value={choice.format}
                onChange={(format) => change({ format })}
              />
            </Choice>
            {choice.format !== 'png' && (
              <label className="grid gap-1.5">
                <span className="font-medium">
                  {choice.quality === 0 ? words.qualityUsual : words.quality(formats.number(choice.quality))}
                </span>
                <input
                  type="range"
                  min={0}
                  max={100}
                  step={5}
                  value={choice.quality}
                  onChange={({ target }) => change({ quality: Number(target.value) })}
                  className="min-h-6 accent-accent"
                />
              </label>
            )}
          </div>
        )}
      </div>
      <div className="mt-6 grid gap-2">
        {address === undefined ? (
          record.error && <p className="text-danger">{explain(record.error)}</p>
        ) : (
          <CopyField label={isFile ? words.file : words.picture} value={address} isLabelled />
        )}
        {record.data && (
          <p className="text-sm text-ink-faint text-pretty">
            {record.data.is_public ? words.isPublic : words.isPrivate}
          </p>
        )}
      </div>
    </Dialog>
  );
}

const Choice = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  <div className="grid gap-1.5">
    <span aria-hidden className="font-medium">
      {label}
    </span>
    {children}
  </div>
);

interface Picture {
  readonly url: string | undefined;
  readonly isBusy: boolean;
  readonly error: string | undefined;
  /** How large it is. */
  text(bytes: (size: number) => string): string;
}

/** What the address gives, once nobody has changed it for a moment. Of the file itself only its size is told. */
function usePicture(address: string | undefined, asset: Viewed, isFile: boolean): Picture {
  const [shown, setShown] = useState<{ url: string; type: string; size: number; width: number; height: number }>();
  const [isBusy, setBusy] = useState(true);
  const [error, setError] = useState<string>();
  useEffect(() => {
    if (address === undefined) return;
    const abort = new AbortController();
    setBusy(true);
    const timer = setTimeout(() => {
      load(isFile ? transformAddress(address, { ...AS_IT_IS, width: '800' }) : address, abort.signal)
        .then((next) => {
          setError(undefined);
          setShown(next);
        })
        .catch((failure: unknown) => !abort.signal.aborted && setError(explain(failure)))
        .finally(() => !abort.signal.aborted && setBusy(false));
    }, ASKED_AFTER_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [address, isFile]);
  const url = shown?.url;
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url]);
  return {
    url,
    isBusy,
    error,
    text: (bytes) => {
      if (isFile) return [sizeText(asset.width, asset.height), bytes(asset.size)].filter(Boolean).join(' · ');
      if (shown === undefined) return '';
      return [
        sizeText(shown.width, shown.height),
        shown.type.replace('image/', '').toUpperCase(),
        bytes(shown.size),
      ].join(' · ');
    },
  };
}

const sizeText = (width: number | null, height: number | null): string =>
  width === null || height === null ? '' : `${width} × ${height}`;

async function load(address: string, signal: AbortSignal) {
  const { pathname, search } = new URL(address);
  const response = await fetchSignedIn(
    new Request(location.origin + pathname + search, { signal, headers: { accept: 'image/avif,image/webp,*/*' } }),
  );
  const blob = await response.blob();
  const url = URL.createObjectURL(blob);
  const image = new Image();
  image.src = url;
  await image.decode();
  return { url, type: blob.type, size: blob.size, width: image.naturalWidth, height: image.naturalHeight };
}
