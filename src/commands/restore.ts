// `vitrine restore`: makes a library of a backup, or only checks the backup.
import { defineCommand } from 'citty';
import { backupPlace, folderTarget, restoreTarget } from '../app/library.ts';
import { readConfig } from '../config.ts';
import { type BackupCheck, checkBackup, restoreBackup } from '../core/index.ts';
import { byteCount, jsonArgument, print, tellingRefusals } from './output.ts';
import { progressBar, stepBar } from './progress.ts';

export const restore = defineCommand({
  meta: {
    name: 'restore',
    description:
      'Make a library of a backup where the settings say, checking every byte. Exits with 1, naming the file, when the backup is damaged.',
  },
  args: {
    folder: { type: 'positional', description: 'The backup.', required: true },
    into: {
      type: 'string',
      description: 'An empty folder that is to hold all of it; as the settings say when absent.',
    },
    check: { type: 'boolean', description: 'Only check the backup.', default: false },
    json: jsonArgument,
  },
  run: ({ args }) =>
    tellingRefusals(async () => {
      const place = backupPlace(args.folder, 'read');
      const { check, into = readConfig().dataFolder } = args;
      using progress = progressBar(check ? 'Checking' : 'Restoring');
      using recordProgress = stepBar('Records');
      const restored = async (): Promise<BackupCheck> => {
        await using target = args.into === undefined ? await restoreTarget(readConfig()) : folderTarget(into);
        return await restoreBackup(place, target, { progress, recordProgress });
      };
      const result = check ? await checkBackup(place, { progress }) : await restored();
      recordProgress[Symbol.dispose]();
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
