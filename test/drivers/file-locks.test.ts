import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openFileLocks } from '../../src/drivers/sqlite/locks.ts';
import { describeLocks, hold } from '../contract/locks.ts';
import { temporaryFolder } from '../support/core.ts';

describeLocks('locks on files', async () => {
  const folder = await temporaryFolder();
  const [one, other] = [openFileLocks(folder.path), openFileLocks(folder.path)];
  return {
    one,
    other,
    async [Symbol.asyncDispose]() {
      await one[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
});

const HOLDER = fileURLToPath(new URL('../support/hold-until-killed.ts', import.meta.url));

describe('a process that dies', () => {
  it('holds nothing any more, and what it has left is cleared away by the next holder', async () => {
    await using folder = await temporaryFolder();
    const child = spawn(process.execPath, [HOLDER, folder.path, 'a'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await once(child.stdout, 'data');
    expect(String(said)).toBe('held\n');
    await using locks = openFileLocks(folder.path);
    expect(await locks.tryHold('a', () => undefined)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await hold(locks, 'a')).release();
    expect(await readdir(folder.path)).toEqual([]);
  });
});
