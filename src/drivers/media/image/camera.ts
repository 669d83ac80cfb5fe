// What a camera wrote into a picture: EXIF 3.0 (CIPA DC-008), read by exifr. Hostile: whatever makes no sense is absent.
import type { MediaFacts } from '../../../core/ports.ts';
import { oneLine } from '../words.ts';

const MOST_BYTES = 64 * 2 ** 20;
const MOST_CHARACTERS = 200;

/** Nothing else is even read: what a tag holds may be as large as the file. */
const TAGS = [
  'Make',
  'Model',
  'LensModel',
  'ExposureTime',
  'FNumber',
  'ISO',
  'FocalLength',
  'DateTimeOriginal',
  'OffsetTimeOriginal',
  'CreateDate',
  'OffsetTimeDigitized',
  'GPSLatitude',
  'GPSLatitudeRef',
  'GPSLongitude',
  'GPSLongitudeRef',
  'GPSAltitude',
  'GPSAltitudeRef',
];

/** `exif`: as it is stored in a file, with or without the six bytes `Exif\0\0` before it; or a whole TIFF. Never throws. */
export async function cameraFacts(exif: Buffer): Promise<MediaFacts> {
  const tags = await readTags(exif);
  const cameraMake = text(tags['Make']);
  const cameraModel = text(tags['Model']);
  const lens = text(tags['LensModel']);
  const takenAt =
    time(tags['DateTimeOriginal'], tags['OffsetTimeOriginal']) ?? time(tags['CreateDate'], tags['OffsetTimeDigitized']);
  return {
    ...(cameraMake !== undefined && { cameraMake }),
    ...(cameraModel !== undefined && { cameraModel }),
    ...(lens !== undefined && { lens }),
    ...exposure(tags),
    ...(takenAt !== undefined && { takenAt }),
    ...position(tags),
  };
}

type Tags = Readonly<Record<string, unknown>>;

async function readTags(exif: Buffer): Promise<Tags> {
  if (exif.length > MOST_BYTES) return {};
  const start = exif.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? 6 : 0;
  try {
    const { default: exifr } = await import('exifr');
    const tags: unknown = await exifr.parse(exif.subarray(start), {
      pick: TAGS,
      reviveValues: false,
      translateValues: false,
    });
    return isTags(tags) ? tags : {};
  } catch {
    return {};
  }
}

const isTags = (value: unknown): value is Tags => typeof value === 'object' && value !== null;

function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return [...oneLine(value)].slice(0, MOST_CHARACTERS).join('').trim() || undefined;
}

/** EXIF 3.0, 4.6.6.4: `YYYY:MM:DD HH:MM:SS`, filled with spaces or zeros where it is not known. */
function time(value: unknown, offset: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, day, clock] = /^(\d{4}[:-]\d\d[:-]\d\d)[ T](\d\d:\d\d:\d\d)\b/.exec(value) ?? [];
  if (day === undefined || clock === undefined) return undefined;
  const local = `${day.replaceAll(':', '-')}T${clock}`;
  const date = new Date(`${local}Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(local) && date.getUTCFullYear() > 0;
  if (!exists) return undefined;
  return typeof offset === 'string' && /^[+-](0\d|1[0-4]):[0-5]\d\0?$/.test(offset)
    ? local + offset.slice(0, 6)
    : local;
}

function exposure(tags: Tags): MediaFacts {
  const exposureTime = positive(tags['ExposureTime'], 1e6, 7);
  const aperture = positive(tags['FNumber'], 1_000, 2);
  // Some cameras say it for several gains.
  const [iso] = [tags['ISO']].flat().map((value) => positive(value, 1e8, 0));
  const focalLength = positive(tags['FocalLength'], 1e5, 2);
  return {
    ...(exposureTime !== undefined && { exposureTime }),
    ...(aperture !== undefined && { aperture }),
    ...(iso !== undefined && { iso }),
    ...(focalLength !== undefined && { focalLength }),
  };
}

/** 0 and infinity stand for what the camera does not know. */
function positive(value: unknown, most: number, digits: number): number | undefined {
  if (typeof value !== 'number' || !(value > 0 && value <= most)) return undefined;
  return rounded(value, digits) || undefined;
}

function position(tags: Tags): MediaFacts {
  const latitude = degrees(tags['GPSLatitude'], tags['GPSLatitudeRef'], 'NS', 90);
  const longitude = degrees(tags['GPSLongitude'], tags['GPSLongitudeRef'], 'EW', 180);
  const altitude = metres(tags['GPSAltitude'], tags['GPSAltitudeRef']);
  return {
    ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }),
    ...(altitude !== undefined && { altitude }),
  };
}

/** Of degrees, minutes and seconds; absent without a reference, since half of the world would be a guess. */
function degrees(parts: unknown, reference: unknown, references: string, most: number): number | undefined {
  if (!Array.isArray(parts) || parts.length < 1 || parts.length > 3 || typeof reference !== 'string') return undefined;
  const sign = [1, -1][references.indexOf(reference.charAt(0) || '?')];
  if (sign === undefined) return undefined;
  let sum = 0;
  for (const [i, part] of parts.entries()) {
    if (typeof part !== 'number' || !(part >= 0)) return undefined;
    sum += part / 60 ** i;
  }
  return sum <= most ? sign * rounded(sum, 7) : undefined;
}

/** Reference 1 is below sea level; newer versions of EXIF have 2 and 3 for heights above the ellipsoid. */
function metres(value: unknown, reference: unknown): number | undefined {
  if (typeof value !== 'number' || !(Math.abs(value) < 100_000)) return undefined;
  const code: unknown = reference instanceof Uint8Array ? reference[0] : reference;
  return code === 1 ? -rounded(value, 2) : rounded(value, 2);
}

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
