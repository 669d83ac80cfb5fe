// What a process holds, as Linux tells it: memory, descriptors, processor time.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import packageFacts from '../../package.json' with { type: 'json' };
import type { ServerProcess } from './process.ts';

const TICKS_PER_SECOND = 100;

const statusOf = (pid: number, field: 'VmHWM' | 'VmRSS'): number => {
  const kib = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  if (kib === undefined) throw new Error(`process ${pid} has no ${field}`);
  return Math.round(Number(kib) / 1024);
};

/** In MiB. */
export const residentOf = (pid: number): number => statusOf(pid, 'VmRSS');

/** The most that it ever had, in MiB. */
export const mostResidentOf = (pid: number): number => statusOf(pid, 'VmHWM');

/** Connections, and what it listens on. */
export const socketsOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/fd`).filter((fd) => linkOf(`/proc/${pid}/fd/${fd}`).startsWith('socket:')).length;

/** Empty once it is gone. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

export const descriptorsOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

/** Since it began, in seconds, all its threads together. */
export function processorSecondsOf(pid: number): number {
  const [user = 0, system = 0] = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return Math.round((user + system) / TICKS_PER_SECOND);
}

/** Of Node.js, as `npm start` gives them. */
const flags = packageFacts.scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** To be among the settings of a server whose memory and turns are to be measured, as users start it. */
export const METERED = {
  NODE_OPTIONS: [...flags, `--import ${new URL('./turn-meter.ts', import.meta.url).pathname}`].join(' '),
} as const;

/** Of a server with `METERED` that has stopped: its longest turn since it was sent SIGUSR2, in milliseconds of processor time. */
export function longestTurnOf(server: ServerProcess): number {
  const [, ms] = /^longest turn ([\d.]+) ms$/m.exec(server.output()) ?? [];
  if (ms === undefined) throw new Error(`the server has not told its longest turn:\n${server.output()}`);
  return Number(ms);
}
