// Before all tests in a browser: the console they look at is the one of the sources.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// biome-ignore lint/style/noDefaultExport: Playwright takes nothing else
export default function buildConsole(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/console.mjs', import.meta.url))], {
    stdio: 'inherit',
  });
}
