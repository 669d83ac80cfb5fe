// `vitrine worker`: does the background work, and serves nothing, until it is told to stop.
import { defineCommand } from 'citty';
import { readConfig } from '../config.ts';
import { tellingRefusals } from './output.ts';
import { stopOnSignal } from './stopping.ts';

export const worker = defineCommand({
  meta: {
    name: 'worker',
    description: 'Do the background work without a server, beside others on the same stores. Settings as for serve.',
  },
  run: () =>
    tellingRefusals(async () => {
      const config = readConfig();
      const { startWorkerApp } = await import('../app/background.ts');
      const app = await startWorkerApp(config);
      console.log('Vitrine works');
      if (app.operationsUrl !== undefined) console.log(`Metrics and health are on ${app.operationsUrl}`);
      process.on('uncaughtExceptionMonitor', (error) => app.noteCrash(error));
      // Nothing else keeps a process alive whose database is one of files.
      setInterval(() => undefined, 2 ** 30);
      stopOnSignal(app);
    }),
});
