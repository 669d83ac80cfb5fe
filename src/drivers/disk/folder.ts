// A folder on disk that holds a whole library: its blobs, and files that are written under a temporary name first.
import { createReadStream } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { LibraryFolder } from '../../core/ports.ts';
import { claimFolder } from './claim.ts';
import { closeQuietly, openNew, openToRead, readdir, rename, sync, unlink, writeAll } from './descriptors.ts';
import { inOurTerms, unlessAbsent } from './failures.ts';
import { openDiskBlobStore } from './index.ts';
import { blobPath, layoutOf, syncDirectory } from './layout.ts';

/** Appended to a file's name until it is whole. */
const PARTIAL = '.partial';

export interface DiskFolderOptions {
  readonly readOnly?: boolean | undefined;
}

export function diskFolder(path: string, { readOnly }: DiskFolderOptions = {}): LibraryFolder {
  const root = resolve(path);
  const at = (name: string): string => join(root, name);

  async function put(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const partial = at(name + PARTIAL);
    await inOurTerms(`writing ${name}`, () => unlessAbsent(unlink(partial)));
    const fd = await inOurTerms(`writing ${name}`, () => openNew(partial));
    try {
      for await (const chunk of bytes) await inOurTerms(`writing ${name}`, () => writeAll(fd, [chunk]));
      await inOurTerms(`writing ${name}`, () => sync(fd));
    } catch (error) {
      await unlink(partial).catch(() => undefined);
      throw error;
    } finally {
      closeQuietly(fd);
    }
    await move(partial, at(name));
  }

  async function move(from: string, to: string): Promise<void> {
    await inOurTerms(`naming ${to}`, async () => {
      await rename(from, to);
      await syncDirectory(root);
    });
  }

  return {
    path: root,
    names: () => inOurTerms(`listing ${root}`, async () => (await unlessAbsent(readdir(root))) ?? []),
    claim: () => inOurTerms(`opening ${root}`, () => claimFolder(root)),
    openBlobs: () => openDiskBlobStore(root, { readOnly }),
    blobName: (sha256) => relative(root, blobPath(layoutOf(root), sha256)),
    pathOf: at,
    async settle(name) {
      await inOurTerms(`writing ${name}`, async () => {
        const fd = await openToRead(at(name));
        try {
          await sync(fd);
        } finally {
          closeQuietly(fd);
        }
        await syncDirectory(root);
      });
    },
    async read(name): Promise<Readable | undefined> {
      const fd = await inOurTerms(`reading ${name}`, () => unlessAbsent(openToRead(at(name))));
      return fd === undefined ? undefined : createReadStream('', { fd });
    },
    put,
    rename: (from, to) => move(at(from), at(to)),
    async remove(name) {
      await inOurTerms(`removing ${name}`, () => unlessAbsent(unlink(at(name))));
    },
  };
}
