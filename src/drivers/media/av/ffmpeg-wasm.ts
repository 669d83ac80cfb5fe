// Entry of a process that is FFmpeg in WebAssembly: one input on its standard input, the arguments on its command line, the
// output on its standard output. It has no files but those in its own memory, and no network.
import { readFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const INPUT = '/input';
const OUTPUT = '/output';
const STDIN = 0;
const STDOUT = 1;

// The package takes its surroundings for a worker of a browser, and would make sockets of its web sockets.
Object.assign(globalThis, { self: { location: { href: '' } }, WebSocket: undefined, fetch: undefined });

const { default: createCore } = await import('@ffmpeg/core');
const wasmBinary = readFileSync(fileURLToPath(import.meta.resolve('@ffmpeg/core/wasm')));
const core = await createCore({ wasmBinary });
core.FS.writeFile(INPUT, readFileSync(STDIN));
const args = process.argv.slice(2).map((arg) => (arg === '{input}' ? `file:${INPUT}` : arg));
core.exec(...args, `file:${OUTPUT}`);
core.FS.unlink(INPUT);

const output = core.FS.readFile(OUTPUT);
for (let written = 0; written < output.length; ) written += writeSync(STDOUT, output, written);
