// The proxy that is documented, deploy/nginx.conf, in front of a server of a test: its places and ports are put in for those of
// the machine that it is written for, and nothing else.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../engines/ports.ts';

const CONFIGURATION = fileURLToPath(new URL('../../deploy/nginx.conf', import.meta.url));
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
const STARTED_WITHIN_MS = 60_000;

export interface Nginx extends AsyncDisposable {
  readonly url: string;
}

/** `serverUrls`: the nodes; `dataFolder`: where the blobs of the one on a disk lie. Answers once nginx listens. */
export async function startNginx(serverUrls: readonly string[], dataFolder: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-nginx-'));
  const port = await freePort();
  const nodes = serverUrls.map((url) => `server ${new URL(url).host} max_fails=0;`).join(' ');
  const text = await adapted([
    // As root, its workers are somebody else, who is let in by the group alone.
    ['user www-data vitrine;', process.getuid?.() === 0 ? `user www-data root;` : ''],
    ['pid /run/nginx.pid;', `pid ${folder}/pid; daemon off;`],
    ['access_log /var/log/nginx/access.log;', `access_log off; ${temporaryFolders(folder)}`],
    ['/var/log/nginx/error.log', `${folder}/error.log`],
    ['server 127.0.0.1:8420 max_fails=0;', nodes],
    ['listen 80 default_server;', `listen 127.0.0.1:${port} default_server;`],
    ['alias /var/lib/vitrine/blobs/;', `alias ${dataFolder}/blobs/;`],
    ['from=/var/lib/vitrine/blobs;', `from=${dataFolder}/blobs;`],
  ]);
  const file = join(folder, 'nginx.conf');
  await writeFile(file, text);
  await chmod(folder, 0o755);
  const child = spawn('nginx', ['-c', file, '-p', folder, '-e', join(folder, 'error.log')], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilItAnswers(url, ended);
  } catch (error) {
    const log = await readFile(join(folder, 'error.log'), 'utf8').catch(() => '');
    throw new Error(`nginx did not start: ${log}`, { cause: error });
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function adapted(changes: readonly (readonly [from: string, to: string])[]): Promise<string> {
  let text = await readFile(CONFIGURATION, 'utf8');
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2) throw new Error(`deploy/nginx.conf has to say once: ${from}`);
    text = text.replace(from, () => to);
  }
  return text;
}

const temporaryFolders = (folder: string): string =>
  TEMPORARY.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');

async function untilItAnswers(url: string, ended: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  ended.then(
    () => {
      hasEnded = true;
    },
    () => undefined,
  );
  for (const deadline = Date.now() + STARTED_WITHIN_MS; Date.now() < deadline && !hasEnded; ) {
    const answered = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('no answer');
}
