// `vitrine restore`: makes a data folder of a backup, or only checks the backup.
import { defineCommand } from 'citty';
import { backupPlace, dataFolder } from '../app/index.ts';
import { readConfig } from '../config.ts';
import { type BackupCheck, checkBackup, restoreBackup } from '../core/index.ts';
import { byteCount, jsonArgument, print, tellingRefusals } from './output.ts';
import { progressBar } from './progress.ts';

export const restore = defineCommand({
  meta: {
    name: 'restore',
    description:
      'Make a data folder of a backup, checking every byte. Exits with 1, naming the file, when the backup is damaged.',
  },
  args: {
    folder: { type: 'positional', description: 'The backup.', required: true },
    into: { type: 'string', description: 'An empty folder; VITRINE_DATA when absent.' },
    check: { type: 'boolean', description: 'Only check the backup.', default: false },
    json: jsonArgument,
  },
  run: ({ args }) =>
    tellingRefusals(async () => {
      const place = backupPlace(args.folder, 'read');
      const into = args.into ?? readConfig().dataFolder;
      using progress = progressBar(args.check ? 'Checking' : 'Restoring');
      const result = args.check
        ? await checkBackup(place, { progress })
        : await restoreBackup(place, dataFolder(into), { progress });
      progress[Symbol.dispose]();
      print(args.json, shown(args.folder, result), () => told(args.folder, args.check ? undefined : into, result));
      if (result.damagedCount > 0) process.exitCode = 1;
    }),
});

const shown = (folder: string, { manifest, blobs, damaged, damagedCount }: BackupCheck) => ({
  folder,
  made: manifest.startedAt,
  whole: damagedCount === 0,
  blobs,
  damaged_files: damagedCount,
  damaged: damaged.map(({ file, fault }) => ({ file, problem: fault })),
  missing_since_backup: manifest.missing,
});

function told(
  folder: string,
  into: string | undefined,
  { manifest, blobs, damaged, damagedCount }: BackupCheck,
): string {
  const lines = damaged.map(({ file, fault }) => `${folder}/${file}: ${fault}`);
  if (manifest.missing.length > 0) {
    lines.push(`${manifest.missing.length} blobs were damaged already when the backup was made, and are not in it.`);
  }
  if (damagedCount > 0) {
    lines.push(
      `The backup is damaged: ${damagedCount} files.${into === undefined ? '' : ' Nothing that can be served was restored.'}`,
    );
  } else {
    const what = `${blobs.count} blobs (${byteCount(blobs.bytes)}) as of ${manifest.startedAt}`;
    lines.push(into === undefined ? `The backup is whole: ${what}.` : `Restored ${what} into ${into}.`);
  }
  return lines.join('\n');
}
