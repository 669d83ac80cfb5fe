// A disk whose power can be cut: an image on a file system that copies at once, so that the copy has what has reached the disk and
// nothing that only the kernel's memory had. Needs root, `xfsprogs` and `e2fsprogs`.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const OUTER_BYTES = 8 * 1024 ** 3;
const INNER_BYTES = 2 * 1024 ** 3;
const UNMOUNT_TRIES = 100;

const execute = promisify(execFile);

export interface Powered {
  readonly pid?: number | undefined;
  kill(signal: 'SIGSTOP'): unknown;
}

export interface PowerDisk extends AsyncDisposable {
  /** Where it is mounted; after a cut as well. */
  readonly path: string;
  /**
   * Stops the process in whatever it does, cuts the power, has it killed by `end`, and mounts what was on the disk. Whatever the
   * process has answered, it has answered before the cut.
   */
  cut(process: Powered, end: () => Promise<unknown>): Promise<void>;
}

/** An empty one. The images are sparse files in the temporary folder. */
export async function openPowerDisk(): Promise<PowerDisk> {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-power-'));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const [outer, path] = [join(folder, 'outer'), join(folder, 'disk')];
  await Promise.all([mkdir(outer), mkdir(path)]);
  const image = (number: number): string => join(outer, `${number}.img`);

  await makeImage(`${outer}.img`, OUTER_BYTES);
  await execute('mkfs.xfs', ['-q', '-m', 'reflink=1', `${outer}.img`]);
  await mount(`${outer}.img`, outer);
  resources.defer(() => unmount(outer));
  await makeImage(image(0), INNER_BYTES);
  await execute('mkfs.ext4', ['-q', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image(0)]);
  await mount(image(0), path);
  resources.defer(() => unmount(path));

  let cuts = 0;
  const kept = resources.move();
  return {
    path,
    async cut(process, end) {
      process.kill('SIGSTOP');
      await untilStopped(process.pid);
      await execute('cp', ['--reflink=always', image(cuts), image(cuts + 1)]);
      await end();
      await unmount(path);
      await rm(image(cuts));
      await mount(image(++cuts), path);
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function makeImage(path: string, sizeBytes: number): Promise<void> {
  await writeFile(path, '');
  await truncate(path, sizeBytes);
}

/** The loop device goes with the last mount of it. */
async function mount(image: string, path: string): Promise<void> {
  await execute('mount', ['-o', 'loop', image, path]);
}

/** Children of who was killed may take a moment to notice. */
async function unmount(path: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await execute('umount', [path]);
      return;
    } catch (error) {
      if (tries < UNMOUNT_TRIES) await pause(50);
      else {
        await execute('umount', ['--lazy', path]);
        throw error;
      }
    }
  }
}

/** A thread that waits for the disk stops before it does anything else. */
async function untilStopped(pid: number | undefined): Promise<void> {
  for (;;) {
    const tasks = await readdir(`/proc/${pid}/task`);
    const stats = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/stat`, 'utf8')));
    if (stats.every((stat) => /^\d+ \(.*\) [TD] /.test(stat))) return;
    await pause(1);
  }
}
