// How a picture lies in its window: arithmetic alone. Places are pixels from the middle of the window.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Zoom {
  /** 1: it fits into the window. */
  readonly scale: number;
  /** By how much its middle is away from that of the window. */
  readonly x: number;
  readonly y: number;
  /** Degrees clockwise: 0, 90, 180 or 270. */
  readonly rotation: number;
}

export interface Frame {
  /** Of the picture as it is kept; before it is rotated. */
  readonly picture: Size;
  readonly window: Size;
}

export const FITTING: Zoom = { scale: 1, x: 0, y: 0, rotation: 0 };

/** What a key or a button does to the scale. */
export const STEP = 1.5;
/** Of the picture's own pixels, how many times they may be enlarged; a small picture may always fill twice the window. */
const LARGEST_PIXEL = 4;

/** Of the picture when its scale is 1: it fits, and is never enlarged. After it is rotated. */
export function fittedSize({ picture, window }: Frame, rotation: number): Size {
  const turned = rotation % 180 === 0 ? picture : { width: picture.height, height: picture.width };
  if (turned.width <= 0 || turned.height <= 0) return { width: 0, height: 0 };
  const ratio = Math.min(1, window.width / turned.width, window.height / turned.height);
  return { width: turned.width * ratio, height: turned.height * ratio };
}

export function largestScale(frame: Frame, rotation: number): number {
  const fitted = fittedSize(frame, rotation);
  const turned = rotation % 180 === 0 ? frame.picture : { width: frame.picture.height, height: frame.picture.width };
  return fitted.width === 0 ? 1 : Math.max(2, (LARGEST_PIXEL * turned.width) / fitted.width);
}

/** The scale at which a pixel of the picture is one of the screen. */
export function actualScale(frame: Frame, rotation: number, density: number): number {
  const fitted = fittedSize(frame, rotation);
  const width = rotation % 180 === 0 ? frame.picture.width : frame.picture.height;
  return fitted.width === 0 ? 1 : width / density / fitted.width;
}

/** By a factor, with what lies at the place staying where it is. */
export function zoomAt(zoom: Zoom, factor: number, place: { x: number; y: number }, frame: Frame): Zoom {
  const scale = Math.min(largestScale(frame, zoom.rotation), Math.max(1, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  const moved = { ...zoom, scale, x: place.x - (place.x - zoom.x) * ratio, y: place.y - (place.y - zoom.y) * ratio };
  return clamped(moved, frame);
}

export const panBy = (zoom: Zoom, dx: number, dy: number, frame: Frame): Zoom =>
  clamped({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, frame);

/** By a quarter, clockwise; it fits again. */
export const rotated = ({ rotation }: Zoom): Zoom => ({ ...FITTING, rotation: (rotation + 90) % 360 });

/** No edge of the picture comes into the window as long as the picture is larger than that. */
function clamped(zoom: Zoom, frame: Frame): Zoom {
  const fitted = fittedSize(frame, zoom.rotation);
  const limit = (shown: number, there: number): number => Math.max(0, (shown * zoom.scale - there) / 2);
  const [mostX, mostY] = [limit(fitted.width, frame.window.width), limit(fitted.height, frame.window.height)];
  return { ...zoom, x: between(zoom.x, mostX), y: between(zoom.y, mostY) };
}

// Never -0, which equals nothing in tests and styles.
const between = (value: number, most: number): number => (most === 0 ? 0 : Math.min(most, Math.max(-most, value)));
