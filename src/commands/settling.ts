// What the start of a server leaves behind in memory.

/** By then what comes with the first requests is loaded, too. */
const SETTLED_MS = 5_000;

/**
 * A quarter of the memory of a fresh server is what only its start has needed. Node.js takes it back when more is wanted, which in a
 * server that nobody asks is never. Only where it was started with `--expose-gc`.
 */
export function collectOnceSettled(): void {
  setTimeout(() => globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' }), SETTLED_MS).unref();
}
