// Points in time as JSON and URLs carry them: ISO 8601.
import { invalid } from '../core/index.ts';

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:?\d{2})?)?$/;

const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/** With milliseconds and `Z`. */
export function isoTime(atMs: number): string {
  const at = new Date(atMs);
  const year = at.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) return at.toISOString();
  // By hand in less than half the time, and a page of a list has some hundreds of them.
  const two = (value: number): string => TWO_DIGITS[value] ?? '';
  const day = `${year}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  return `${day}T${time}.${String(at.getUTCMilliseconds()).padStart(3, '0')}Z`;
}

export const isoTimeOrNull = (atMs: number | null): string | null => (atMs === null ? null : isoTime(atMs));

/** Unix milliseconds of a date or a date with time; without an offset it is UTC. Throws `invalid`. */
export function parseTime(text: string, field: string): number {
  const [, date, time = '00:00', offset = 'Z'] = ISO.exec(text.trim()) ?? [];
  const atMs = date === undefined ? Number.NaN : Date.parse(`${date}T${time}${offset.toUpperCase()}`);
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(atMs) || !isCalendarDate(date ?? '')) throw invalid(field, 'A date and time in ISO 8601 is needed.');
  return atMs;
}

const isCalendarDate = (date: string): boolean => new Date(`${date}T00:00Z`).toISOString().startsWith(date);
