// The tests on real engines, PostgreSQL and Ceph's S3, which are installed (Debian) or found, started once, and stopped.
import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      globalSetup: ['test/engines/global-setup.ts'],
      include: [
        'test/scale/**/*.test.ts',
        'test/core/**/*.test.ts',
        'test/dialects/**/*.test.ts',
        'test/http/**/*.test.ts',
      ],
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  }),
);
