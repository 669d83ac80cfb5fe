// The tests that need a Linux machine of their own, with the rights to mount file systems on it.
import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [] } },
  defineConfig({ test: { include: ['test/machine/**/*.test.ts'], testTimeout: 120_000 } }),
);
