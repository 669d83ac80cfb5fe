// `vitrine serve`: runs the server until it is told to stop.
import { defineCommand } from 'citty';
import { readConfig } from '../config.ts';
import { tellingRefusals } from './output.ts';
import { collectOnceSettled } from './settling.ts';
import { stopOnSignal } from './stopping.ts';

export const serve = defineCommand({
  meta: {
    name: 'serve',
    description: 'Run the server. Settings come from the environment: see docs/configuration.md.',
  },
  run: () =>
    tellingRefusals(async () => {
      const config = readConfig();
      // Only here: the other commands need nothing of HTTP, and the help of them all even less.
      const { startApp } = await import('../app/index.ts');
      const app = await startApp(config);
      console.log(`Vitrine listens on ${app.url}`);
      if (app.operationsUrl !== undefined) console.log(`Metrics and health are on ${app.operationsUrl}`);
      process.on('uncaughtExceptionMonitor', (error) => app.server.log.fatal({ err: error }, 'crashed'));
      const setupToken = config.rootKey === undefined ? await app.core.openSetup() : null;
      if (setupToken !== null)
        console.log(`Nobody can sign in yet. Set the first password here: ${app.url}/setup?token=${setupToken}`);
      stopOnSignal(app, config.stopDelayMs);
      collectOnceSettled();
    }),
});
