// `vitrine backup`: one consistent state of the library into a folder, while the server goes on.
import { defineCommand } from 'citty';
import packageFacts from '../../package.json' with { type: 'json' };
import { backupPlace, openExistingCore } from '../app/library.ts';
import { readConfig } from '../config.ts';
import type { BackupReport } from '../core/index.ts';
import { byteCount, jsonArgument, print, tellingRefusals } from './output.ts';
import { progressBar } from './progress.ts';

const MOST_LISTED = 1000;

export const backup = defineCommand({
  meta: {
    name: 'backup',
    description:
      'Back up everything into a folder; again into the same folder copies only what is new. Exits with 1 when blobs are damaged.',
  },
  args: {
    folder: {
      type: 'positional',
      description: 'An empty folder, or one that holds a backup of this library.',
      required: true,
    },
    full: { type: 'boolean', description: 'Copy also what the folder holds already.', default: false },
    json: jsonArgument,
  },
  run: ({ args }) =>
    tellingRefusals(async () => {
      await using opened = await openExistingCore(readConfig());
      using progress = progressBar('Backing up');
      const options = { version: packageFacts.version, full: args.full, progress };
      const report = await opened.core.backUp(backupPlace(args.folder, 'write'), options);
      progress[Symbol.dispose]();
      print(args.json, shown(args.folder, report), () => told(args.folder, report));
      if (report.damaged.length > 0) process.exitCode = 1;
    }),
});

const shown = (folder: string, { manifest, copied, kept, removed, damaged }: BackupReport) => ({
  folder,
  started: manifest.startedAt,
  finished: manifest.finishedAt,
  blobs: manifest.blobs,
  copied,
  kept,
  removed,
  database: manifest.database,
  damaged_blobs: damaged.length,
  damaged: damaged
    .slice(0, MOST_LISTED)
    .map(({ sha256, fault, isInBackup }) => ({ sha256, problem: fault, in_backup: isInBackup })),
});

function told(folder: string, { copied, kept, removed, damaged }: BackupReport): string {
  const lines = damaged
    .slice(0, MOST_LISTED)
    .map(
      ({ sha256, fault, isInBackup }) =>
        `${sha256}: ${fault}${isInBackup ? ', but the backup has it from before' : ', so not in the backup'}`,
    );
  if (damaged.length > 0) lines.push(`${damaged.length} blobs are damaged in the library; all else is backed up.`);
  lines.push(
    `Backed up into ${folder}: ${copied.count} blobs copied (${byteCount(copied.bytes)}), ${kept.count} there already, ${removed} removed.`,
  );
  return lines.join('\n');
}
