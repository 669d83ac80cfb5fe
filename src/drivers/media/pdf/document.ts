// One document in PDFium: its pages, their words and their looks. What of it is wanted is decided in index.ts.
import { type Bytes, type Drawing, Unreadable } from '../decoder.ts';
import { allocate, dropEngine, type Engine, giveBack, takeEngine } from './engine.ts';
import { CHANNELS, renderPage } from './rendering.ts';
import type { Size } from './size.ts';

const MOST_BYTES = 256 * 2 ** 20;
const CHUNK_BYTES = 2 ** 20;

/** FPDF_GetLastError (fpdfview.h). */
const PASSWORD_ERROR = 4;
const SECURITY_ERROR = 5;

/** What it holds can not be known without a password or certificate. */
export class Encrypted extends Unreadable {}

/**
 * To be disposed before the next is opened. Every operation may throw `Unreadable`; the document is then of no further use.
 * Pages are counted from 0.
 */
export class PdfDocument implements Disposable {
  readonly pageCount: number;
  readonly #engine: Engine;
  readonly #file: number;
  readonly #handle: number;
  #isSound = true;

  /** Throws `Encrypted` where it does not open with the empty password, and `Unreadable` where it is no PDF. */
  static async open(bytes: Bytes): Promise<PdfDocument> {
    if (bytes.sizeBytes > MOST_BYTES) throw new Unreadable(`it is larger than ${MOST_BYTES / 2 ** 20} MiB`);
    const engine = await takeEngine();
    const file = await copyInto(engine, bytes);
    const handle = ask(() => engine._FPDF_LoadMemDocument(file, bytes.sizeBytes, 0));
    if (handle !== 0) return new PdfDocument(engine, file, handle);
    const error = engine._FPDF_GetLastError();
    engine.wasmExports.free(file);
    giveBack(engine);
    if (error === PASSWORD_ERROR) throw new Encrypted('the document needs a password');
    if (error === SECURITY_ERROR) throw new Encrypted('the document is encrypted in a way that is not supported');
    throw new Unreadable('the document is damaged');
  }

  private constructor(engine: Engine, file: number, handle: number) {
    this.#engine = engine;
    this.#file = file;
    this.#handle = handle;
    this.pageCount = this.#ask(() => engine._FPDF_GetPageCount(handle));
  }

  [Symbol.dispose](): void {
    if (!this.#isSound) return;
    try {
      this.#engine._FPDF_CloseDocument(this.#handle);
      this.#engine.wasmExports.free(this.#file);
      giveBack(this.#engine);
    } catch {
      // All that was wanted has been found before.
      dropEngine();
    }
  }

  /** An entry of the document information (ISO 32000-1, 14.3.3): at most so many UTF-16 units of it, empty where absent. */
  information(tag: 'Title' | 'Author', mostUnits: number): string {
    const engine = this.#engine;
    return this.#ask(() => {
      const name = Buffer.from(`${tag}\0`, 'latin1');
      const nameAt = allocate(engine, name.length);
      engine.HEAPU8.set(name, nameAt);
      const sizeBytes = engine._FPDF_GetMetaText(this.#handle, nameAt, 0, 0);
      const at = allocate(engine, sizeBytes + 2);
      engine._FPDF_GetMetaText(this.#handle, nameAt, at, sizeBytes);
      const units = Math.min(Math.max(0, sizeBytes / 2 - 1), mostUnits);
      const value = utf16At(engine, at, units);
      engine.wasmExports.free(at);
      engine.wasmExports.free(nameAt);
      return value;
    });
  }

  /** Lines end in CR LF, words cut by a hyphen at the end of a line are whole around a U+FFFE. Absent: no such page. */
  text(page: number, mostUnits: number): string | undefined {
    const engine = this.#engine;
    return this.#onPage(page, (handle) => {
      const words = engine._FPDFText_LoadPage(handle);
      if (words === 0) return undefined;
      const count = Math.min(Math.max(0, engine._FPDFText_CountChars(words)), mostUnits);
      const at = allocate(engine, 4 * (count + 1));
      // It counts the final zero.
      const units = Math.max(0, engine._FPDFText_GetText(words, 0, count, at) - 1);
      const text = utf16At(engine, at, units);
      engine.wasmExports.free(at);
      engine._FPDFText_ClosePage(words);
      return text;
    });
  }

  /** The page on white, in the pixels that `pixels` chooses for its size in points. Absent: no such page. */
  draw(page: number, pixels: (points: Size) => Size): Drawing | undefined {
    const engine = this.#engine;
    return this.#onPage(page, (handle) => {
      const points = { width: engine._FPDF_GetPageWidth(handle), height: engine._FPDF_GetPageHeight(handle) };
      const size = pixels(points);
      const bytes = renderPage(engine, this.#handle, handle, size);
      return { type: 'raw', bytes, width: size.width, height: size.height, channels: CHANNELS };
    });
  }

  #onPage<T>(page: number, work: (handle: number) => T): T | undefined {
    return this.#ask(() => {
      const handle = this.#engine._FPDF_LoadPage(this.#handle, page);
      if (handle === 0) return undefined;
      const result = work(handle);
      this.#engine._FPDF_ClosePage(handle);
      return result;
    });
  }

  // What throws leaves the instance in any state: nothing may be freed in it, nor may it be used for another document.
  #ask<T>(work: () => T): T {
    this.#isSound = false;
    const result = ask(work);
    this.#isSound = true;
    return result;
  }
}

/** A trap of WebAssembly, its stack overflowing, or memory that it was refused. */
function ask<T>(work: () => T): T {
  try {
    return work();
  } catch {
    dropEngine();
    throw new Unreadable('the document is damaged or too complex');
  }
}

/** Piece by piece, so that a large document is in memory once. What `bytes` throws is thrown. */
async function copyInto(engine: Engine, bytes: Bytes): Promise<number> {
  const file = ask(() => allocate(engine, Math.max(1, bytes.sizeBytes)));
  for (let at = 0; at < bytes.sizeBytes; at += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, bytes.sizeBytes - at);
    const chunk = await bytes.read(at, length);
    if (chunk.length !== length) throw new Unreadable('the document ends too soon');
    engine.HEAPU8.set(chunk, file + at);
  }
  return file;
}

const utf16At = (engine: Engine, at: number, units: number): string =>
  Buffer.from(engine.HEAPU8.buffer, at, 2 * units)
    .toString('utf16le')
    .toWellFormed();
