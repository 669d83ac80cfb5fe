// Uploads that come in pieces to several server processes on the same stores: each request to any of them, through cuts and deaths.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as tus from 'tus-js-client';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../support/blobs.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { rounds } from '../support/figures.ts';
import { type Kind, type Node, openNodes } from '../support/nodes.ts';

const MIB = 1024 * 1024;
const TIMEOUT_MS = rounds(300_000, 4 * 3_600_000);

const hashOf = async (node: Node, name: string): Promise<string | undefined> => {
  const { items } = await node.json<{ items: { sha256: string }[] }>(`/api/store/asset/?name=${name}`);
  expect(items.length).toBeLessThanOrEqual(1);
  return items[0]?.sha256;
};

/** So many uploads, each through a proxy that is cut, and to nodes that are killed, again and again. */
export function describeUploads(kind: Kind, many: number): void {
  const request = (node: Node, path: string, method: string, headers: Record<string, string>, body?: Uint8Array) =>
    node.api(path, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      ...(body && { body: Uint8Array.from(body) }),
    });
  const create = async (node: Node, name: string, sizeBytes: number): Promise<string> => {
    const metadata = `filename ${Buffer.from(name).toString('base64')}`;
    const answer = await request(node, '/files', 'POST', {
      'upload-length': `${sizeBytes}`,
      'upload-metadata': metadata,
    });
    return answer.headers.get('location') ?? '';
  };
  const OCTETS = { 'content-type': 'application/offset+octet-stream' };
  const patch = (node: Node, path: string, offset: number, body: Uint8Array) =>
    request(node, path, 'PATCH', { ...OCTETS, 'upload-offset': String(offset) }, body);
  const offsetAt = async (node: Node, path: string): Promise<number> =>
    Number((await request(node, path, 'HEAD', {})).headers.get('upload-offset'));

  describe(`resumable uploads to nodes on ${kind}`, () => {
    it(
      'come whole through cuts and killed nodes, with little sent twice',
      async () => {
        await using nodes = await openNodes(kind);
        let live = await Promise.all([nodes.start(), nodes.start()]);
        const { hostname, port } = new URL(live[0].url);
        await using proxy = await startFaultProxy({ host: hostname, port: Number(port) });
        let sentTwiceBytes = 0;
        let breaks = 0;
        let refusals = 0;
        const chunkSize = 4 * MIB;
        for (let round = 0; round < many; round++) {
          const bytes = randomBytes(1 + Math.floor(Math.random() ** 2 * 24 * MIB));
          const name = `round-${round}.bin`;
          const targets = () => live.map(({ url }) => url);
          let turn = 0;
          let sentUpTo = 0;
          let cutsLeft = 6;
          const trouble = setInterval(
            () => {
              // A busy machine gets nothing done between cuts that never end.
              if (cutsLeft > 0 && proxy.cut() > 0) {
                cutsLeft--;
                breaks++;
              }
            },
            150 + Math.random() * 200,
          );
          const killing =
            round % 5 === 4
              ? pause(100 + Math.random() * 300).then(async () => {
                  breaks++;
                  await live[1]?.server.kill();
                  const next = await nodes.start();
                  live = [live[0], next];
                })
              : Promise.resolve();
          await new Promise<void>((resolve, reject) => {
            const upload = new tus.Upload(bytes, {
              endpoint: `http://${proxy.host}:${proxy.port}/files`,
              chunkSize,
              headers: { authorization: `Bearer ${nodes.rootKey}` },
              metadata: { filename: name },
              retryDelays: Array.from({ length: 60 }, () => 100),
              onShouldRetry: (error) => {
                if (error.originalResponse?.getStatus()) refusals++;
                return true;
              },
              onBeforeRequest: (sent) => {
                // Every request to another node, half of them through the proxy that is cut.
                const { pathname } = new URL(sent.getURL());
                turn++;
                const through = [`http://${proxy.host}:${proxy.port}`, ...targets()][turn % 3] ?? '';
                Object.assign(sent, { _url: through + pathname });
                const offset = sent.getHeader('Upload-Offset');
                if (offset === undefined) return;
                sentTwiceBytes += Math.max(0, sentUpTo - Number(offset));
                sentUpTo = Number(offset);
              },
              onSuccess: () => resolve(),
              onError: reject,
              onProgress: (sent) => {
                sentUpTo = Math.max(sentUpTo, sent);
              },
            });
            upload.start();
          }).finally(() => clearInterval(trouble));
          await killing;
          expect(await hashOf(live[0], name)).toBe(sha256Of(bytes));
        }
        // Of each chunk that was broken off, or that another node refused, once at most.
        expect(sentTwiceBytes).toBeLessThanOrEqual((breaks + refusals) * chunkSize);
        console.log(
          `${many} uploads, ${breaks} cuts and kills, ${refusals} refusals: ${sentTwiceBytes} bytes sent twice`,
        );
      },
      TIMEOUT_MS,
    );

    it(
      'have one writer, however many send, ask and delete at all nodes',
      async () => {
        await using nodes = await openNodes(kind);
        const [a, b] = await Promise.all([nodes.start(), nodes.start()]);
        for (let round = 0; round < many; round++) {
          const bytes = randomBytes(2 * MIB);
          const name = `race-${round}.bin`;
          const path = await create(a, name, bytes.length);
          const answers = await Promise.all([
            patch(a, path, 0, bytes),
            patch(b, path, 0, bytes),
            request(b, path, 'HEAD', {}),
            request(a, path, 'HEAD', {}),
          ]);
          // Told to come again is fair where all nodes want the same one.
          expect(answers.map(({ status }) => status).filter((status) => status >= 500 && status !== 503)).toEqual([]);
          for (let left = 10; left > 0; left--) {
            const offset = await offsetAt(b, path);
            if (offset === bytes.length) break;
            await patch(left % 2 === 0 ? a : b, path, offset, bytes.subarray(offset));
          }
          expect(await hashOf(a, name)).toBe(sha256Of(bytes));
        }
        for (let round = 0; round < many; round += 5) {
          const path = await create(a, 'gone.bin', 4 * MIB);
          const [sent, asked, removed] = await Promise.all([
            patch(a, path, 0, randomBytes(2 * MIB)),
            request(b, path, 'HEAD', {}),
            request(b, path, 'DELETE', {}),
          ]);
          expect([204, 404]).toContain(sent.status);
          expect([200, 404, 503]).toContain(asked.status);
          expect(removed.status).toBe(204);
          for (const node of [a, b]) expect((await request(node, path, 'HEAD', {})).status).toBe(404);
        }
      },
      TIMEOUT_MS,
    );

    it('are free for another node when the one that has them dies, or their sender falls silent', async () => {
      await using nodes = await openNodes(kind);
      const [a, b] = await Promise.all([nodes.start(), nodes.start()]);
      const bytes = randomBytes(3 * MIB);
      for (const end of ['silence', 'death'] as const) {
        const path = await create(b, `${end}.bin`, bytes.length);
        const silent = Promise.withResolvers<void>();
        const body = new ReadableStream<Uint8Array>({
          async pull(controller) {
            controller.enqueue(Uint8Array.from(bytes.subarray(0, MIB)));
            await silent.promise;
            controller.close();
          },
        });
        const sending = fetch(a.url + path, {
          method: 'PATCH',
          headers: {
            authorization: `Bearer ${nodes.rootKey}`,
            'tus-resumable': '1.0.0',
            'upload-offset': '0',
            ...OCTETS,
          },
          body,
          duplex: 'half',
        } as RequestInit).catch(() => undefined);
        await pause(500);
        if (end === 'death') await a.server.kill();
        // Refused where it is not free before the patience of the node has ended.
        const offset = await offsetAt(b, path);
        expect(offset).toBeLessThanOrEqual(MIB);
        expect((await patch(b, path, offset, bytes.subarray(offset))).status).toBe(204);
        expect(await hashOf(b, `${end}.bin`)).toBe(sha256Of(bytes));
        silent.resolve();
        await sending;
      }
    });
  });
}
