// nginx alone, as Debian has it, sending the files of a folder by sendfile: the limit of what a machine sends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../test/engines/ports.ts';
import type { Server } from './processes.ts';

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
const STARTED_WITHIN_MS = 10_000;

/** Its workers take all processors. The folder has to be open to everybody. */
export async function startFileServer(files: string): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-nginx-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const temporary = TEMPORARY.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  const configuration = `daemon off; worker_processes auto; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 1024; }
    http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; ${temporary}
      server { listen 127.0.0.1:${port}; root ${files}; } }`;
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration);
  const child = spawn('nginx', ['-c', file, '-p', folder, '-e', join(folder, 'error.log')], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  await untilItListens(port);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilItListens(port: number): Promise<void> {
  for (const until = Date.now() + STARTED_WITHIN_MS; Date.now() < until; ) {
    const socket = createConnection({ host: '127.0.0.1', port });
    const listens = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (listens) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx did not start');
}
