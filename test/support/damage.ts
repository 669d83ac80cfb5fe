// Doing to the files of a library what disks and people do.
import { open, readFile, rename, truncate, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const blobFile = (folder: string, sha256: string): string => join(folder, 'blobs', sha256.slice(0, 2), sha256);

export async function flipBit(file: string, at?: number): Promise<void> {
  const bytes = await readFile(file);
  const position = at ?? bytes.length >> 1;
  bytes[position] = (bytes[position] ?? 0) ^ 1;
  await writeInPlace(file, bytes.subarray(position, position + 1), position);
}

export async function zeroBlock(file: string): Promise<void> {
  await writeInPlace(file, Buffer.alloc(512), 512);
}

export async function cutShort(file: string): Promise<void> {
  const { length } = await readFile(file);
  await truncate(file, length - 1);
}

export async function extend(file: string): Promise<void> {
  await writeFile(file, 'x', { flag: 'a' });
}

export async function swap(one: string, other: string): Promise<void> {
  await rename(one, `${one}.aside`);
  await rename(other, one);
  await rename(`${one}.aside`, other);
}

export const remove = unlink;

export async function makeOld(file: string): Promise<void> {
  await utimes(file, new Date('2020-01-01'), new Date('2020-01-01'));
}

async function writeInPlace(file: string, bytes: Uint8Array, position: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.write(bytes, 0, bytes.length, position);
  } finally {
    await handle.close();
  }
}
