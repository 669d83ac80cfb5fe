// `vitrine serve`: runs the server until it is told to stop.
import { defineCommand } from 'citty';
import { type Config, readConfig } from '../config.ts';
import { leaveRoomForBodies } from './heap.ts';
import { tellingRefusals } from './output.ts';
import { stopOnSignal } from './stopping.ts';

export const serve = defineCommand({
  meta: {
    name: 'serve',
    description: 'Run the server. Settings come from the environment: see docs/configuration.md.',
  },
  run: () =>
    tellingRefusals(async () => {
      const config = readConfig();
      if (config.processes === 1) return serveAlone(config);
      const siblings = await import('../app/siblings.ts');
      if (siblings.isSibling()) return serveAmong(config, siblings);
      const { runProcesses } = await import('./processes.ts');
      return runProcesses(config);
    }),
});

async function serveAlone(config: Config): Promise<void> {
  const { lines } = await start(config, true);
  for (const line of lines) console.log(line);
}

/** What keeps it in touch with the others would keep it alive after a refusal. */
async function serveAmong(config: Config, siblings: typeof import('../app/siblings.ts')): Promise<void> {
  await tellingRefusals(async () => {
    siblings.tell({ type: 'listening', ...(await start(config, siblings.isFirstSibling())) });
  });
  if (process.exitCode) process.exit();
}

/** Answers what there is to say of it, with the setup link where this process is to ask for one, and the settings that it runs by. */
async function start(
  config: Config,
  isFirst: boolean,
): Promise<{ readonly lines: string[]; readonly settings: Readonly<Record<string, string>> }> {
  // Only here: the other commands need nothing of HTTP, and the help of them all even less.
  const { startApp } = await import('../app/index.ts');
  const app = await startApp(config);
  process.on('uncaughtExceptionMonitor', (error) => app.server.log.fatal({ err: error }, 'crashed'));
  const setupToken = isFirst && config.rootKey === undefined ? await app.core.openSetup() : null;
  stopOnSignal(app, config.stopDelayMs);
  leaveRoomForBodies();
  const { url, operationsUrl } = app;
  const lines = [`Vitrine listens on ${url}`];
  if (operationsUrl !== undefined) lines.push(`Metrics and health are on ${operationsUrl}`);
  if (setupToken !== null)
    lines.push(`Nobody can sign in yet. Set the first password here: ${url}/setup?token=${setupToken}`);
  return {
    lines,
    settings: {
      VITRINE_PORT: new URL(url).port,
      ...(operationsUrl !== undefined && { VITRINE_METRICS_PORT: new URL(operationsUrl).port }),
    },
  };
}
