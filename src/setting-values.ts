// What the text of a setting may be, and what it becomes: each throws an Error that says what is wrong with it.
import { isIP } from 'node:net';

export function httpUrl(value: string): string {
  const url = new URL(value);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('an http or https URL is needed');
  return url.href;
}

export function wholeNumber(value: string, least: number, most: number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least || number > most)
    throw new Error(`a whole number from ${least} to ${most} is needed`);
  return number;
}

/** An address, a network as `address/bits`, or one of the names that the server knows. */
export function network(value: string): string {
  const [address = '', bits = '0', ...rest] = value.split('/');
  const isNamed = ['loopback', 'linklocal', 'uniquelocal'].includes(value);
  if (!isNamed && (isIP(address) === 0 || rest.length > 0)) throw new Error(`${value} is not an address or network`);
  if (!isNamed) wholeNumber(bits, 0, isIP(address) === 6 ? 128 : 32);
  return value;
}

export function oneOf<T extends string>(value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Error(`one of ${choices.join(', ')} is needed`);
  return found;
}
