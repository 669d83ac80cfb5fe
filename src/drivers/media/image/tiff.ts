// Raw pixels and their colour profile as one file that sharp reads: an uncompressed TIFF 6.0.

interface Pixels {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const HEADER_BYTES = 8;
const ROWS_PER_STRIP = 64;

/** `profile`: ICC. A fourth channel is alpha, not premultiplied. */
export function tiffWithProfile({ bytes, width, height, channels }: Pixels, profile: Buffer): Buffer {
  const rowBytes = width * channels;
  const strips = Array.from({ length: Math.ceil(height / ROWS_PER_STRIP) }, (_, i) => i * ROWS_PER_STRIP * rowBytes);
  const sizes = strips.map((start) => Math.min(ROWS_PER_STRIP * rowBytes, bytes.length - start));
  const fields: Field[] = [
    [256, LONG, longs([width])],
    [257, LONG, longs([height])],
    [258, SHORT, shorts(Array.from({ length: channels }, () => 8))], // bits per sample
    [259, SHORT, shorts([1])], // not compressed
    [262, SHORT, shorts([2])], // RGB
    [273, LONG, longs(strips.map((start) => HEADER_BYTES + start))],
    [277, SHORT, shorts([channels])],
    [278, LONG, longs([ROWS_PER_STRIP])],
    [279, LONG, longs(sizes)],
    ...(channels === 4 ? [[338, SHORT, shorts([2])] satisfies Field] : []), // alpha, not premultiplied
    [34675, UNDEFINED, profile],
  ];
  return Buffer.concat([header(HEADER_BYTES + bytes.length), bytes, directory(fields, HEADER_BYTES + bytes.length)]);
}

/** Tag, type of its values, the values. */
type Field = readonly [number, typeof SHORT | typeof LONG | typeof UNDEFINED, Buffer];

const BYTES_OF = { [SHORT]: 2, [LONG]: 4, [UNDEFINED]: 1 } as const;

function header(directoryAt: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(directoryAt, 4);
  return bytes;
}

/** What does not fit into the four bytes of an entry comes after all entries. */
function directory(fields: readonly Field[], at: number): Buffer {
  const entries = Buffer.alloc(2 + 12 * fields.length + 4);
  entries.writeUInt16LE(fields.length);
  const outside: Buffer[] = [];
  let end = at + entries.length;
  for (const [i, [tag, type, values]] of fields.entries()) {
    const entry = entries.subarray(2 + 12 * i, 14 + 12 * i);
    entry.writeUInt16LE(tag);
    entry.writeUInt16LE(type, 2);
    entry.writeUInt32LE(values.length / BYTES_OF[type], 4);
    if (values.length <= 4) {
      entry.set(values, 8);
    } else {
      entry.writeUInt32LE(end, 8);
      outside.push(values);
      end += values.length;
    }
  }
  return Buffer.concat([entries, ...outside]);
}

function shorts(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt16LE(value, 2 * i);
  return bytes;
}

function longs(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, 4 * i);
  return bytes;
}
