// One 96-bit, time-ordered id per record, in the layout of MongoDB's ObjectId, and its spellings for the outside.
// Core and database know only the 24-hex form; the other spellings are lossless views of the same bits.
import { randomBytes } from 'node:crypto';
import { notFound } from './errors.ts';

declare const brand: unique symbol;
/** 24 lower-case hex digits: 4 bytes of Unix seconds, 5 random bytes of this process, 3 bytes of counter. */
export type Id = string & { readonly [brand]: 'Id' };

const HEX = /^[0-9a-f]{24}$/;
const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const BASE32_LENGTH = 20; // ceil(96 / 5)

const machine = randomBytes(5).toString('hex');
let lastSeconds = 0;
let counter = 0;

/** Ids made by one process always increase, even when its clock steps back. */
export function newId(atMs: number): Id {
  const seconds = Math.floor(atMs / 1000);
  if (seconds > lastSeconds) {
    lastSeconds = seconds;
    counter = randomBytes(2).readUInt16BE();
  } else if (++counter > 0xffffff) {
    lastSeconds++;
    counter = 0;
  }
  return `${hex(lastSeconds, 8)}${machine}${hex(counter, 6)}` as Id;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** The id, if `text` is one in its 24-hex form (either case), else undefined. */
export function parseId(text: string): Id | undefined {
  const lower = text.toLowerCase();
  return HEX.test(lower) ? (lower as Id) : undefined;
}

/** The same for what names a record: a malformed id is an unknown one. Throws `not_found`; `what` is for the message. */
export function idOf(text: string, what: string): Id {
  const id = parseId(text);
  if (!id) throw notFound(what);
  return id;
}

/** The form used inside prefixed ids (`asset_…`): 20 lower-case Crockford base32 digits, 4 leading zero bits. */
export function toBase32(id: Id): string {
  let rest = BigInt(`0x${id}`);
  let text = '';
  for (let i = 0; i < BASE32_LENGTH; i++) {
    text = CROCKFORD.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}

export function fromBase32(text: string): Id | undefined {
  if (text.length !== BASE32_LENGTH) return undefined;
  let value = 0n;
  for (const char of text) {
    const digit = CROCKFORD.indexOf(char);
    if (digit < 0) return undefined;
    value = (value << 5n) | BigInt(digit);
  }
  return value >> 96n ? undefined : (value.toString(16).padStart(24, '0') as Id);
}

/**
 * The 96 bits inside a UUID of version 8 (RFC 9562, section 5.8): 48 bits, the version, 12 bits, the variant and a zero
 * nibble, 36 bits... so that UUIDs sort as ids do.
 */
export function toUuid(id: Id): string {
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-8${id.slice(12, 15)}-8${id.slice(15, 18)}-${id.slice(18)}000000`;
}

export function fromUuid(text: string): Id | undefined {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-8([0-9a-f]{3})-8([0-9a-f]{3})-([0-9a-f]{6})000000$/.exec(
    text.toLowerCase(),
  );
  return match ? (match.slice(1).join('') as Id) : undefined;
}
