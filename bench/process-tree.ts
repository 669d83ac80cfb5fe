// What a server and all processes it has started take: memory, time, and bytes read. Linux only, from /proc.
import { readFileSync } from 'node:fs';

/** With what they have started in turn; those that end meanwhile are left out. */
export function processTree(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(processTree)];
}

/** Proportional set size, bytes: pages that several share are counted once in all. */
export const memoryOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;

/** The same in parts, by what the regions are: Node.js takes its heaps in small pieces, whatever allocates natively in large ones. */
export function memoryParts(pid: number): Readonly<Record<(typeof PARTS)[number], number>> {
  const parts = { program: 0, heaps: 0, compiled: 0, native: 0 };
  let part: (typeof PARTS)[number] = 'native';
  for (const line of read(`/proc/${pid}/smaps`).split('\n')) {
    const [, start = '', end = '', rights = '', path = ''] = REGION.exec(line) ?? [];
    if (start !== '') part = partOf(Number.parseInt(end, 16) - Number.parseInt(start, 16), rights, path);
    parts[part] += Number(/^Pss:\s+(\d+) kB$/.exec(line)?.[1] ?? 0) * 1024;
  }
  return parts;
}

export const PARTS = ['program', 'heaps', 'compiled', 'native'] as const;
/** Of proc_pid_smaps(5): where it begins and ends, its rights, and of which file it is. */
const REGION = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \d+ *(.*)$/;
const LARGEST_HEAP_REGION = 1024 * 1024;

function partOf(sizeBytes: number, rights: string, path: string): (typeof PARTS)[number] {
  if (path.startsWith('/')) return 'program';
  if (rights.includes('x')) return 'compiled';
  return path === '' && sizeBytes < LARGEST_HEAP_REGION ? 'heaps' : 'native';
}

/** From files, pipes and sockets. */
export const bytesReadBy = (pid: number): number => Number(/^rchar: (\d+)$/m.exec(read(`/proc/${pid}/io`))?.[1] ?? 0);

/** Milliseconds of processor time so far, in steps of ten, of the whole tree. */
export function processorMs(pid: number): number {
  return processTree(pid).reduce((sum, one) => sum + ownProcessorMs(one), 0);
}

/** Of the process alone. */
export function ownProcessorMs(pid: number): number {
  // After the name, which may have spaces in it: proc_pid_stat(5), fields 14 and 15.
  const [user = 0, system = 0] = read(`/proc/${pid}/stat`).replace(/.*\) /, '').split(' ').slice(11, 13).map(Number);
  return (user + system) * 10;
}

export interface Watched extends Disposable {
  /** Bytes. */
  readonly peak: number;
  readonly peakOfFirst: number;
}

/** Looks at the whole tree again and again, and at its first process. */
export function watchMemory(pid: number, everyMs: number): Watched {
  let [peak, peakOfFirst] = [0, 0];
  const look = (): void => {
    const sizes = processTree(pid).map(memoryOf);
    peak = Math.max(
      peak,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    peakOfFirst = Math.max(peakOfFirst, sizes[0] ?? 0);
  };
  const timer = setInterval(look, everyMs);
  return {
    get peak() {
      return peak;
    },
    get peakOfFirst() {
      return peakOfFirst;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
