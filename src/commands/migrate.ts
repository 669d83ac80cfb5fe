// `vitrine migrate`: moves the whole library to another database, another store for bytes, or both, beside running servers.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { type OpenMove, openMove, openSource } from '../app/moving.ts';
import { type Config, readConfig, readConfigFile, readConfigWith } from '../config.ts';
import { invalid, type MoveReport, moveLibrary, type UndoReport, undoMove } from '../core/index.ts';
import { byteCount, jsonArgument, print, tellingRefusals } from './output.ts';
import { progressBar, stepBar } from './progress.ts';
import { abortOnSignal } from './stopping.ts';

export const migrate = defineCommand({
  meta: {
    name: 'migrate',
    description:
      'Move the library that the settings name to another place, beside running servers (docs/moving.md). Begun again, it goes on where it was.',
  },
  args: {
    to: { type: 'string', description: 'postgres://user@host/database, or a folder for SQLite and blobs.' },
    'to-s3': { type: 'string', description: 's3://bucket/prefix?endpoint=https://host&region=name, for the blobs.' },
    'to-settings': { type: 'string', description: 'Instead: a file of the settings that the new servers have.' },
    prepare: { type: 'boolean', description: 'Do all but the switch, which the next run does.', default: false },
    'accept-damaged': {
      type: 'boolean',
      description: 'Leave behind blobs that are damaged or missing already.',
      default: false,
    },
    'dry-run': { type: 'boolean', description: 'Only tell what would move.', default: false },
    undo: { type: 'boolean', description: 'Let the library be changed again where it was.', default: false },
    json: jsonArgument,
  },
  run: ({ args }) =>
    tellingRefusals(async () => {
      const source = readConfig();
      if (args.undo) return await undo(source, args['accept-damaged'], args.json);
      const target = await targetOf(args.to, args['to-s3'], args['to-settings']);
      await using move = await openMove(source, target);
      if (args['dry-run']) return await tellOnly(move, args.json);
      using bytes = progressBar('Bytes');
      using records = stepBar('Records');
      using comparing = stepBar('Comparing');
      using stop = abortOnSignal();
      const report = await moveLibrary({
        ...move,
        switches: !args.prepare,
        acceptsDamage: args['accept-damaged'],
        progress: { bytes, records, comparing },
        tell: (message) => console.error(message),
        signal: stop.signal,
      });
      for (const bar of [bytes, records, comparing]) bar[Symbol.dispose]();
      print(args.json, shown(report), () => told(move, report));
    }),
});

async function undo(source: Config, acceptsDamage: boolean, asJson: boolean): Promise<void> {
  await using place = await openSource(source);
  using progress = progressBar('Looking for bytes');
  using stop = abortOnSignal();
  const report = await undoMove({ ...place, acceptsDamage, progress, signal: stop.signal });
  progress[Symbol.dispose]();
  print(asJson, { undone: report.undone, tables_with_triggers: report.guarded }, () => toldOfUndoing(report));
}

function toldOfUndoing({ undone, guarded }: UndoReport): string {
  const lines = [
    undone
      ? 'The library can be changed here again. What was changed at the other place is not here.'
      : 'No move is under way.',
  ];
  if (guarded.length > 0)
    lines.push(
      `Somebody reads ${guarded.length} tables for long (a backup?): their triggers are there still, and do nothing. ` +
        'The same command takes them away later.',
    );
  return lines.join('\n');
}

async function tellOnly({ from, to, moves }: OpenMove, asJson: boolean): Promise<void> {
  print(asJson, { from: from.name, to: to.name, moves_records: moves.records, moves_bytes: moves.bytes }, () =>
    [
      `From ${from.name} to ${to.name}: ${moves.records ? 'the records' : 'no records'}, ${moves.bytes ? 'the bytes' : 'no bytes'}.`,
      'Unfinished resumable uploads do not move: their clients begin again.',
    ].join('\n'),
  );
}

async function targetOf(to: string | undefined, s3: string | undefined, file: string | undefined): Promise<Config> {
  if (file !== undefined) {
    if (to !== undefined || s3 !== undefined) throw invalid('to', '--to-settings names all of the new place.');
    return readConfigFile(await readFile(file, 'utf8'));
  }
  if (to === undefined && s3 === undefined) throw invalid('to', 'Where to? --to, --to-s3 or --to-settings says it.');
  return readConfigWith({ ...(to !== undefined && placeOf(to)), ...(s3 !== undefined && bucketOf(s3)) });
}

const placeOf = (to: string): Record<string, string | undefined> =>
  /^postgres(ql)?:\/\//.test(to)
    ? { VITRINE_DATABASE_URL: to }
    : { VITRINE_DATA: resolve(to), VITRINE_DATABASE_URL: undefined, ...NO_S3 };

const NO_S3 = {
  VITRINE_S3_BUCKET: undefined,
  VITRINE_S3_ENDPOINT: undefined,
  VITRINE_S3_REGION: undefined,
  VITRINE_S3_ACCESS_KEY_ID: undefined,
  VITRINE_S3_SECRET_ACCESS_KEY: undefined,
  VITRINE_S3_PREFIX: undefined,
  VITRINE_S3_PATH_STYLE: undefined,
  VITRINE_S3_SOCKETS: undefined,
  VITRINE_S3_REDIRECTS: undefined,
};

function bucketOf(to: string): Record<string, string | undefined> {
  const url = URL.canParse(to) ? new URL(to) : undefined;
  if (url?.protocol !== 's3:' || url.hostname === '') throw invalid('to-s3', '--to-s3 is s3://bucket/prefix.');
  return {
    VITRINE_S3_BUCKET: url.hostname,
    VITRINE_S3_PREFIX: url.pathname.replaceAll(/^\/+|\/+$/g, ''),
    VITRINE_S3_ENDPOINT: url.searchParams.get('endpoint') ?? undefined,
    VITRINE_S3_REGION: url.searchParams.get('region') ?? undefined,
  };
}

const shown = ({ state, blobs, bytes, records, damaged, switchMs }: MoveReport) => ({
  state,
  blobs,
  bytes,
  records,
  damaged,
  switch_ms: Math.round(switchMs),
});

function told({ to }: OpenMove, { state, blobs, bytes, records, switchMs }: MoveReport): string {
  const lines = [`${blobs} blobs (${byteCount(bytes)}) and ${records} records copied.`];
  if (state === 'ready') lines.push('All is ready: the same command without --prepare switches over.');
  else {
    lines.push(`Moved to ${to.name}; nothing could be changed for ${(switchMs / 1000).toFixed(1)} s.`);
    lines.push(
      state === 'moved'
        ? 'The old place can be read, and not changed. `vitrine migrate --undo` there would go back.'
        : 'Restart the servers with the new settings; then `vitrine migrate --undo` lets the library be changed again.',
    );
  }
  return lines.join('\n');
}
