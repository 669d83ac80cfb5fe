// Numbers, sizes, dates and spans of time as a language writes them. Made once for each language: the parts of Intl are slow to make.

export interface Formats {
  number(value: number): string;
  percent(ratio: number): string;
  /** 1,234 becomes `1.2 kB`: powers of a thousand, as disks are sold. */
  bytes(value: number): string;
  date(time: Date | string): string;
  dateTime(time: Date | string): string;
  /** `3 minutes ago`, `in 2 days`; `now`: for tests. */
  relative(time: Date | string, now?: Date): string;
  /** A span to wait: `40 seconds`, `5 minutes`, rounded up. */
  wait(seconds: number): string;
  /** Of a recording: `3:05`, `1:02:03`. */
  playingTime(seconds: number): string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;
const SPANS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

export function createFormats(language: string): Formats {
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const sizes = UNITS.map((unit, index) => {
    const digits = index < 2 ? 0 : 1;
    const unitDisplay = index === 0 ? 'long' : 'short';
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits: digits });
  });
  const spans = (['second', 'minute', 'hour'] as const).map(
    (unit) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }),
  );
  return {
    number: (value) => number.format(value),
    percent: (ratio) => percent.format(ratio),
    bytes(value) {
      // What would be written as 1,000 of a unit is one of the next.
      const power = sizes.findIndex((_size, index) => value < 999.95 * 1000 ** index);
      const index = power === -1 ? sizes.length - 1 : power;
      return sizes[index]?.format(value / 1000 ** index) ?? number.format(value);
    },
    date: (time) => date.format(new Date(time)),
    dateTime: (time) => dateTime.format(new Date(time)),
    relative(time, now = new Date()) {
      const seconds = (new Date(time).getTime() - now.getTime()) / 1000;
      for (const [unit, length] of SPANS) {
        if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
      }
      return relative.format(Math.trunc(seconds), 'second');
    },
    wait(seconds) {
      const power = seconds < 90 ? 0 : seconds < 5_400 ? 1 : 2;
      return spans[power]?.format(Math.max(1, Math.ceil(seconds / 60 ** power))) ?? number.format(seconds);
    },
    playingTime(seconds) {
      const whole = seconds > 0 ? Math.max(1, Math.round(seconds)) : 0;
      const parts = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
      const shown = parts[0] === 0 ? parts.slice(1) : parts;
      return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
    },
  };
}
