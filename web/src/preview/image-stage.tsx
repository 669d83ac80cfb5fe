// One picture: at once whatever of it is here already, then the one that is large enough for how it is looked at.
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { useCommand } from '../commands/running.ts';
import { placeholderOf } from '../library/placeholder.ts';
import { useWindowSize } from '../library/use-viewport.ts';
import { useGestures } from './use-gestures.ts';
import { pictureAddress, thumbnailAddress, type Viewed } from './viewed.ts';
import { actualScale, FITTING, type Frame, fittedSize, panBy, rotated, STEP, type Zoom, zoomAt } from './zoom.ts';

export interface ZoomControls {
  zoomBy(factor: number): void;
  fit(): void;
  rotate(): void;
}

interface ImageStageProps {
  readonly asset: Viewed;
  readonly controls: { current: ZoomControls | null };
  /** Percent of the picture's own pixels; undefined: nobody knows. */
  readonly onScale: (percent: number | undefined) => void;
  readonly onSwipe: (direction: -1 | 1) => void;
  readonly onFailed: () => void;
}

/** How long the size has to rest before a sharper picture is asked for. */
const SHARPENED_AFTER_MS = 200;
const ARROW_PX = 80;
/** With Shift all of them move what is enlarged, and those up and down without, too. */
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [ARROW_PX, 0],
  ArrowRight: [-ARROW_PX, 0],
  ArrowUp: [0, ARROW_PX],
  ArrowDown: [0, -ARROW_PX],
};

export function ImageStage({ asset, controls, onScale, onSwipe, onFailed }: ImageStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const room = useWindowSize(stage);
  const [zoom, setZoom] = useState<Zoom>(FITTING);
  const [isFollowing, setFollowing] = useState(false);
  const [natural, setNatural] = useState({ width: 0, height: 0 });
  const picture = { width: asset.width ?? natural.width, height: asset.height ?? natural.height };
  const frame: Frame = { picture, window: room };
  const now = useRef({ zoom, frame });
  now.current = { zoom, frame };

  const change = (next: Zoom, following = false): void => {
    now.current.zoom = next;
    setZoom(next);
    setFollowing(following);
  };
  const zoomBy = (factor: number): void => change(zoomAt(now.current.zoom, factor, { x: 0, y: 0 }, now.current.frame));
  useImperativeHandle(controls, () => ({
    zoomBy,
    fit: () => change({ ...FITTING, rotation: now.current.zoom.rotation }),
    rotate: () => change(rotated(now.current.zoom)),
  }));
  useCommand('preview.zoomIn', () => zoomBy(STEP));
  useCommand('preview.zoomOut', () => zoomBy(1 / STEP));
  useCommand('preview.fit', () => change({ ...FITTING, rotation: zoom.rotation }));
  useCommand('preview.rotate', () => change(rotated(zoom)));

  const gestures = useGestures(stage, {
    zoom: () => now.current.zoom,
    frame: () => now.current.frame,
    onZoom: change,
    onSwipe,
    onDouble: (x, y) => {
      const { zoom: at, frame: within } = now.current;
      if (at.scale > 1) return change({ ...FITTING, rotation: at.rotation });
      const actual = actualScale(within, at.rotation, devicePixelRatio);
      change(zoomAt(at, actual > 1.2 ? actual : 2, { x, y }, within));
    },
  });

  useEffect(() => {
    const move = (event: KeyboardEvent): void => {
      const [dx, dy] = MOVES[event.key] ?? [0, 0];
      const isHere = event.target instanceof Element && event.target.closest('[data-preview]') !== null;
      const isMeant = event.shiftKey ? dx !== 0 || dy !== 0 : dy !== 0;
      if (!isHere || !isMeant || event.target.closest('aside') !== null || now.current.zoom.scale === 1) return;
      event.preventDefault();
      setZoom((before) => panBy(before, dx, dy, now.current.frame));
    };
    document.addEventListener('keydown', move);
    return () => document.removeEventListener('keydown', move);
  }, []);

  const fitted = fittedSize(frame, zoom.rotation);
  const isTurned = zoom.rotation % 180 !== 0;
  const [width, height] = isTurned ? [fitted.height, fitted.width] : [fitted.width, fitted.height];
  const shownWidth = width * zoom.scale;
  useEffect(() => {
    onScale(picture.width === 0 || width === 0 ? undefined : (shownWidth * devicePixelRatio) / picture.width);
  }, [onScale, picture.width, width, shownWidth]);

  const wanted = useCalm(shownWidth * devicePixelRatio, SHARPENED_AFTER_MS);
  const source = wanted === 0 ? undefined : pictureAddress(asset, wanted);
  const isLarger = zoom.scale > 1;

  return (
    <div
      ref={stage}
      className={`absolute inset-0 touch-none overflow-hidden select-none ${isLarger ? (isFollowing ? 'cursor-grabbing' : 'cursor-grab') : ''}`}
      {...gestures}
    >
      <div
        className={`absolute start-1/2 top-1/2 ${isFollowing ? '' : 'transition-transform duration-150'}`}
        data-scale={zoom.scale.toFixed(2)}
        data-rotation={zoom.rotation}
        style={{
          inlineSize: width,
          blockSize: height,
          transform: `translate(-50%, -50%) translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale}) rotate(${zoom.rotation}deg)`,
        }}
      >
        <Layers asset={asset} source={source} onNatural={setNatural} onFailed={onFailed} />
      </div>
    </div>
  );
}

/** Follows a number once it has come to rest; the first one at once. */
function useCalm(value: number, afterMs: number): number {
  const [calm, setCalm] = useState(value);
  useEffect(() => {
    if (calm === 0) return setCalm(value);
    const timer = setTimeout(() => setCalm(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, calm, afterMs]);
  return calm;
}

interface LayersProps {
  readonly asset: Viewed;
  readonly source: string | undefined;
  readonly onNatural: (size: { width: number; height: number }) => void;
  readonly onFailed: () => void;
}

/** The blurred placeholder, over it the thumbnail that the list has shown, over that the sharpest picture that has arrived. */
function Layers({ asset, source, onNatural, onFailed }: LayersProps) {
  const [shown, setShown] = useState<string>();
  const image = useRef<HTMLImageElement>(null);
  const [small] = useState(() =>
    asset.has_thumbnail ? (thumbnailOnPage(asset.id) ?? thumbnailAddress(asset.id, 320)) : undefined,
  );
  const placeholder = asset.thumbhash === null ? undefined : placeholderOf(asset.thumbhash);
  const layer = 'absolute inset-0 size-full object-fill';
  useLayoutEffect(() => {
    if (source !== undefined && image.current?.complete === true && image.current.naturalWidth > 0) setShown(source);
  }, [source]);
  return (
    <>
      {placeholder !== undefined && shown === undefined && (
        <img src={placeholder} alt="" draggable={false} className={layer} />
      )}
      {small !== undefined && shown === undefined && (
        <img
          src={small}
          alt=""
          draggable={false}
          onLoad={({ currentTarget }) => onNatural(enlarged(currentTarget))}
          className={layer}
        />
      )}
      {shown !== undefined && shown !== source && <img src={shown} alt="" draggable={false} className={layer} />}
      {(source !== undefined || small === undefined) && (
        <img
          key={source}
          ref={image}
          src={source ?? pictureAddress(asset, 1)}
          alt={asset.name}
          draggable={false}
          data-picture
          decoding={shown === undefined ? 'auto' : 'async'}
          onLoad={({ currentTarget }) => {
            onNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight });
            setShown(source);
          }}
          onError={() => shown === undefined && onFailed()}
          className={`${layer} ${shown === source ? '' : 'opacity-0'}`}
        />
      )}
    </>
  );
}

/** The size that the kept picture will most likely have, from a smaller one of it. */
function enlarged({ naturalWidth, naturalHeight }: HTMLImageElement): { width: number; height: number } {
  const ratio = 1_600 / Math.max(1, naturalWidth, naturalHeight);
  return { width: naturalWidth * ratio, height: naturalHeight * ratio };
}

/** What a list below has shown of it, which needs no other request. */
const thumbnailOnPage = (id: string): string | undefined =>
  document.querySelector<HTMLImageElement>(`main img[src*="/asset/${CSS.escape(id)}/thumbnail"]`)?.src;
