// FFmpeg as a program of its own: it is given bytes and gives bytes, and can open nothing by name. Native where it is
// installed, else in WebAssembly. It dies with the process group that the parent of all this kills; nothing here waits.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bytes, MOST_INPUT_PIXELS } from '../decoder.ts';
import type { Demuxer } from './codecs.ts';

/** Of a file whose container only FFmpeg can take apart, it is given the beginning. */
export const MOST_PREFIX_BYTES = 32 * 2 ** 20;

export interface FfmpegInput {
  readonly bytes: Buffer;
  /** The only one that is tried, whatever the bytes look like. */
  readonly demuxer: Demuxer;
  /** Frames that need others are left out, undecoded. */
  readonly keyFramesOnly?: boolean;
  /** It is ended then, and what it gave so far is all. */
  readonly mostMs?: number;
}

/**
 * What FFmpeg made of the input by `args` (options of the output, its format among them), as far as it got: nothing
 * where it could decode nothing. Throws where there is no FFmpeg, and when the output grows past `mostBytes`.
 */
export type RunFfmpeg = (input: FfmpegInput, args: readonly string[], mostBytes: number) => Promise<Buffer>;

const WASM_ENTRY = fileURLToPath(new URL('./ffmpeg-wasm.ts', import.meta.url));
const MOST_BYTES_AT_ONCE = 512 * 2 ** 20;

/** `cache:` makes the pipe seekable: an index may be at the end. It holds the bytes in a file that has no name. */
export const nativeFfmpeg =
  (program: string): RunFfmpeg =>
  (input, args, mostBytes) => {
    const source = [...inputOptions(input, 'cache,pipe'), '-read_ahead_limit', '-1', '-i', 'cache:pipe:0'];
    return run(program, ['-nostdin', ...source, ...args, 'pipe:1'], input, mostBytes);
  };

/** The optional package @ffmpeg/core; about three times as slow. Reads no file but its own program. */
export const wasmFfmpeg: RunFfmpeg = async (input, args, mostBytes) => {
  const core = dirname(fileURLToPath(import.meta.resolve('@ffmpeg/core')));
  const modules = [`--allow-fs-read=${join(core, '..', '..')}/*`, `--allow-fs-read=${dirname(WASM_ENTRY)}/*`];
  const source = [...inputOptions(input, 'file'), '-i', '{input}'];
  return run(
    process.execPath,
    ['--permission', ...modules, '--no-warnings', WASM_ENTRY, ...source, ...args],
    input,
    mostBytes,
  );
};

export async function beginning(bytes: Bytes, demuxer: Demuxer | undefined): Promise<FfmpegInput | undefined> {
  if (!demuxer) return undefined;
  return { bytes: await bytes.read(0, Math.min(bytes.sizeBytes, MOST_PREFIX_BYTES)), demuxer };
}

const inputOptions = ({ demuxer, keyFramesOnly }: FfmpegInput, protocols: string): string[] => [
  ...['-v', 'quiet', '-max_alloc', String(MOST_BYTES_AT_ONCE)],
  ...['-protocol_whitelist', protocols, '-format_whitelist', demuxer, '-f', demuxer],
  ...['-threads', '1', '-max_pixels', String(MOST_INPUT_PIXELS)],
  ...(keyFramesOnly ? ['-skip_frame', 'nokey'] : []),
];

function run(program: string, args: readonly string[], input: FfmpegInput, mostBytes: number): Promise<Buffer> {
  const { bytes, mostMs } = input;
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    timeout: mostMs,
    killSignal: 'SIGKILL',
  });
  const output: Buffer[] = [];
  let outputBytes = 0;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(output)));
    child.stdout.on('data', (chunk: Buffer) => {
      outputBytes += chunk.length;
      if (outputBytes <= mostBytes) output.push(chunk);
      else {
        child.kill('SIGKILL');
        reject(new Error('FFmpeg gave more than was asked for'));
      }
    });
    // It may have seen enough before it has read all, or have died: its output says which.
    child.stdin.on('error', () => {});
    child.stdin.end(bytes);
  });
}
