// What commands print: text for people, or JSON for programs.
import { CoreError } from '../core/index.ts';

/** One JSON document on standard output, or the text. */
export function print(asJson: boolean, value: unknown, text: () => string): void {
  console.log(asJson ? JSON.stringify(value, null, 2) : text());
}

/** What the product itself refuses is said in one line, without a stack; the exit code is 1. */
export async function tellingRefusals(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** A count of bytes in decimal units, as disks are sold. */
export function byteCount(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
