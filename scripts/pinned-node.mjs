// The Node.js that Vitrine runs on: the one that npm has installed beside it, where there is one for the platform. Plain JavaScript
// without dependencies, because it has to run on any Node from 20 on.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import * as modules from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The oldest Node that is accepted where none is pinned; test/dependencies/floors.json gives the reason. */
const MINIMUM_NODE = '24.14.1';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Every fsync and every read of a file holds a thread of libuv's pool. Four, its default, let a slow disk hold up everything;
 * with sixteen, durable uploads on a disk whose fsync takes 3 ms went four times as fast.
 */
const THREADS = '16';

/**
 * Does not return when it had to start another process: this one then ends as that one did. `isNew`: what is installed has just
 * changed under this process.
 */
export async function runOnPinnedNode(path, args, { isNew = false } = {}) {
  process.env.UV_THREADPOOL_SIZE ??= THREADS;
  keepCompiled();
  if (!isNew && isRecentEnough(process.versions.node)) {
    process.argv = [process.execPath, path, ...args];
    await import(pathToFileURL(path).href);
    // A server that is killed one day leaves it for the next, too.
    modules.flushCompileCache?.();
    return;
  }
  replaceThisProcess([...process.execArgv, path, ...args]);
  await endLike(await waitFor(spawn(nodeToUse(), [...process.execArgv, path, ...args], { stdio: 'inherit' })));
}

/**
 * Lets Node.js keep what it has compiled, and read of TypeScript, for the next start, which then takes half of the time. What lies
 * there is run: so it is a folder beside the packages, which whoever can write to could change, too, and never one of all users.
 * Without the right to write there (a package that belongs to root), or where NODE_COMPILE_CACHE names another one, it does nothing.
 */
function keepCompiled() {
  if (process.env.NODE_COMPILE_CACHE !== undefined || process.env.NODE_DISABLE_COMPILE_CACHE !== undefined) return;
  const folder = compiledFolder();
  if (folder === undefined) return;
  modules.enableCompileCache?.(folder);
  // Threads, and the processes of tests, look here.
  process.env.NODE_COMPILE_CACHE = folder;
}

/** Undefined unless it belongs to whoever runs this, who alone may write there. */
function compiledFolder() {
  const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules', '.cache', 'compiled');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return isOurs ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Where Node.js can do so (from 22.15 on, not on Windows): no process is left behind that only waits. */
function replaceThisProcess(args) {
  const program = nodeToUse();
  process.execve?.(program, [program, ...args]);
}

export function nodeToUse() {
  const pinned = pinnedNode();
  if (pinned !== undefined) return pinned;
  if (isRecentEnough(process.versions.node)) return process.execPath;
  return fail(
    `There is no Node.js to install by npm for ${process.platform}-${process.arch}: Vitrine needs Node.js ${MINIMUM_NODE} or ` +
      `newer on the PATH, and found ${process.versions.node}.`,
  );
}

/** Beside us in node_modules of a clone, or anywhere around us where we are a package ourselves. */
function pinnedNode() {
  const [name, file] = process.platform === 'win32' ? ['win', 'node.exe'] : [process.platform, 'node'];
  try {
    const found = modules.createRequire(import.meta.url).resolve(`node-${name}-${process.arch}/package.json`);
    const program = join(dirname(found), 'bin', file);
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

function isRecentEnough(version) {
  const numbers = version.split('.').map(Number);
  const floor = MINIMUM_NODE.split('.').map(Number);
  const at = numbers.findIndex((number, index) => number !== floor[index]);
  return at === -1 || numbers[at] > floor[at];
}

/** Resolves with how the child ended, passing signals on to it meanwhile. */
export function waitFor(child) {
  const forward = (signal) => {
    // A terminal has sent Ctrl-C to the child already; twice would mean "at once" to a server that stops gracefully.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  return new Promise((settle) => {
    const end = (result) => {
      for (const signal of FORWARDED) process.off(signal, forward);
      settle(result);
    };
    child.once('error', (error) => end({ error }));
    child.once('exit', (code, signal) => end({ code, signal }));
  });
}

export async function endLike({ code, signal, error }) {
  if (error) fail(error.message);
  if (!signal) process.exit(code);
  process.kill(process.pid, signal);
  await sleep(1000);
  fail(`ended by ${signal}`);
}

export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
