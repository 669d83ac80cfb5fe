// The Range header (RFC 9110, section 14): which parts of a file to send. Knows nothing of preconditions.
import type { ByteRange } from '../../core/ports.ts';

/** More parts than this, after coalescing, are answered with the whole file. */
const MAX_PARTS = 5;
const BYTES_UNIT = /^bytes=(.*)$/i;
const RANGE_SPEC = /^(?:(\d+)-(\d*)|-(\d+))$/;

/** `unsatisfiable` is a 416; `whole` also stands for a header that is absent, malformed, or asks too much. */
export type RangeChoice =
  | { readonly kind: 'whole' }
  | { readonly kind: 'unsatisfiable' }
  | { readonly kind: 'single'; readonly range: ByteRange }
  | { readonly kind: 'multiple'; readonly ranges: readonly ByteRange[] };

/**
 * Overlapping and adjacent ranges are coalesced; the rest keep the order in which the client asked for them. A set
 * that asks for more bytes than the file has is ignored (section 14.2), so that no request is worth more than a GET.
 */
export function chooseRanges(header: string | undefined, sizeBytes: number): RangeChoice {
  const specs = header === undefined ? undefined : parseSpecs(header);
  if (specs === undefined) return { kind: 'whole' };

  // "-5" of an empty file is satisfiable, but no Content-Range can describe the result.
  if (sizeBytes === 0 && specs.some((spec) => spec.kind === 'suffix' && spec.lengthBytes > 0)) return { kind: 'whole' };

  const asked = specs.map((spec) => resolveSpec(spec, sizeBytes)).filter((range) => range !== undefined);
  if (asked.length === 0) return { kind: 'unsatisfiable' };
  if (asked.reduce((sum, range) => sum + rangeSizeBytes(range), 0) > sizeBytes) return { kind: 'whole' };

  const ranges = coalesce(asked);
  const [first] = ranges;
  if (first === undefined || ranges.length > MAX_PARTS) return { kind: 'whole' };
  return ranges.length === 1 ? { kind: 'single', range: first } : { kind: 'multiple', ranges };
}

export const rangeSizeBytes = (range: ByteRange): number => range.end - range.start + 1;

export const contentRange = (range: ByteRange, sizeBytes: number): string =>
  `bytes ${range.start}-${range.end}/${sizeBytes}`;

type RangeSpec =
  | { readonly kind: 'interval'; readonly first: number; readonly last: number }
  | { readonly kind: 'suffix'; readonly lengthBytes: number };

/** Undefined when the header does not follow the grammar or names another unit: it is then as if it were absent. */
function parseSpecs(header: string): readonly RangeSpec[] | undefined {
  const set = BYTES_UNIT.exec(header)?.[1];
  if (set === undefined) return undefined;
  const specs: RangeSpec[] = [];
  for (const element of set.split(',')) {
    const text = element.trim();
    if (text === '') continue; // section 5.6.1.2: empty list elements are to be accepted
    const match = RANGE_SPEC.exec(text);
    if (match === null) return undefined;
    const [, first, last, suffix] = match;
    if (suffix !== undefined) {
      specs.push({ kind: 'suffix', lengthBytes: Number(suffix) });
    } else {
      const spec = { kind: 'interval', first: Number(first), last: last ? Number(last) : Infinity } as const;
      if (spec.last < spec.first) return undefined;
      specs.push(spec);
    }
  }
  return specs.length === 0 ? undefined : specs;
}

/** The bytes a spec selects, or undefined when it selects none. */
function resolveSpec(spec: RangeSpec, sizeBytes: number): ByteRange | undefined {
  const start = spec.kind === 'suffix' ? Math.max(0, sizeBytes - spec.lengthBytes) : spec.first;
  const end = spec.kind === 'suffix' ? sizeBytes - 1 : Math.min(spec.last, sizeBytes - 1);
  return start < sizeBytes ? { start, end } : undefined;
}

function coalesce(ranges: readonly ByteRange[]): ByteRange[] {
  const sorted = ranges.map((range, position) => ({ ...range, position })).sort((a, b) => a.start - b.start);
  const merged: typeof sorted = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && next.start <= last.end + 1) {
      last.end = Math.max(last.end, next.end);
      last.position = Math.min(last.position, next.position);
    } else {
      merged.push(next);
    }
  }
  return merged.sort((a, b) => a.position - b.position).map(({ start, end }) => ({ start, end }));
}
