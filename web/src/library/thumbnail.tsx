// The picture of an entry: its placeholder at once, then its thumbnail, which is asked for only while nobody scrolls fast.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { addressOf } from '../app/base.ts';
import { type Observable, useObservable } from '../app/observable.ts';
import { iconOf } from './kinds.ts';
import { placeholderOf } from './placeholder.ts';
import { type AssetRow, isFolder, type TrashRow } from './rows.ts';

/** The smallest that is kept for every picture, and those above it. */
const SIZES = [320, 500, 800, 1600] as const;

/** `width`: of the place it is for, which a picture may be larger than, since it fills that. */
function thumbnailUrl(id: string, width: number): string {
  const wanted = width * Math.min(2, window.devicePixelRatio) * 1.25;
  const size = SIZES.find((one) => one >= wanted) ?? 1600;
  return addressOf(`/api/store/asset/${id}/thumbnail?size=${size}`);
}

interface ThumbnailProps {
  readonly row: AssetRow | TrashRow;
  readonly width: number;
  /** Whether it is scrolled so fast that nobody could see it. */
  readonly isFast: Observable<boolean>;
}

export function Thumbnail({ row, width, isFast }: ThumbnailProps) {
  const isPassing = useObservable(isFast);
  const [state, setState] = useState<'waiting' | 'shown' | 'failed'>('waiting');
  const image = useRef<HTMLImageElement>(null);
  const wasWanted = useRef(false);
  if (!isPassing) wasWanted.current = true;
  useLoadedAtOnce(image, () => setState('shown'));
  const isPage = row.kind === 'pdf' || row.kind === 'document';
  const fit = isPage ? 'object-contain' : 'object-cover';
  if (isFolder(row) || !row.has_thumbnail || state === 'failed') return <Sign row={row} isSmall={width < 72} />;
  const placeholder = row.thumbhash === null ? undefined : placeholderOf(row.thumbhash);
  const inset = isPage && width >= 72 ? 'p-2' : '';
  return (
    <>
      {placeholder !== undefined && state !== 'shown' && (
        <img src={placeholder} alt="" draggable={false} className={`absolute inset-0 size-full ${fit} ${inset}`} />
      )}
      {wasWanted.current && (
        <img
          ref={image}
          src={thumbnailUrl(row.id, width)}
          alt=""
          draggable={false}
          decoding="async"
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
          className={`absolute inset-0 size-full ${fit} ${inset} ${state === 'shown' ? '' : 'opacity-0'}`}
        />
      )}
    </>
  );
}

/** A picture that the browser has is shown in the first frame. */
function useLoadedAtOnce(image: RefObject<HTMLImageElement | null>, onLoaded: () => void): void {
  const latest = useRef(onLoaded);
  useLayoutEffect(() => {
    if (image.current?.complete === true && image.current.naturalWidth > 0) latest.current();
  }, [image]);
}

function Sign({ row, isSmall }: { readonly row: AssetRow | TrashRow; readonly isSmall: boolean }) {
  const Icon = iconOf(row);
  const extension = row.name.includes('.') ? row.name.slice(row.name.lastIndexOf('.') + 1) : '';
  return (
    <span className="absolute inset-0 grid place-content-center justify-items-center gap-2 text-ink-faint">
      <Icon aria-hidden size={isSmall ? 18 : 34} strokeWidth={isSmall ? 1.75 : 1.25} />
      {!isSmall && extension.length > 0 && extension.length < 6 && !isFolder(row) && (
        <span className="text-xs font-semibold uppercase">{extension}</span>
      )}
    </span>
  );
}
