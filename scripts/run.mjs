// Runs a script of this project on the Node version the lock file pins, on a machine that has npm and any Node from 20
// on: installs the dependencies when they are missing or stale, and nothing else. Plain JavaScript without
// dependencies, because it has to run before there are any and on a Node that knows no TypeScript.
//   node scripts/run.mjs <script> [argument ...]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isConsoleFresh } from './console-stamp.mjs';
import { endLike, fail, nodeToUse, runOnPinnedNode, waitFor } from './pinned-node.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.vitrine-stamp');
const LOCK = join(ROOT, '.install-lock');
const LOCK_MAX_AGE_MS = 15 * 60_000;

/** Answers whether anything was installed. */
async function install(script) {
  const wanted = stampWanted();
  if (isFresh(wanted, script)) return false;
  const release = await lock();
  try {
    // Another first start may have installed everything while this one waited.
    if (isFresh(wanted, script)) return true;
    process.stderr.write(
      'Installing the dependencies (about 20 seconds, only when package-lock.json has changed) ...\n',
    );
    const npm = spawnNpm();
    // An npm that outlives this process still holds the turn.
    if (npm.pid) writeFileSync(join(LOCK, 'pids'), `${process.pid} ${npm.pid}`);
    const result = await waitFor(npm);
    if (result.code !== 0) {
      release();
      process.stderr.write('The dependencies could not be installed: see the messages of npm above.\n');
      await endLike(result);
    }
    writeFileSync(STAMP, wanted);
    return true;
  } finally {
    release();
  }
}

function spawnNpm() {
  // Running inside node_modules, Windows does not let `npm ci` delete this very Node; `npm install` leaves it in place.
  const runsFromModules = process.platform === 'win32' && process.execPath.startsWith(MODULES + sep);
  const args = [
    ...(runsFromModules ? ['install', '--no-save'] : ['ci']),
    ...['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
  ];
  // What npm says goes to standard error: standard output belongs to the script.
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2] };
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js'))
    return spawn(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], options);
  return spawn('npm', args, { ...options, shell: process.platform === 'win32' });
}

function stampWanted() {
  const hash = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

function isFresh(wanted, script) {
  if (script.startsWith(MODULES + sep) && !existsSync(script)) return false;
  if (read(STAMP) === wanted) return true;
  if (!isInstalledByHand()) return false;
  writeFileSync(STAMP, wanted);
  return true;
}

/** Whether npm's own record of what lies in node_modules already agrees with the lock file: somebody ran npm. */
function isInstalledByHand() {
  const record = read(join(MODULES, '.package-lock.json'));
  if (record === undefined) return false;
  const present = JSON.parse(record).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const withoutDev = !Object.values(present).some((entry) => entry.dev);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (found) return found.version === entry.version && found.integrity === entry.integrity;
    return (entry.dev && withoutDev) || (entry.optional && !isForHere(entry));
  });
}

/** Said only of optional packages made for one platform; where the C library matters too, npm alone knows which fits. */
function isForHere({ os, cpu, libc }) {
  const names = (allowed, here) => [allowed].flat().includes(here);
  return libc === undefined && names(os, process.platform) && names(cpu, process.arch);
}

/** Waits until no other process of this machine installs here; answers what gives the turn back. */
async function lock() {
  const mine = `${LOCK}-${process.pid}`;
  rmSync(mine, { recursive: true, force: true });
  mkdirSync(mine);
  writeFileSync(join(mine, 'pids'), String(process.pid));
  for (let said = false; ; await sleep(200)) {
    try {
      // Onto a directory that is not empty this fails, so the lock appears with its owner's number in it or not at all.
      renameSync(mine, LOCK);
      return () => holders()[0] === process.pid && rmSync(LOCK, { recursive: true, force: true });
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
    }
    if (isAbandoned()) rmSync(LOCK, { recursive: true, force: true });
    else if (!said) process.stderr.write('Waiting for another process that installs the dependencies ...\n');
    said = true;
  }
}

/** The processes the lock belongs to; none when it has just been given back. */
function holders() {
  return (read(join(LOCK, 'pids')) ?? '').split(' ').filter(Boolean).map(Number);
}

function isAbandoned() {
  const pids = holders();
  if (pids.length === 0) return false;
  if (!pids.some(isAlive)) return true;
  // The numbers of processes come round again.
  return Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > LOCK_MAX_AGE_MS;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** A server without its console is still one, and says what is missing. */
async function buildConsole() {
  if (isConsoleFresh()) return;
  const { code } = await waitFor(spawn(nodeToUse(), [join(ROOT, 'scripts/console.mjs')], { stdio: ['ignore', 2, 2] }));
  if (code !== 0)
    process.stderr.write('The console could not be built: see the messages above. The server starts without it.\n');
}

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('usage: node scripts/run.mjs <script> [argument ...]');
const path = resolve(ROOT, script);
const isNew = await install(path);
if (script === 'src/cli.ts' && args[0] === 'serve') await buildConsole();
await runOnPinnedNode(path, args, { isNew });
