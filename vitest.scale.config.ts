// The tests on real engines, PostgreSQL and Ceph's S3, which are installed (Debian) or found, started once, and stopped. To
// those that need them (test/scale) come all those of `npm test` for which it matters where records and bytes are kept.
import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** They open no database and no store, so they would repeat what `npm test` has shown. */
const WITHOUT_STORES = [
  // Functions of their arguments: who may do what, ids, names, text, cursors, what is signed, recipes, signatures of files.
  'test/core/{access,cursors,embeds,ids,metadata,names,recipes,secrets,sniff,text}.test.ts',
  // The format of zips and of JSON, and downloads (ranges, preconditions, headers) of a server that has its bytes in memory.
  'test/http/{archive,archive-names,archive-stream,archive-zip64,json-stream}.test.ts',
  'test/http/download{,-aborts,-conditionals,-disposition,-offload,-ranges,-safety}.test.ts',
];

export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      globalSetup: ['test/engines/global-setup.ts'],
      include: [
        'test/scale/**/*.test.ts',
        // Every operation, and every dialect over a real server. The other places of tests stay away: drivers, for each
        // has its own technology; commands but the imports, for backups and damage are of the library in a folder;
        // faults, of decoders and of the disk; documents, dependencies and machine, where nothing is kept.
        'test/core/**/*.test.ts',
        'test/dialects/**/*.test.ts',
        'test/http/**/*.test.ts',
        'test/commands/import{,-dialects,-places}.test.ts',
      ],
      exclude: WITHOUT_STORES,
      // Every test waits for other processes here.
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  }),
);
