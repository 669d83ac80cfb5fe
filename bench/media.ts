// Pictures: made, found made, and asked for by many at once; then what looking at originals costs the server. The figures are
// in media-pictures.ts and media-ingest.ts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hugePhotos, mixedFolder } from './media-ingest.ts';
import { coldPictures, sameAtOnce, warmPictures } from './media-pictures.ts';
import type { Table } from './report.ts';

const FIGURES = [coldPictures, warmPictures, sameAtOnce, hugePhotos, mixedFolder];

export async function media(): Promise<Table[]> {
  const tables: Table[] = [];
  for (const figure of FIGURES) {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
    try {
      tables.push(await figure(folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return tables;
}
