// Starts PostgreSQL and Ceph for developers, prints the settings by which tests find them, and stops them at Ctrl-C.
//   node test/engines/run.ts
import { once } from 'node:events';
import { startEngines } from './index.ts';

await using engines = await startEngines((line) => console.error(line));
for (const [name, value] of Object.entries(engines.environment)) console.log(`export ${name}='${value}'`);
console.error(
  '\nThe engines run. Give these settings to another shell, and its `npm test` uses them. Ctrl-C stops them.',
);

// Nothing else keeps this process: the daemons do not.
const waiting = setInterval(() => undefined, 60_000);
await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => once(process, name)));
clearInterval(waiting);
