// What commands print: text for people, or JSON for programs.

/** The argument that asks for JSON. */
export const jsonArgument = { type: 'boolean', description: 'Print JSON.', default: false } as const;

/** One JSON document on standard output, or the text. */
export function print(asJson: boolean, value: unknown, text: () => string): void {
  console.log(asJson ? JSON.stringify(value, null, 2) : text());
}

/**
 * What the product itself refuses, and what the system or the database does (a port that is taken, a folder that can not
 * be written), is said in one line, without a stack; the exit code is 1. Only our own mistakes are thrown on.
 */
export async function tellingRefusals(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** An error from another thread keeps its name and code, but not its class; Node's own for misuse have other names. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && ['Error', 'CoreError'].includes(error.name) && 'code' in error;

/** A count of bytes in decimal units, as disks are sold. */
export function byteCount(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
