// The tests on real engines, PostgreSQL and Ceph's S3, which are installed (Debian) or found, started once, and stopped. To
// those that need them (test/scale) come all those of `npm test` for which it matters where records and bytes are kept. `--mode long`
// does much more of what is done in rounds.
import { availableParallelism } from 'node:os';
import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

const NOTHING_NEW = [
  // They open no database and no store: who may do what, ids, names, text, cursors, what is signed, recipes, signatures of
  // files; zips, JSON and schemas as formats; downloads (ranges, preconditions, headers, pictures) of a server whose bytes lie in
  // memory; its stop; the files of the console.
  'test/core/{access,cursors,embeds,gathering,ids,metadata,names,recipes,secrets,sniff,text}.test.ts',
  'test/http/{archive,archive-names,archive-stream,archive-zip64,console,counting,json-stream,schemas}.test.ts',
  'test/http/{stopping,times,transforms,upload-locker}.test.ts',
  'test/http/download{,-aborts,-conditionals,-disposition,-offload,-ranges,-safety}.test.ts',
  // Five hundred hostile strings in every place: those of store and library bring them to the engines.
  'test/dialects/{hub,partner}-names.test.ts',
];

/** They ask for what others bring to the engines already, by other names, as other people or for other clients. */
const NOTHING_MORE = [
  'test/dialects/{console,library}-names.test.ts',
  'test/dialects/{hub,library,partner}-access.test.ts',
  'test/dialects/hub-content.test.ts',
  'test/dialects/store-share-{files,pages}.test.ts',
  'test/dialects/vaults-transforms.test.ts',
  'test/http/{mount,openapi,origin,packing,traces}.test.ts',
  // Changes of many at once are among all that is under way when `kill` kills.
  'test/faults/bulk-changes.test.ts',
];

export default defineConfig(({ mode }) =>
  mergeConfig(
    { ...base, test: { ...base.test, include: [], exclude: [] } },
    {
      test: {
        env: { FAULTS_TIER: mode === 'long' ? 'long' : 'short' },
        globalSetup: ['test/engines/global-setup.ts'],
        include: [
          'test/scale/**/*.test.ts',
          // Every operation, every dialect over a real server, and a server killed again and again. The other places of
          // tests stay away: drivers, for each is tested with its own technology; the other commands, which work on the library in a
          // folder; hostile media, documents, dependencies and machine, where nothing is kept.
          'test/core/**/*.test.ts',
          'test/dialects/**/*.test.ts',
          'test/http/**/*.test.ts',
          'test/faults/{bulk-changes,kill}.test.ts',
          // Backups of these engines; a restored one is served from a folder.
          'test/commands/{backup,restore}.test.ts',
        ],
        exclude: [...NOTHING_NEW, ...(mode === 'long' ? [] : NOTHING_MORE)],
        // They wait more than they compute: for the engines, and for time-outs of those that are at fault.
        maxWorkers: availableParallelism() + 1,
        testTimeout: 300_000,
        hookTimeout: 300_000,
      },
    },
  ),
);
