// How long a server takes until it listens, and what it holds when it has nothing to do, beside a server that does nothing else.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from './measure.ts';
import { memoryOf, memoryParts, PARTS, processTree } from './process-tree.ts';
import { type Server, startServer } from './processes.ts';
import type { Table } from './report.ts';
import { seededFolder } from './seeded.ts';

const ROUNDS = 5;
/** What is done once after a start is over by then, and threads that have nothing to do have ended. */
const IDLE_AFTER_MS = 45_000;
const MIB = 1024 * 1024;

interface Measured {
  readonly seconds: string;
  readonly memory: string;
  readonly parts: string[];
}

export async function start(sizes: readonly number[]): Promise<Table[]> {
  const rows: string[][] = [];
  const parts: string[][] = [];
  for (const size of sizes) {
    const folder = await seededFolder(size);
    const settings = { VITRINE_DATA: folder, VITRINE_PORT: '0', VITRINE_LOG_LEVEL: 'warn' };
    const ours = await measure(() => startServer('src/cli.ts', ['serve'], settings));
    const bare = await measure(() => startServer('bench/bare.ts', [join(folder, 'vitrine.sqlite')]));
    rows.push([String(size), ours.seconds, ours.memory, bare.seconds, bare.memory]);
    parts.push([`Vitrine, ${size}`, ...ours.parts], [`bare server, ${size}`, ...bare.parts]);
    console.log(rows.at(-1)?.join('  '));
  }
  return [
    {
      title: 'Start and idle memory',
      text: `Seconds from the start of the process until it listens, the median of ${ROUNDS}, from sources as \`npm start\` does; proportional set of all its processes ${IDLE_AFTER_MS / 1000} s later. The bare server is node:http over the same database.`,
      columns: ['assets', 'Vitrine s', 'MiB', 'bare server s', 'MiB'],
      rows,
    },
    {
      title: 'What idle memory consists of',
      text: 'MiB of the first process: Node.js itself and what it links; the JavaScript heaps of its threads (code of packages and ours, mostly); compiled code; and what is allocated natively, such as the page caches of SQLite, stacks, and what `malloc` keeps.',
      columns: ['', 'program', 'JavaScript heaps', 'compiled code', 'native'],
      rows: parts,
    },
  ];
}

async function measure(begin: () => Promise<Server>): Promise<Measured> {
  const times: number[] = [];
  for (let round = 1; round < ROUNDS; round++) {
    await using _server = await timed(begin, times);
  }
  await using server = await timed(begin, times);
  await pause(IDLE_AFTER_MS);
  const memory = processTree(server.pid).reduce((sum, pid) => sum + memoryOf(pid), 0);
  const parts = memoryParts(server.pid);
  return {
    seconds: (median(times) / 1000).toFixed(2),
    memory: (memory / MIB).toFixed(0),
    parts: PARTS.map((part) => (parts[part] / MIB).toFixed(0)),
  };
}

async function timed(begin: () => Promise<Server>, times: number[]): Promise<Server> {
  const startedAt = performance.now();
  const server = await begin();
  times.push(performance.now() - startedAt);
  return server;
}
