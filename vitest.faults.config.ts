// The tests that break the server on purpose: kill it, fill its disk, cut its power, abuse it. Linux, with the rights to trace
// processes and to mount. Each tells what it has counted, in the table that ends the run. `--mode long` does much more of each.
import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

const MINUTE_MS = 60_000;

export default defineConfig(({ mode }) => {
  const isLong = mode === 'long';
  return mergeConfig(
    { ...base, test: { ...base.test, include: [], exclude: [] } },
    {
      test: {
        include: ['test/faults/**/*.test.ts'],
        env: { FAULTS_TIER: isLong ? 'long' : 'short' },
        reporters: ['default', './test/faults/figures-reporter.ts'],
        testTimeout: isLong ? 240 * MINUTE_MS : 15 * MINUTE_MS,
        hookTimeout: 5 * MINUTE_MS,
      },
    },
  );
});
