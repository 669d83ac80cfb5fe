// `vitrine import`: copies a running service of one of the dialects into a workspace. Also beside a running server.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { text as readAll } from 'node:stream/consumers';
import { defineCommand } from 'citty';
import { openExistingCore } from '../app/library.ts';
import { readConfig } from '../config.ts';
import { type Core, type Id, invalid, notFound, SYSTEM } from '../core/index.ts';
import { type ImportReport, importLibrary, isSourceDialect, SOURCE_DIALECTS } from '../importing/index.ts';
import { byteCount, jsonArgument, print, tellingRefusals } from './output.ts';
import { stepBar } from './progress.ts';
import { abortOnSignal } from './stopping.ts';
import { workspaceArgument, workspaceId } from './workspace.ts';

/** As shells say of a program that was stopped by SIGINT. */
const STOPPED = 130;

export const importCommand = defineCommand({
  meta: {
    name: 'import',
    description:
      'Copy a running service of one of the dialects into a workspace. Begun again, it goes on where it was and takes what has changed. Exits with 1 when something could not be taken.',
  },
  args: {
    from: { type: 'string', description: `The dialect it speaks: ${SOURCE_DIALECTS.join(', ')}.`, required: true },
    url: { type: 'string', description: 'Its address, without the base path of the dialect.', required: true },
    key: { type: 'string', description: 'A key of it that may read.' },
    'key-stdin': { type: 'boolean', description: 'Read the key from standard input.', default: false },
    workspace: workspaceArgument,
    into: { type: 'string', description: 'Path of the folder to import into; the top level when absent.' },
    'dry-run': { type: 'boolean', description: 'Only tell what would come.', default: false },
    assets: { type: 'string', description: 'For partner: a file with a key or an address of an asset in each line.' },
    json: jsonArgument,
  },
  run: ({ args }) =>
    tellingRefusals(async () => {
      const from = args.from;
      if (!isSourceDialect(from)) throw invalid('from', `--from is one of ${SOURCE_DIALECTS.join(', ')}.`);
      const key = args['key-stdin'] ? (await readAll(process.stdin)).trim() : args.key;
      const config = readConfig();
      await using opened = await openExistingCore(config);
      using progress = stepBar('Importing');
      using stop = abortOnSignal();
      const report = await importLibrary(opened.core, {
        from,
        url: args.url,
        key: key === '' ? undefined : key,
        workspaceId: await existingWorkspace(opened.core, args.workspace),
        into: (args.into ?? '').split('/').filter((name) => name !== ''),
        dryRun: args['dry-run'],
        assets: listedAssets(args.assets),
        maxSizeBytes: config.maxResumableBytes,
        progress,
        signal: stop.signal,
      });
      progress[Symbol.dispose]();
      print(args.json, shown(report), () => told(report));
      if (report.interrupted) process.exitCode = STOPPED;
      else if (report.assets.failed + report.folders.failed > 0) process.exitCode = 1;
    }),
});

async function existingWorkspace(core: Core, text: string | undefined): Promise<Id> {
  const id = workspaceId(core, text);
  const workspaces = await core.listAllWorkspaces(SYSTEM);
  if (!workspaces.some((workspace) => workspace.id === id)) throw notFound('Workspace');
  return id;
}

const listedAssets = (file: string | undefined) => (file === undefined ? undefined : () => linesOf(file));

async function* linesOf(file: string): AsyncGenerator<string> {
  for await (const line of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line.trim() !== '') yield line.trim();
  }
}

const shown = ({ dryRun, ...report }: ImportReport) => ({ dry_run: dryRun, ...report });

function told(report: ImportReport): string {
  const { dryRun, interrupted, folders, assets, bytes, renamed, renames, failures, left } = report;
  const lines = [
    ...renames.map(({ from, to }) => `  ${from}: ${dryRun ? 'would be' : 'is'} called ${to} here`),
    ...left.map(({ name, id, reason }) => `  ${name} (${id}): left alone. ${reason}`),
    ...failures.map(({ name, id, reason }) => `  ${name} (${id}): ${reason}`),
  ];
  const taken = (what: string, counts: ImportReport['assets']): string =>
    `${what}: ${counts.taken} ${dryRun ? 'new' : 'taken'}, ${counts.changed} changed, ${counts.unchanged} as they were, ${counts.left} left alone, ${counts.failed} failed.`;
  lines.push(taken('Folders', folders), taken('Assets', assets));
  lines.push(
    `${byteCount(bytes)} ${dryRun ? 'would be fetched, as far as sizes are told' : 'fetched'}; ${renamed} names changed.`,
  );
  if (interrupted) lines.push('Stopped. The same command again goes on here.');
  return lines.join('\n');
}
