// The thread for reads that may look at many rows (database/engine.ts, `SLOW`): a connection of its own, one read after
// another.
import { parentPort, workerData } from 'node:worker_threads';
import { openFile } from './database-file.ts';
import { toFailure } from './failure.ts';
import type { SlowAnswer, SlowRead } from './slow-reads.ts';

const { file }: { file: string } = workerData;
const { statements } = openFile({ file, readOnly: true });

parentPort?.on('message', ({ id, sql, parameters }: SlowRead) => {
  parentPort?.postMessage(read(id, sql, parameters));
});

function read(id: number, sql: string, parameters: readonly unknown[]): SlowAnswer {
  try {
    return { id, rows: statements.prepare(sql).all(parameters) };
  } catch (error) {
    return { id, failure: toFailure(error) };
  }
}
