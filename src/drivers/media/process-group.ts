// A child process together with the programs it has started.
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Kills all of them; those that have ended already are no error. */
export function endGroup(child: ChildProcess): void {
  child.kill('SIGKILL');
  if (child.pid === undefined || process.platform === 'win32') return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // None of them is left.
  }
}

/** Their resident memory, as far as it can be told: on Linux. */
export function residentBytes(pid: number | undefined): number | undefined {
  const own = residentBytesOf(pid);
  if (pid === undefined || own === undefined) return undefined;
  return childrenOf(pid).reduce((sum, child) => sum + (residentBytesOf(child) ?? 0), own);
}

/** From `status`, not `statm`: that one counts in pages, whose size Node does not tell. */
function residentBytesOf(pid: number | undefined): number | undefined {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kib === undefined ? undefined : Number(kib) * 1024;
  } catch {
    return undefined;
  }
}

/** Programs are started by the main thread. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
