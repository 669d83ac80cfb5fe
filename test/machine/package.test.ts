// The package that `npm pack` makes: installed somewhere else by npm alone, started by npx, and used.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEY = 'the-root-key-of-the-package-0123456789';
const authorization = { authorization: `Bearer ${KEY}` };
const INSTALL_MS = 240_000;

const run = promisify(execFile);
/** As in a terminal of a user: nothing of this project is on the way, or in the environment. */
const environment = Object.fromEntries(
  Object.entries({ ...process.env, PATH: withoutOurs(process.env['PATH'] ?? '') }).filter(
    ([name]) => !/^(VITRINE_|npm_|NODE_|VITEST|INIT_CWD)/i.test(name) || name === 'npm_config_registry',
  ),
);

let folder: string;
let installed: string;
let packed: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-package-'));
  installed = join(folder, 'installed');
  const clone = await cleanCopy(join(folder, 'clone'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: clone,
    env: environment,
  });
  const report = JSON.parse(stdout) as Packed[] | Record<string, Packed>;
  const [one] = Object.values(report);
  if (one === undefined) throw new Error(`nothing was packed: ${stdout}`);
  packed = one.files.map(({ path }) => path);
  await mkdir(installed);
  await writeFile(join(installed, 'package.json'), '{ "name": "somewhere", "private": true }');
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, one.filename)], {
    cwd: installed,
    env: environment,
  });
}, INSTALL_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

function withoutOurs(path: string): string {
  return path
    .split(':')
    .filter((part) => !part.startsWith(ROOT))
    .join(':');
}

/** What git knows of, so that nothing that merely lies here gets in, and two runs do not meet. */
async function cleanCopy(target: string): Promise<string> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    maxBuffer: 2 ** 26,
  });
  for (const path of stdout.split('\0').filter((name) => name !== '')) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await cp(join(ROOT, path), join(target, path)).catch((error: NodeJS.ErrnoException) => {
      // Known to git, and removed here.
      if (error.code !== 'ENOENT') throw error;
    });
  }
  for (const stray of ['data/vitrine.db', 'test.log']) {
    await mkdir(dirname(join(target, stray)), { recursive: true });
    await writeFile(join(target, stray), 'not for others');
  }
  await symlink(join(ROOT, 'node_modules'), join(target, 'node_modules'));
  return target;
}

/** Begun as the leader of a group, which is told to stop as a whole, as by Ctrl-C in a terminal. */
async function serve(): Promise<{ url: string; stop: () => Promise<void> }> {
  const child: ChildProcess & { readonly stdout: NodeJS.ReadableStream } = spawn('npx', ['vitrine', 'serve'], {
    cwd: installed,
    env: {
      ...environment,
      VITRINE_PORT: '0',
      VITRINE_DATA: join(folder, 'data'),
      VITRINE_ROOT_KEY: KEY,
      VITRINE_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  // npx ends before the server does, which holds the pipe until its own end.
  const closed = once(child, 'close');
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const listening = /^Vitrine listens on (\S+)$/.exec(line);
      if (listening?.[1]) resolve(listening[1]);
    });
    closed.then(() => reject(new Error('it did not start')), reject);
  });
  return {
    url,
    stop: async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      await closed;
    },
  };
}

describe('the package', () => {
  it('has JavaScript and documents in it: no sources, no tests, no data, nothing that only developers need', () => {
    const folders = new Set(packed.map((path) => (path.includes('/') ? path.split('/')[0] : path)));
    expect([...folders].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'deploy',
      'dist',
      'docs',
      'package.json',
      'scripts',
    ]);
    expect(packed.filter((path) => /\.(ts|db|log|tgz)$|test/.test(path))).toEqual([]);
    expect(packed.filter((path) => path.startsWith('scripts/')).sort()).toEqual([
      'scripts/pinned-node.mjs',
      'scripts/vitrine.mjs',
    ]);
    for (const path of [
      'dist/cli.js',
      'dist/core/transactions.js',
      'dist/drivers/media/child.js',
      'dist/console/index.html',
    ])
      expect(packed).toContain(path);
  });

  it('names no file that ends in .ts where one is loaded', async () => {
    const dist = join(installed, 'node_modules', 'vitrine', 'dist');
    const paths = (await readdir(dist, { recursive: true })).filter((path) => path.endsWith('.js'));
    expect(paths.length).toBeGreaterThan(200);
    for (const path of paths) expect(await readFile(join(dist, path), 'utf8')).not.toMatch(/\.ts['"`]/);
  });

  it('is installed without what only developers need', async () => {
    const there = await readdir(join(installed, 'node_modules'));
    for (const name of ['vitest', 'typescript', 'knip', '@biomejs']) expect(there).not.toContain(name);
  });

  it('serves, looks at pictures in processes of their own, lists, and stops', async () => {
    const server = await serve();
    const photo = await readFile(join(ROOT, 'examples', 'photo.jpg'));
    const form = new FormData();
    form.append('file', new File([photo], 'photo.jpg'));
    const at = (path: string, init: RequestInit = {}) => fetch(server.url + path, { headers: authorization, ...init });
    const uploaded = await at('/api/store/asset/upload', { method: 'POST', body: form });
    expect(uploaded.status).toBe(201);
    const { id } = (await uploaded.json()) as { id: string };
    const thumbnail = await at(`/api/store/asset/${id}/thumbnail`);
    expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect((await thumbnail.arrayBuffer()).byteLength).toBeGreaterThan(500);
    const listed = (await (await at('/api/store/asset/?search=photo')).json()) as { items: { id: string }[] };
    expect(listed.items.map((item) => item.id)).toEqual([id]);
    const bytes = await (await at(`/api/store/asset/download?id=${id}`)).arrayBuffer();
    expect(Buffer.from(bytes).equals(photo)).toBe(true);
    await server.stop();
    await expect(at('/healthz')).rejects.toThrow();
  });

  it('has the other commands, too', async () => {
    const { stdout } = await run('npx', ['vitrine', 'verify', '--json'], {
      cwd: installed,
      env: { ...environment, VITRINE_DATA: join(folder, 'data') },
    });
    expect(JSON.parse(stdout)).toMatchObject({ clean: true, blobs: 2 });
  });
});
