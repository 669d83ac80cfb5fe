// The steps of the Dockerfile done in folders, and the program that comes of them started as a user who may write nowhere but in its data.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../engines/ports.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEY = 'the-root-key-of-the-image-0123456789abcdef';
const BUILD_MS = 300_000;
/** Of nobody else on this machine, so that all it has written can be told. */
const UID = 61_742;

const run = promisify(execFile);

interface Step {
  readonly instruction: string;
  readonly rest: string;
}

interface Stage {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The last one has no name of its own. */
async function readStages(): Promise<Stage[]> {
  const lines = (await readFile(join(ROOT, 'Dockerfile'), 'utf8')).replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n/g, ' ');
  const stages: { name: string; steps: Step[] }[] = [];
  for (const [, instruction = '', rest = ''] of lines.matchAll(/^([A-Z]+) +(.*)$/gm)) {
    if (instruction === 'FROM') stages.push({ name: / AS (\w+)$/.exec(rest)?.[1] ?? 'image', steps: [] });
    else stages.at(-1)?.steps.push({ instruction, rest });
  }
  return stages;
}

let folder: string;
let image: Stage;
let node: string;
const inStage = (stage: string, path: string): string => join(folder, stage, path);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-image-'));
  await chmod(folder, 0o755);
  node = join(folder, 'bin', 'node');
  await mkdir(dirname(node));
  await cp(process.execPath, node);
  const stages = await readStages();
  for (const stage of stages) await build(stage);
  const last = stages.at(-1);
  if (!last) throw new Error('there are no stages');
  image = last;
}, BUILD_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What asks Debian for packages and users is left out: the last stage's commands. */
async function build({ name, steps }: Stage): Promise<void> {
  let workFolder = '/';
  for (const { instruction, rest } of steps) {
    if (instruction === 'WORKDIR') workFolder = rest;
    const here = inStage(name, workFolder);
    await mkdir(here, { recursive: true });
    if (instruction === 'COPY') await copy(name, workFolder, rest.split(' '));
    if (instruction !== 'RUN' || name === 'image') continue;
    // With all that developers need it takes long, and is what lies here already.
    if (rest.startsWith('npm ci') && !rest.includes('--omit=dev')) {
      await symlink(join(ROOT, 'node_modules'), join(here, 'node_modules'));
      continue;
    }
    await run('sh', ['-ec', rest], { cwd: here, env: environment() });
  }
}

/** As in a terminal, but for the Node.js that the image has, and packages taken from npm's cache. */
function environment(): Record<string, string | undefined> {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(VITRINE_|npm_|NODE_|VITEST|INIT_CWD)/i.test(name) || name === 'npm_config_registry',
  );
  return {
    ...Object.fromEntries(others),
    PATH: `${dirname(node)}:${process.env['PATH']}`,
    npm_config_prefer_offline: 'true',
  };
}

async function copy(stage: string, workFolder: string, args: readonly string[]): Promise<void> {
  const from = args.find((arg) => arg.startsWith('--from='))?.slice('--from='.length);
  const [target = '', ...sources] = args.filter((arg) => !arg.startsWith('--')).toReversed();
  const isFolder = target.endsWith('/');
  for (const source of sources) {
    const into = inStage(stage, resolve(workFolder, target, isFolder ? basename(source) : ''));
    if (from !== undefined) await cp(inStage(from, source), into, { recursive: true, verbatimSymlinks: true });
    else for (const path of await sentFiles(source)) await cp(join(ROOT, path), into + path.slice(source.length));
  }
}

/** Of the files below, those that git would have elsewhere too. */
async function sentFiles(source: string): Promise<string[]> {
  const { stdout } = await run(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', source],
    { cwd: ROOT, maxBuffer: 2 ** 26 },
  );
  const there = await Promise.all(
    stdout
      .split('\0')
      .filter(Boolean)
      .map(async (path) => ((await stat(join(ROOT, path)).catch(() => undefined)) ? [path] : [])),
  );
  return there.flat();
}

const argumentsOf = (instruction: string): string[] => {
  const text = image.steps.find((step) => step.instruction === instruction)?.rest ?? '';
  const found: unknown = JSON.parse(text.slice(text.indexOf('[')));
  return Array.isArray(found) ? found.map(String) : [];
};

/** The settings that the image has, but for a port and a folder of this machine. */
async function settings(dataFolder: string): Promise<Record<string, string>> {
  const fixed = image.steps
    .filter(({ instruction }) => instruction === 'ENV')
    .flatMap(({ rest }) => rest.split(/ +/).map((pair) => pair.split('=', 2) as [string, string]));
  return {
    ...Object.fromEntries(fixed),
    PATH: `${dirname(node)}:/usr/bin:/bin`,
    VITRINE_DATA: dataFolder,
    VITRINE_PORT: String(await freePort()),
    VITRINE_ROOT_KEY: KEY,
  };
}

function start(args: readonly string[], inIt: Record<string, string>): ChildProcess & { output: () => string } {
  const [program = '', ...others] = args;
  const child = spawn(program === 'node' ? node : program, others, {
    cwd: inIt['VITRINE_DATA'],
    env: inIt,
    uid: UID,
    gid: UID,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return Object.assign(child, { output: () => output });
}

describe('the image', () => {
  it('has the program, the page for people, and nothing that only developers need', async () => {
    const program = inStage('image', '/usr/local/lib/vitrine');
    expect((await readdir(program)).toSorted()).toEqual(['dist', 'node_modules', 'package.json', 'scripts']);
    expect(await readdir(join(program, 'dist', 'console'))).toContain('index.html');
    const packages = await readdir(join(program, 'node_modules'));
    for (const name of ['vitest', 'typescript', 'vite', 'react', 'knip']) expect(packages).not.toContain(name);
    expect(packages.filter((name) => name.startsWith('node-linux'))).toEqual([]);
    expect((await stat(join(program, 'scripts', 'vitrine.mjs'))).isFile()).toBe(true);
  });

  it('serves, looks at pictures, and is healthy, as a user who can write nothing but its data', async () => {
    const dataFolder = join(folder, 'data');
    await mkdir(dataFolder, { mode: 0o700 });
    await chown(dataFolder, UID, UID);
    const inIt = await settings(dataFolder);
    // Without tini, which Debian brings.
    const [, , ...command] = argumentsOf('ENTRYPOINT');
    const inImage = command.map((arg) => (arg.startsWith('/usr/local/') ? inStage('image', arg) : arg));
    const server = start([...inImage, ...argumentsOf('CMD')], inIt);
    const exited = once(server, 'exit');
    try {
      const isHealthy = async () => {
        const [code] = await once(start(argumentsOf('HEALTHCHECK'), inIt), 'exit');
        expect(code, server.output()).toBe(0);
      };
      await vi.waitFor(isHealthy, { timeout: 60_000, interval: 500 });
      const url = `http://127.0.0.1:${inIt['VITRINE_PORT']}`;
      const headers = { authorization: `Bearer ${KEY}` };
      const form = new FormData();
      form.append('file', new File([await readFile(join(ROOT, 'examples', 'photo.jpg'))], 'photo.jpg'));
      const uploaded = await fetch(`${url}/api/store/asset/upload`, { method: 'POST', body: form, headers });
      const { id } = (await uploaded.json()) as { id: string };
      const thumbnail = await fetch(`${url}/api/store/asset/${id}/thumbnail`, { headers });
      expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/webp']);
      const made = await fetch(`${url}/api/store/asset/${id}/content?w=50&format=png`, { headers });
      expect([made.status, made.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect((await fetch(`${url}/`)).status).toBe(200);
    } finally {
      server.kill('SIGTERM');
      await exited;
    }
    expect(server.exitCode, server.output()).toBe(0);
    expect(await readdir(dataFolder)).toContain('vitrine.sqlite');
    // Everywhere that everybody may write, and where the program is.
    const places = ['/tmp', '/var/tmp', '/dev/shm', ...(folder.startsWith('/tmp/') ? [] : [folder])];
    const paths = await filesOf(UID, places);
    expect(paths.filter((path) => !path.startsWith(dataFolder))).toEqual([]);
  });
});

/** Below those folders. What others remove meanwhile is none of them, though `find` makes a failure of it. */
async function filesOf(uid: number, folders: readonly string[]): Promise<string[]> {
  const walk = ['-c', 'find "$@" || true', 'sh', ...folders, '-uid', String(uid), '-print'];
  const { stdout, stderr } = await run('sh', walk, { env: { ...process.env, LC_ALL: 'C' } });
  const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
  expect(lines(stderr).filter((line) => !line.endsWith(': No such file or directory'))).toEqual([]);
  return lines(stdout);
}
