// `vitrine media`: facts, text and pictures made anew. Also beside a running server.
import { defineCommand } from 'citty';
import { openExistingCore } from '../app/library.ts';
import { readConfig } from '../config.ts';
import { jsonArgument, print, tellingRefusals } from './output.ts';
import { stepBar } from './progress.ts';

const rebuild = defineCommand({
  meta: {
    name: 'rebuild',
    description:
      'Look again at originals that nobody has looked at, or only an older release. Begun again, it goes on where it was. Exits with 1 when some could not be looked at.',
  },
  args: {
    all: { type: 'boolean', description: 'Look at every original again.', default: false },
    json: jsonArgument,
  },
  run: ({ args }) =>
    tellingRefusals(async () => {
      const config = readConfig();
      await using opened = await openExistingCore(config);
      using progress = stepBar('Looking at');
      const report = await opened.core.rebuildMedia({
        all: args.all,
        progress,
        concurrency: config.decoders,
      });
      progress[Symbol.dispose]();
      print(args.json, report, () =>
        [
          `Went through ${report.assets} assets; ${report.failed} could not be looked at.`,
          ...report.failures.map(({ id, name, reason }) => `  ${name} (${id}): ${reason}`),
        ].join('\n'),
      );
      if (report.failed > 0) process.exitCode = 1;
    }),
});

export const media = defineCommand({
  meta: { name: 'media', description: 'Facts, text and pictures of assets.' },
  subCommands: { rebuild },
});
