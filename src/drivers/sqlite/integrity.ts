// SQLite's own checks of a database file, in a thread: they read all of it without a pause.
import { Worker } from 'node:worker_threads';

/** In SQLite's words; at most about a hundred of each kind. */
export function findFaults(file: string): Promise<string[]> {
  const worker = new Worker(new URL('./integrity-check.ts', import.meta.url), {
    workerData: { file },
    name: 'sqlite-integrity',
  });
  return new Promise<string[]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The check of the database has stopped.')));
  });
}
