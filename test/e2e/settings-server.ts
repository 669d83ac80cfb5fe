// What tests of the settings begin with: a server of their own, since they change what holds for everybody.
import { test as base, type ConsoleServer, startConsoleWithAccount } from './fixtures.ts';

export const test = base.extend<object, { readonly server: ConsoleServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern
    async ({}, use) => {
      await using server = await startConsoleWithAccount();
      await use(server);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
