// Builds the console into web/dist, where it is not what web/ has now. The new one takes the place of the old one at once, so that a
// server that runs meanwhile is never without.
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONSOLE_FOLDER, isConsoleFresh, stampConsole } from './console-stamp.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Answers whether it is there now. */
export function ensureConsole() {
  if (isConsoleFresh()) return true;
  process.stderr.write('Building the console (a few seconds, only when web/ has changed) ...\n');
  const scratch = join(ROOT, 'node_modules', `.vitrine-console-${process.pid}`);
  try {
    const built = join(scratch, 'new');
    mkdirSync(scratch, { recursive: true });
    const vite = [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--config', join(ROOT, 'web/vite.config.ts')];
    const { status } = spawnSync(
      process.execPath,
      [...vite, '--outDir', built, '--emptyOutDir', '--logLevel', 'warn'],
      // What it says goes to standard error: standard output belongs to whoever asked for the console.
      { cwd: ROOT, stdio: ['ignore', 2, 2] },
    );
    if (status !== 0) return false;
    stampConsole(built);
    replaceWith(built, scratch);
    return true;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function replaceWith(built, scratch) {
  try {
    renameSync(CONSOLE_FOLDER, join(scratch, 'old'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  renameSync(built, CONSOLE_FOLDER);
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !ensureConsole()) process.exitCode = 1;
