// Choices of tests that break things at random: others in each run, and the same again where FAULTS_SEED names those of a run before.
import { createCipheriv, createHash, randomInt } from 'node:crypto';

export interface Chance {
  readonly seed: string;
  /** From `least` up to and with `most`. */
  between(least: number, most: number): number;
  /** True once in so many times. */
  oneIn(times: number): boolean;
  /** Throws for an empty list. */
  pick<T>(from: readonly T[]): T;
  bytes(count: number): Buffer;
  /** Choices of their own, which do not depend on how many were made here. */
  for(what: string): Chance;
}

export const openChance = (): Chance => chanceOf(process.env['FAULTS_SEED'] ?? String(randomInt(2 ** 40)));

function chanceOf(seed: string): Chance {
  const key = createHash('sha256').update(seed).digest();
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  const bytes = (count: number): Buffer => stream.update(Buffer.alloc(count));
  const between = (least: number, most: number): number => least + (bytes(6).readUIntBE(0, 6) % (most - least + 1));
  return {
    seed,
    between,
    bytes,
    oneIn: (times) => between(1, times) === 1,
    pick(from) {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
    for: (what) => chanceOf(`${seed} ${what}`),
  };
}
