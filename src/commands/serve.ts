// `vitrine serve`: runs the server until it is told to stop.
import { defineCommand } from 'citty';
import { type App, startApp } from '../app/index.ts';
import { readConfig } from '../config.ts';
import { tellingRefusals } from './output.ts';

/** Requests that are not done by then are cut. */
const DRAIN_MS = 30_000;

export const serve = defineCommand({
  meta: {
    name: 'serve',
    description: 'Run the server. Settings come from the environment: see docs/configuration.md.',
  },
  run: () =>
    tellingRefusals(async () => {
      const config = readConfig();
      const app = await startApp(config);
      console.log(`Vitrine listens on ${app.url}`);
      if (app.operationsUrl !== undefined) console.log(`Metrics and health are on ${app.operationsUrl}`);
      process.on('uncaughtExceptionMonitor', (error) => app.server.log.fatal({ err: error }, 'crashed'));
      const setupToken = config.rootKey === undefined ? await app.core.openSetup() : null;
      if (setupToken !== null)
        console.log(`Nobody can sign in yet. Set the first password here: ${app.url}/setup?token=${setupToken}`);
      stopOnSignal(app);
    }),
});

/** A second signal right after the first is the same one, passed on by npm. */
function stopOnSignal(app: App): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    app[Symbol.asyncDispose]().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
