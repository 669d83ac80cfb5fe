// The part of @ffmpeg/core that ffmpeg-wasm.ts uses; the package brings no types of its own.
declare module '@ffmpeg/core' {
  interface FfmpegCore {
    /** The exit code. */
    exec(...args: string[]): number;
    readonly FS: {
      writeFile(path: string, data: Uint8Array): void;
      readFile(path: string): Uint8Array;
      unlink(path: string): void;
    };
  }
  const createCore: (settings: { wasmBinary: Uint8Array }) => Promise<FfmpegCore>;

  export = createCore;
}
