// Archives as clients get them, read by yauzl, which refuses names that lead astray.
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** The names of an archive's entries in their order, and what is in each. */
export async function readZip(bytes: ArrayBuffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes), { strictFileNames: true });
  const contents = new Map<string, string>();
  for await (const entry of zip.eachEntry())
    contents.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString());
  return contents;
}
