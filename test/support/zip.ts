// Archives as clients get them, read by yauzl, which refuses names that lead astray.
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** The names of an archive's entries in their order, and what is in each. */
export async function readZip(bytes: ArrayBuffer): Promise<Map<string, string>> {
  const contents = await readZipBytes(bytes);
  return new Map([...contents].map(([name, content]) => [name, content.toString()]));
}

/** The same for what is no text. */
export async function readZipBytes(bytes: ArrayBuffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes), { strictFileNames: true });
  const contents = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    contents.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return contents;
}
