// HTTP dates (RFC 9110, section 5.6.7), read strictly: Date.parse takes far more than the grammar allows.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SHORT_DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const LONG_DAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hours>[01]\\d|2[0-3]):(?<minutes>[0-5]\\d):(?<seconds>[0-5]\\d|60)';
const FORMS = [
  new RegExp(`^${SHORT_DAY}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`), // IMF-fixdate
  new RegExp(`^${LONG_DAY}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`), // RFC 850
  new RegExp(`^${SHORT_DAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`), // asctime
];

/** Whole seconds since 1970, the resolution of an HTTP date; undefined when `text` is not one. */
export function parseHttpDate(text: string, nowMs: number = Date.now()): number | undefined {
  const groups = FORMS.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const field = (name: string): number => Number(groups[name]);
  const month = MONTHS.indexOf(groups['month'] ?? '');
  const year = groups['year']?.length === 2 ? fullYear(field('year'), nowMs) : field('year');
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month, field('day')); // Date.UTC would take year 50 for 1950
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== field('day')) return undefined;
  return midnight.getTime() / 1000 + field('hours') * 3600 + field('minutes') * 60 + field('seconds');
}

export const toSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** A two-digit year that would lie more than 50 years ahead is of the past century. */
function fullYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}
