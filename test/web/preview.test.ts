// The preview's arithmetic and its decisions, without a browser.
import { describe, expect, it } from 'vitest';
import { isTextFile, MOST_LINES, textOf } from '../../web/src/preview/text-files.ts';
import { AS_IT_IS, isSide, transformAddress } from '../../web/src/preview/transform-address.ts';
import {
  actualScale,
  FITTING,
  type Frame,
  fittedSize,
  largestScale,
  panBy,
  rotated,
  zoomAt,
} from '../../web/src/preview/zoom.ts';

const frame: Frame = { picture: { width: 4000, height: 2000 }, window: { width: 1000, height: 1000 } };

describe('enlarging', () => {
  it('begins with a picture that fits, upright or rotated, and is never larger than it is', () => {
    expect(fittedSize(frame, 0)).toEqual({ width: 1000, height: 500 });
    expect(fittedSize(frame, 90)).toEqual({ width: 500, height: 1000 });
    expect(fittedSize({ ...frame, picture: { width: 10, height: 20 } }, 0)).toEqual({ width: 10, height: 20 });
    expect(fittedSize({ ...frame, picture: { width: 0, height: 0 } }, 0)).toEqual({ width: 0, height: 0 });
  });

  it('leaves what is pointed at where it is', () => {
    const place = { x: 200, y: 100 };
    const zoom = zoomAt(FITTING, 4, place, frame);
    expect(zoom.scale).toBe(4);
    // The same point of the picture, in pixels from its middle when it fits.
    expect((place.x - zoom.x) / zoom.scale).toBeCloseTo(200);
    expect((place.y - zoom.y) / zoom.scale).toBeCloseTo(100);
  });

  it('has its limits, and ends in the middle again', () => {
    const largest = zoomAt(FITTING, 1000, { x: 0, y: 0 }, frame);
    expect(largest.scale).toBe(largestScale(frame, 0));
    expect(zoomAt(panBy(largest, 500, 500, frame), 0.0001, { x: 30, y: 30 }, frame)).toEqual(FITTING);
  });

  it('is moved no further than its edges', () => {
    const zoom = { ...FITTING, scale: 3 };
    expect(panBy(zoom, 99_999, -99_999, frame)).toMatchObject({ x: 1000, y: -250 });
    expect(panBy(FITTING, 50, 50, frame)).toEqual(FITTING);
  });

  it('knows the scale of single pixels, and turns by quarters', () => {
    expect(actualScale(frame, 0, 1)).toBe(4);
    expect(actualScale(frame, 0, 2)).toBe(2);
    expect([1, 2, 3, 4].reduce((zoom) => rotated(zoom), FITTING)).toEqual(FITTING);
  });
});

describe('text', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const asset = { kind: 'document', mime_type: 'application/octet-stream', extension: 'bin', duration: null } as const;

  it('is told by its type or its ending; HTML is text, SVG and recordings are not', () => {
    expect(isTextFile(asset)).toBe(false);
    expect(isTextFile({ ...asset, mime_type: 'text/html' })).toBe(true);
    expect(isTextFile({ ...asset, mime_type: 'application/ld+json' })).toBe(true);
    expect(isTextFile({ ...asset, extension: 'PY' })).toBe(true);
    expect(isTextFile({ ...asset, kind: 'video', mime_type: 'video/mp2t', extension: 'ts' })).toBe(true);
    expect(isTextFile({ ...asset, kind: 'video', mime_type: 'video/mp2t', extension: 'ts', duration: 3 })).toBe(false);
    expect(isTextFile({ ...asset, kind: 'image', mime_type: 'image/svg+xml', extension: 'svg' })).toBe(false);
  });

  it('is split at any end of a line, and decoded by its mark', () => {
    expect(textOf(bytes('a\r\nb\rc\n'), 7)).toEqual({ lines: ['a', 'b', 'c'], isCut: false, isText: true });
    expect(textOf(Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xe4, 0), 6).lines).toEqual(['aä']);
    expect(textOf(bytes('a\0b'), 3).isText).toBe(false);
  });

  it('says where it was cut, also within a character', () => {
    expect(textOf(bytes('aä').subarray(0, 2), 3)).toEqual({ lines: ['a'], isCut: true, isText: true });
    const many = '\n'.repeat(MOST_LINES + 5);
    expect(textOf(bytes(many), many.length)).toMatchObject({ isCut: true });
  });
});

describe('the address of a picture', () => {
  const base = 'https://example.org/content';

  it('says only what was chosen, and is the file itself where nothing was', () => {
    expect(transformAddress(base, AS_IT_IS)).toBe(base);
    expect(transformAddress(base, { ...AS_IT_IS, width: '300', fit: 'contain' })).toBe(`${base}?w=300`);
    expect(transformAddress(base, { width: '300', height: '200', fit: 'inside', format: 'webp', quality: 70 })).toBe(
      `${base}?w=300&h=200&fit=inside&format=webp&quality=70`,
    );
    expect(transformAddress(base, { ...AS_IT_IS, format: 'png', quality: 50 })).toBe(`${base}?format=png`);
  });

  it('takes sides that the server takes', () => {
    expect(['', '1', '8192'].every(isSide)).toBe(true);
    expect(['0', '8193', '-1', '1.5', 'x', '01'].some(isSide)).toBe(false);
  });
});
