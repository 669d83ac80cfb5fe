// Where Node.js keeps what it has compiled: it is run by the next start, so nobody else may be able to write there.
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

const RUNNER = fileURLToPath(new URL('../../scripts/pinned-node.mjs', import.meta.url));
const START = `import { runOnPinnedNode } from './pinned-node.mjs';
await runOnPinnedNode(new URL('./told.mjs', import.meta.url).pathname, []);`;

let folder: string;
let kept: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-compiled-'));
  kept = join(folder, 'node_modules', '.cache', 'compiled');
  await mkdir(join(folder, 'scripts'));
  await copyFile(RUNNER, join(folder, 'scripts', 'pinned-node.mjs'));
  await writeFile(join(folder, 'scripts', 'start.mjs'), START);
  await writeFile(join(folder, 'scripts', 'told.mjs'), "console.log(process.env.NODE_COMPILE_CACHE ?? 'nowhere');");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('is kept beside the packages, for nobody else', async () => {
  expect(await told()).toBe(kept);
  expect((await stat(kept)).mode & 0o777).toBe(0o700);
});

it('is not kept where others can write', async () => {
  await mkdir(kept, { recursive: true });
  await chmod(kept, 0o777);
  expect(await told()).toBe('nowhere');
});

it('is kept where the environment says', async () => {
  const elsewhere = join(folder, 'elsewhere');
  expect(await told({ NODE_COMPILE_CACHE: elsewhere })).toBe(elsewhere);
});

async function told(environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const { NODE_COMPILE_CACHE: _ofThisRun, ...others } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'scripts', 'start.mjs')], {
    env: { ...others, ...environment },
  });
  return stdout.trim();
}
