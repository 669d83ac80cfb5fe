// One page of PDFium's as pixels: its content, notes, and what is filled into its form.
import { allocate, type Engine } from './engine.ts';
import type { Size } from './size.ts';

/** FPDFBitmap_BGR, which the flag below turns into RGB. */
const FORMAT = 2;
export const CHANNELS = 3;
/** FPDF_ANNOT and FPDF_REVERSE_BYTE_ORDER. */
const FLAGS = 0x01 | 0x10;
const WHITE = 0xffffffff;

/** FPDF_FORMFILLINFO (fpdf_formfill.h) without a single callback: nothing in a form gets to act. */
const FORM_INFO_BYTES = 256;
const FORM_INFO_VERSION = 2;

/** Rows of RGB on white, without gaps. `document` and `page` are handles. */
export function renderPage(engine: Engine, document: number, page: number, { width, height }: Size): Buffer {
  const bitmap = engine._FPDFBitmap_CreateEx(width, height, FORMAT, 0, 0);
  if (bitmap === 0) throw new Error('there is no memory for the bitmap');
  engine._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  engine._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, FLAGS);
  if (engine._FPDF_GetFormType(document) !== 0) renderForm(engine, document, page, bitmap);
  const pixels = pixelsOf(engine, bitmap, width * CHANNELS, height);
  engine._FPDFBitmap_Destroy(bitmap);
  return pixels;
}

function renderForm(engine: Engine, document: number, page: number, bitmap: number): void {
  const info = allocate(engine, FORM_INFO_BYTES);
  engine.HEAPU8.fill(0, info, info + FORM_INFO_BYTES);
  engine.HEAPU8[info] = FORM_INFO_VERSION;
  const form = engine._FPDFDOC_InitFormFillEnvironment(document, info);
  if (form !== 0) {
    engine._FPDF_SetFormFieldHighlightAlpha(form, 0);
    engine._FORM_OnAfterLoadPage(page, form);
    const width = engine._FPDFBitmap_GetWidth(bitmap);
    engine._FPDF_FFLDraw(form, bitmap, page, 0, 0, width, engine._FPDFBitmap_GetHeight(bitmap), 0, FLAGS);
    engine._FORM_OnBeforeClosePage(page, form);
    engine._FPDFDOC_ExitFormFillEnvironment(form);
  }
  engine.wasmExports.free(info);
}

function pixelsOf(engine: Engine, bitmap: number, rowBytes: number, rows: number): Buffer {
  const stride = engine._FPDFBitmap_GetStride(bitmap);
  const from = engine._FPDFBitmap_GetBuffer(bitmap);
  const pixels = Buffer.allocUnsafeSlow(rowBytes * rows);
  for (let row = 0; row < rows; row++) {
    const start = from + row * stride;
    pixels.set(engine.HEAPU8.subarray(start, start + rowBytes), row * rowBytes);
  }
  return pixels;
}
