// The practical ceiling of answering with a small file: node:http alone, reading it for every request.
//   node bench/bare-file.ts <file>
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const [path = ''] = process.argv.slice(2);

const server = createServer((_request, response) => {
  void readFile(path).then((bytes) => {
    response.writeHead(200, { 'content-type': 'image/webp', 'content-length': bytes.length }).end(bytes);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  console.log(`bare server listens on http://127.0.0.1:${address.port}`);
});
process.on('SIGTERM', () => server.close().closeAllConnections());
