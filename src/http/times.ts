// Points in time as JSON and URLs carry them: ISO 8601.
import { invalid } from '../core/index.ts';

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:?\d{2})?)?$/;

/** With milliseconds and `Z`. */
export const isoTime = (atMs: number): string => new Date(atMs).toISOString();

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
