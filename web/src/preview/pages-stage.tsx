// A PDF as the pictures of its pages, which the server draws: nothing of the file itself runs or is even loaded here, and it looks the
// same in every browser. To search in it or to print it, there is a way to the browser's own viewer.
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useCommand } from '../commands/running.ts';
import { useTranslation } from '../i18n/index.ts';
import { useWindowSize } from '../library/use-viewport.ts';
import type { ZoomControls } from './image-stage.tsx';
import { pageAddress, thumbnailAddress, type Viewed } from './viewed.ts';
import { STEP } from './zoom.ts';

interface PagesStageProps {
  readonly asset: Viewed;
  readonly controls: { current: ZoomControls | null };
  readonly onScale: (ratio: number | undefined) => void;
}

/** Widths of pages that are asked for: few, so that the same pictures serve many windows. */
const WIDTHS = [800, 1_200, 1_600, 2_400, 3_200] as const;
const LARGEST = 4;
const A4 = Math.SQRT2;
const MARGIN_PX = 24;

export function PagesStage({ asset, controls, onScale }: PagesStageProps) {
  const { messages, formats } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { width: room } = useWindowSize(scroller);
  const [scale, setScale] = useState(1);
  const [rotation, setRotation] = useState(0);
  const [ratio, setRatio] = useState(A4);
  const [current, setCurrent] = useState(1);
  const count = Math.max(1, asset.page_count ?? 1);
  const fitting = Math.min(Math.max(0, room - 2 * MARGIN_PX), 900);
  const width = Math.round(fitting * scale);
  useKeptPlace(scroller, width);

  const zoomBy = (factor: number): void => setScale((before) => Math.min(LARGEST, Math.max(0.5, before * factor)));
  const rotate = (): void => setRotation((before) => (before + 90) % 360);
  useImperativeHandle(controls, () => ({ zoomBy, fit: () => setScale(1), rotate }));
  useCommand('preview.zoomIn', () => zoomBy(STEP));
  useCommand('preview.zoomOut', () => zoomBy(1 / STEP));
  useCommand('preview.fit', () => setScale(1));
  useCommand('preview.rotate', rotate);
  useEffect(() => onScale(scale), [onScale, scale]);

  const asked = WIDTHS.find((one) => one >= width * devicePixelRatio) ?? WIDTHS[WIDTHS.length - 1] ?? 1_600;
  const isTurned = rotation % 180 !== 0;
  const height = isTurned ? width / ratio : width * ratio;

  return (
    <>
      <section
        ref={scroller}
        aria-label={messages.preview.pagesOf(asset.name)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be scrolled by keys, too
        tabIndex={0}
        data-keys="scroll"
        onScroll={({ currentTarget }) => setCurrent(pageAt(currentTarget, count))}
        className="absolute inset-0 overflow-auto overscroll-contain outline-none"
      >
        <div className="mx-auto flex w-max min-w-full flex-col items-center gap-4 px-6 py-6">
          {room > 0 &&
            Array.from({ length: count }, (_none, index) => (
              <Page
                // biome-ignore lint/suspicious/noArrayIndexKey: pages have no other name
                key={index + 1}
                asset={asset}
                page={index + 1}
                asked={asked}
                width={width}
                height={height}
                rotation={rotation}
                onRatio={index === 0 ? setRatio : undefined}
              />
            ))}
        </div>
      </section>
      {count > 1 && (
        <p className="preview-pill" aria-live="polite">
          {messages.preview.pageOf(formats.number(current), formats.number(count))}
        </p>
      )}
    </>
  );
}

interface PageProps {
  readonly asset: Viewed;
  readonly page: number;
  readonly asked: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly onRatio: ((ratio: number) => void) | undefined;
}

function Page({ asset, page, asked, width, height, rotation, onRatio }: PageProps) {
  const { messages, formats } = useTranslation();
  const [isFailed, setFailed] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNear(place);
  const isTurned = rotation % 180 !== 0;
  const [across, down] = isTurned ? [height, width] : [width, height];
  return (
    <div
      ref={place}
      data-page={page}
      className="relative shrink-0 overflow-hidden bg-white shadow-2"
      style={{ inlineSize: width, blockSize: height }}
    >
      {isFailed && (
        <p className="absolute inset-0 grid place-items-center p-6 text-center text-black">
          {messages.preview.pageFailed}
        </p>
      )}
      {isNear && !isFailed && (
        <div
          className="absolute start-1/2 top-1/2"
          style={{ inlineSize: across, blockSize: down, transform: `translate(-50%, -50%) rotate(${rotation}deg)` }}
        >
          {page === 1 && (
            <img src={thumbnailAddress(asset.id, 320)} alt="" className="absolute inset-0 size-full object-contain" />
          )}
          <img
            src={pageAddress(asset.id, page, asked)}
            alt={messages.preview.page(formats.number(page))}
            decoding="async"
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              naturalWidth > 0 && onRatio?.(naturalHeight / naturalWidth)
            }
            onError={() => setFailed(true)}
            className="absolute inset-0 size-full object-contain"
          />
        </div>
      )}
    </div>
  );
}

/** Whether it has been near what can be seen; it stays. */
function useNear(place: RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (element === null || isNear) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
      {
        root: element.closest('section'),
        rootMargin: '100% 0px',
      },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [place, isNear]);
  return isNear;
}

/** The same part of the document stays in the middle when it is enlarged. */
function useKeptPlace(scroller: RefObject<HTMLElement | null>, width: number): void {
  const before = useRef(width);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || before.current === width) return;
    const ratio = before.current === 0 ? 1 : width / before.current;
    before.current = width;
    const middle = element.scrollTop + element.clientHeight / 2;
    element.scrollTop = middle * ratio - element.clientHeight / 2;
    element.scrollLeft = (element.scrollWidth - element.clientWidth) / 2;
  }, [scroller, width]);
}

function pageAt(scroller: HTMLElement, count: number): number {
  const middle = scroller.scrollTop + scroller.clientHeight / 2;
  return Math.min(count, Math.max(1, Math.ceil((middle / scroller.scrollHeight) * count)));
}
