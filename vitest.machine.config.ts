// The tests that need a Linux machine of their own, with nginx and ffmpeg on it.
import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [] } },
  // One at a time: what one does to the machine is not to be found by another.
  defineConfig({
    test: { include: ['test/machine/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 300_000, maxWorkers: 1 },
  }),
);
