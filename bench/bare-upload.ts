// The practical ceiling of one thread that takes an upload: node:http alone, doing so much with the bytes as it is told, and all before.
//   node bench/bare-upload.ts <taken|hashed|written|synced> <file>
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { crc32 } from '@node-rs/crc32';

const WRITE_BYTES = 256 * 1024;
const PARTS = ['taken', 'hashed', 'written', 'synced'];

const [part = '', path = ''] = process.argv.slice(2);
const parts = PARTS.indexOf(part);

async function take(body: AsyncIterable<Buffer>): Promise<void> {
  const hash = createHash('sha256');
  let checksum = 0;
  const file = await open(path, 'w');
  let gathered: Buffer[] = [];
  let gatheredBytes = 0;
  for await (const chunk of body) {
    if (parts < 1) continue;
    hash.update(chunk);
    checksum = crc32(chunk, checksum);
    if (parts < 2) continue;
    gathered.push(chunk);
    gatheredBytes += chunk.length;
    if (gatheredBytes < WRITE_BYTES) continue;
    await file.writev(gathered);
    gathered = [];
    gatheredBytes = 0;
  }
  if (gathered.length > 0) await file.writev(gathered);
  hash.digest();
  if (parts === 3) await file.datasync();
  await file.close();
}

const server = createServer((request: IncomingMessage, response) => {
  void take(request).then(() => response.writeHead(201, { 'content-length': 0 }).end());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  console.log(`bare server listens on http://127.0.0.1:${address.port}`);
});
process.on('SIGTERM', () => server.close().closeAllConnections());
