// PDFium in WebAssembly: one instance, taken for a document and given back after it. What is asked of it is in document.ts.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PDFiumModule } from '@hyzyla/pdfium';

const MIB = 2 ** 20;

/** Below what the process may take: what asks for more is refused here, and the process lives. */
const MOST_MEMORY_BYTES = 640 * MIB;

/** Memory of an instance only ever grows. A fresh one takes 18 MiB; ordinary documents leave it below this. */
const KEPT_MEMORY_BYTES = 96 * MIB;

type Imports = Record<string, Record<string, unknown>>;

// Neither the language's declarations nor those of Node.js have it.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  readonly Instance: new (module: object, imports: Imports) => { readonly exports: object };
};

type Declared = Awaited<ReturnType<typeof PDFiumModule>>;

/** What PDFium exports (fpdfview.h, fpdf_text.h, fpdf_doc.h, fpdf_formfill.h), and its memory, whose views change as it grows. */
export type Engine = Declared & {
  /** Bytes of the entry `tag` (a C string), in UTF-16LE with its final zero; copies them when `buffer` has room. */
  _FPDF_GetMetaText(document: number, tag: number, buffer: number, bufferBytes: number): number;
  /** 0 where the document has no form. */
  _FPDF_GetFormType(document: number): number;
  /** 0 to 255: how much fields stand out from the page. */
  _FPDF_SetFormFieldHighlightAlpha(form: number, alpha: number): void;
};

let compiled: Promise<object> | undefined;
let kept: Engine | undefined;

/** Whoever takes it gives it back when it is done, or drops it. */
export async function takeEngine(): Promise<Engine> {
  const engine = kept ?? (await startEngine());
  kept = undefined;
  return engine;
}

export function giveBack(engine: Engine): void {
  if (engine.HEAPU8.length <= KEPT_MEMORY_BYTES) kept = engine;
  else dropEngine();
}

/**
 * To be called for one that failed, whose memory may be in any state. That memory is freed soon, and not only when the garbage
 * collector, to which it looks small, would come to it.
 */
export function dropEngine(): void {
  setImmediate(collectGarbage);
}

/** Three times over: what optimised code refers to goes with the code, and that only once it has aged. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc(); gc(); gc();');
}

/** Throws when it has no more memory. */
export function allocate(engine: Engine, sizeBytes: number): number {
  const at = engine.wasmExports.malloc(sizeBytes);
  if (at === 0) throw new Error('there is no memory');
  return at;
}

async function startEngine(): Promise<Engine> {
  compiled ??= readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'))).then(WebAssembly.compile);
  const module = await compiled;
  const silent = (): void => {};
  const options = {
    print: silent,
    printErr: silent,
    instantiateWasm(imports: Imports, started: (instance: object) => void): object {
      const instance = new WebAssembly.Instance(module, withinMemory(imports));
      started(instance);
      return instance.exports;
    },
  };
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  const engine = await PDFiumModule(options);
  removeGlobals(before);
  if (!isComplete(engine)) throw new Error('this build of PDFium lacks a function');
  engine._FPDF_InitLibraryWithConfig({});
  return engine;
}

/** The build hangs warnings on the global object, which would hold the first instance, and so its memory, for ever. */
function removeGlobals(before: ReadonlySet<string>): void {
  const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
  for (const name of added) Reflect.deleteProperty(globalThis, name);
}

function isComplete(engine: Declared): engine is Engine {
  const undeclared = ['_FPDF_GetMetaText', '_FPDF_GetFormType', '_FPDF_SetFormFieldHighlightAlpha'];
  return undeclared.every((name) => name in engine);
}

/** The build itself would take 2 GiB. */
function withinMemory(imports: Imports): Imports {
  const grow = imports['env']?.['emscripten_resize_heap'];
  if (typeof grow !== 'function') throw new Error('this build of PDFium grows its memory in another way');
  const resize = (bytes: number): unknown => bytes >>> 0 <= MOST_MEMORY_BYTES && grow(bytes);
  return { ...imports, env: { ...imports['env'], emscripten_resize_heap: resize } };
}
