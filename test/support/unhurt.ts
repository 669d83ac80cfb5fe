// Whether a server process is the one that was started, and nothing in it went wrong that nobody expected.
import type { ServerProcess } from './process.ts';

const SIGNS: readonly (readonly [RegExp, string])[] = [
  // Lines of the log are JSON: the stack of an error that was caught and told has no lines of its own there.
  [/^ {4}at .+/m, 'a stack trace'],
  [/unhandled ?rejection/i, 'a rejection that nobody handled'],
  [/"level":60|crashed/, 'a crash'],
  [/MaxListenersExceededWarning|DeprecationWarning/, 'a warning of the runtime'],
];

/** Of a process that ran until the test itself ended it. Throws what it found. */
export function expectQuietEnd(server: ServerProcess): void {
  for (const [sign, what] of SIGNS) {
    const found = sign.exec(server.output());
    if (found) throw new Error(`the server has printed ${what} (${found[0]}):\n${server.output()}`);
  }
}

/** The same of one that has to be running still: nothing has ended it, and nothing has started it again. */
export function expectUnhurt(server: ServerProcess): void {
  const { exitCode, signalCode, pid } = server.process;
  if (pid === undefined || exitCode !== null || signalCode !== null)
    throw new Error(`the server has ended (${exitCode ?? signalCode}):\n${server.output()}`);
  process.kill(pid, 0);
  expectQuietEnd(server);
}
