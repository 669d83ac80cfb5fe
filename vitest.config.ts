// How the tests run: in child processes, because the code under test starts threads and processes of its own, loads
// native code (sharp) and is killed on purpose, which must cost one test file and not the whole run.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // By itself it leaves one processor to the process that reports, which does next to nothing.
    maxWorkers: availableParallelism(),
    include: ['test/**/*.test.ts'],
    // These need a Linux machine and the rights to mount on it (`npm run test:machine`), those break the server on purpose
    // (`npm run test:faults`), and those need real engines (`npm run test:scale`).
    exclude: ['test/machine/**', 'test/faults/**', 'test/scale/**'],
    // What never comes fails; what other work on the machine only delays does not.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    // As the browser's tests: what may have failed for want of time is tried once more, and told of (test/support/retried-reporter.ts).
    retry: process.env['CI'] ? 1 : 0,
    passWithNoTests: false,
    allowOnly: false,
    unstubEnvs: true,
  },
});
