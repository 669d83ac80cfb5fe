// Making and checking secrets: tokens, passwords, signatures. Nothing here is stored but hashes.
import { argon2, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const argon2Async = promisify(argon2);

/** 256 random bits, URL-safe. */
export const newToken = (prefix: string): string => `${prefix}_${randomBytes(32).toString('base64url')}`;

/** How a token is looked up and kept. A fast hash is enough: the token has no structure to guess. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Equal in constant time, whatever the lengths. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** A MAC of parts that can not be confused with one another, truncated to `bytes`. */
export function sign(secret: string, parts: readonly (string | number)[], bytes = 32): Buffer {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest().subarray(0, bytes);
}

// OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane.
const MEMORY_KIB = 19_456;
const PASSES = 2;
const HASH_BYTES = 32;

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await derive(password, nonce, MEMORY_KIB, PASSES);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${nonce.toString('base64url')}$${hash.toString('base64url')}`;
}

/**
 * Whether the password is the one hashed. Without a hash it takes as long and answers no, so that time does not tell
 * whether there is a password at all.
 */
export async function passwordMatches(password: string, stored: string | null | undefined): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w-]+)\$([\w-]+)$/.exec(stored ?? '');
  const [, memory = MEMORY_KIB, passes = PASSES, nonce = '', hash = ''] = parts ?? [];
  const salt = parts ? Buffer.from(nonce, 'base64url') : Buffer.alloc(16);
  const derived = await derive(password, salt, Number(memory), Number(passes));
  const expected = Buffer.from(hash, 'base64url');
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}

const derive = (password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> =>
  argon2Async('argon2id', {
    message: password.normalize('NFKC'),
    nonce,
    parallelism: 1,
    tagLength: HASH_BYTES,
    memory,
    passes,
  }).then((hash) => Buffer.from(hash));
