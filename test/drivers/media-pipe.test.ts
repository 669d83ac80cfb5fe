// The child's end of the pipe of originals: what is asked for, and when nothing more is.
import { execFileSync } from 'node:child_process';
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as soon } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { BytesPipe } from '../../src/drivers/media/pipe.ts';
import { temporaryFolder } from '../support/core.ts';

it('asks for nothing more of an original that is done with, so that the next one gets its own bytes', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'pipe');
  execFileSync('mkfifo', [path]);
  const parent = openSync(path, 'r+');
  const asked: number[] = [];
  const pipe = new BytesPipe(openSync(path, 'r+'), (start) => asked.push(start));

  const first = pipe.read(0, 4, 100);
  const ahead = pipe.read(90, 4, 100).catch((error: unknown) => error);
  await soon();
  const finished = pipe.finish();
  writeSync(parent, 'abcd');
  expect((await first).toString()).toBe('abcd');
  expect(await ahead).toMatchObject({ message: 'the original is done with' });
  await finished;

  const next = pipe.read(2, 4, 8);
  writeSync(parent, 'efgh');
  expect((await next).toString()).toBe('efgh');
  expect(asked).toEqual([0, 2]);
});
