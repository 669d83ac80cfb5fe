// How long a server takes until it listens, and what it holds when it has nothing to do, beside a server that does nothing else.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from './measure.ts';
import { memoryOf, processTree } from './process-tree.ts';
import { type Server, startServer } from './processes.ts';
import type { Table } from './report.ts';
import { seededFolder } from './seeded.ts';

const ROUNDS = 5;
/** What is done once after a start is over by then. */
const IDLE_AFTER_MS = 5_000;
const MIB = 1024 * 1024;

export async function start(sizes: readonly number[]): Promise<Table[]> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const folder = await seededFolder(size);
    const settings = { VITRINE_DATA: folder, VITRINE_PORT: '0', VITRINE_LOG_LEVEL: 'warn' };
    const ours = await measure(() => startServer('src/cli.ts', ['serve'], settings));
    const bare = await measure(() => startServer('bench/bare.ts', [join(folder, 'vitrine.sqlite')]));
    rows.push([String(size), ...ours, ...bare]);
    console.log(rows.at(-1)?.join('  '));
  }
  return [
    {
      title: 'Start and idle memory',
      text: `Seconds from the start of the process until it listens, the median of ${ROUNDS}, from sources as \`npm start\` does; proportional set of all its processes ${IDLE_AFTER_MS / 1000} s later. The bare server is node:http over the same database.`,
      columns: ['assets', 'Vitrine s', 'MiB', 'bare server s', 'MiB'],
      rows,
    },
  ];
}

async function measure(begin: () => Promise<Server>): Promise<string[]> {
  const times: number[] = [];
  let memory = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await using server = await begin();
    times.push(performance.now() - startedAt);
    if (round < ROUNDS - 1) continue;
    await pause(IDLE_AFTER_MS);
    memory = processTree(server.pid).reduce((sum, pid) => sum + memoryOf(pid), 0);
  }
  return [(median(times) / 1000).toFixed(2), (memory / MIB).toFixed(0)];
}
