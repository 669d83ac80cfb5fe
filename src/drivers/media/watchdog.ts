// Thread of the child process that ends it, and the programs it has started, once its parent is gone.
import { workerData } from 'node:worker_threads';

const INTERVAL_MS = 500;

const { parent } = workerData as { parent: number };

setInterval(() => {
  // An orphan is passed on to another process.
  if (process.ppid === parent) return;
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}, INTERVAL_MS);
