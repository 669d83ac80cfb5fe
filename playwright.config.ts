// The tests of the console in a browser. Those of a file come one after the other, for they share a server; each worker has its own.
import { mkdtempSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './test/support/chromium.ts';

/** Of this run alone, so that several may run at once; its workers read this file, too, and have to find the same. */
process.env['VITRINE_E2E_OUTPUT'] ??= mkdtempSync(join(tmpdir(), 'vitrine-e2e-output-'));

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: process.env['VITRINE_E2E_OUTPUT'],
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  fullyParallel: false,
  forbidOnly: true,
  // Once more where other work may take the machine away for longer than a test waits; it is told of as flaky.
  retries: process.env['CI'] ? 1 : 0,
  // What never comes fails; what other work on the machine only delays does not.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  globalSetup: './test/e2e/built-console.ts',
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    // Taking one of every test, in case it fails, costs more than some of the tests; `--trace on` takes them by hand.
    trace: 'on-first-retry',
    launchOptions: CHROMIUM,
  },
});
