// Dates in workbooks of Office Open XML: numbers of days that a format shows as a date (ECMA-376 part 1, 18.8.30).
import { DAY_MS } from '../../../core/durations.ts';
import { attribute, type Visitor } from './xml.ts';

const MOST_FORMATS = 10_000;
/** Of the formats that every program knows: 14 to 22 are dates and times, 45 to 47 times; 27 to 36 and 50 to 58 dates of Asia. */
const isKnownDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** What is quoted, in brackets or escaped in a format is no letter of it. */
const LITERALS = /"[^"]*"|\[[^\]]*\]|\\./g;

/** Day 0, so that day 60 is the 29th of February 1900, which was none, and all later ones are right. */
const EPOCH = Date.UTC(1899, 11, 30);
const MOST_DAYS = 2_958_465;

export interface DateStyles {
  /** Reads the styles part. */
  readonly visitor: Visitor;
  /** Whether cells of the style of this number show dates. */
  isDate(style: string | undefined): boolean;
}

export function dateStyles(): DateStyles {
  const dateFormats = new Set<number>();
  const styles: boolean[] = [];
  let isOfCells = false;
  return {
    visitor: {
      open(name, attributes) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        if (name === 'cellXfs') isOfCells = true;
        else if (name === 'numFmt' && dateFormats.size < MOST_FORMATS) {
          const code = (attribute(attributes, 'formatCode') ?? '').replaceAll(LITERALS, '');
          if (/[ydh]/i.test(code)) dateFormats.add(id);
        } else if (name === 'xf' && isOfCells && styles.length < MOST_FORMATS) {
          styles.push(isKnownDate(id) || dateFormats.has(id));
        }
      },
      close(name) {
        if (name === 'cellXfs') isOfCells = false;
      },
    },
    isDate: (style) => styles[Number(style ?? 0)] === true,
  };
}

/** As 2026-11-21, with the time where there is one, which stands alone before the first day; any other text as it is. */
export function shownDate(value: string): string {
  const days = Number(value);
  if (value.trim() === '' || !(days >= 0 && days <= MOST_DAYS)) return value;
  const [date = '', time = ''] = new Date(EPOCH + Math.round(days * 1440) * (DAY_MS / 1440)).toISOString().split('T');
  const minutes = time.slice(0, 5);
  if (days < 1) return minutes;
  return minutes === '00:00' ? date : `${date} ${minutes}`;
}
