// Loaded into a server (`--import`): how long the longest turn of its event loop was, in processor time of its main thread, since it was sent
// SIGUSR2. The clock would count the turns of everybody else on the machine.
import { isMainThread } from 'node:worker_threads';

const TICK_MS = 5;

if (isMainThread && process.argv[2] === 'serve') {
  let longestMs = 0;
  let before = process.threadCpuUsage();
  // A timer that is due runs in every turn: between two of them lies one turn, and no more than a tick beside it.
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    longestMs = Math.max(longestMs, (user + system) / 1000);
  }, TICK_MS).unref();
  process.on('SIGUSR2', () => {
    longestMs = 0;
  });
  process.on('exit', () => process.stderr.write(`longest turn ${longestMs.toFixed(1)} ms\n`));
}
