// Lists written as JSON page by page, over a real socket.
import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { chained, jsonArray, jsonObject, pagesOf, sendJson } from '../../src/http/json-stream.ts';

let server: FastifyInstance | undefined;
afterEach(() => server?.close());

const PAGE_ROWS = 500;

/** A list of so many rows that tells how many pages were asked for, and whether it was left. */
function listOf(rows: number, text = 'row') {
  const asked = { pages: 0 };
  const pages = pagesOf(
    async (after: number | undefined) => {
      asked.pages++;
      const from = after ?? 0;
      const items = Array.from({ length: Math.min(PAGE_ROWS, rows - from) }, (_, i) => from + i);
      const next = from + items.length;
      return { items, next: next < rows ? next : undefined };
    },
    async (items) => items.map((id) => ({ id, text })),
  );
  return { asked, pages };
}

async function serve(text: () => AsyncGenerator<string>): Promise<string> {
  server = fastify();
  server.get('/', (request, reply) => sendJson(request, reply, text()));
  await server.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}/`;
}

const jsonOf = async (text: AsyncGenerator<string>): Promise<unknown> =>
  JSON.parse((await Array.fromAsync(text)).join(''));

describe('a list', () => {
  it.each([0, 1, PAGE_ROWS, PAGE_ROWS + 1, 12_345])('of %d rows is written whole', async (rows) => {
    const expected = Array.from({ length: rows }, (_, id) => ({ id, text: 'row' }));
    expect(await jsonOf(jsonArray(listOf(rows).pages))).toEqual(expected);
    const url = await serve(() => jsonObject({ a: 1 }, { rows: listOf(rows).pages, none: listOf(0).pages }));
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({ a: 1, rows: expected, none: [] });
  });

  it('follows another one in the same array, and stands in an object without fields', async () => {
    const both = chained(listOf(2).pages, listOf(0).pages, listOf(1).pages);
    expect(await jsonOf(jsonObject({}, { both }))).toMatchObject({ both: [{ id: 0 }, { id: 1 }, { id: 0 }] });
    expect(await jsonOf(jsonObject({}, {}))).toEqual({});
  });
});

describe('the answer', () => {
  it('is an error like any other when the first page can not be read', async () => {
    const url = await serve(() =>
      jsonObject(
        { a: 1 },
        {
          rows: pagesOf(
            () => Promise.reject(new Error('no page')),
            async () => [],
          ),
        },
      ),
    );
    const response = await fetch(url);
    expect([response.status, await response.json()]).toMatchObject([500, { message: 'no page' }]);
  });

  it('is cut when a later page can not be read, so that nobody takes it for whole', async () => {
    const { pages } = listOf(PAGE_ROWS * 3);
    async function* failing() {
      yield* pagesOf(
        async () => ({ items: [1] }),
        async (items) => items,
      );
      for await (const page of pages) {
        yield page;
        throw new Error('the second page');
      }
    }
    const response = await fetch(await serve(() => jsonArray(failing())));
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('to HEAD is told by the first page alone', async () => {
    const { asked, pages } = listOf(PAGE_ROWS * 10);
    const response = await fetch(await serve(() => jsonArray(pages)), { method: 'HEAD' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(asked.pages).toBe(1);
  });
});

describe('a client', () => {
  const PAGES = 400;

  async function openedBy(pages: AsyncGenerator<readonly unknown[]>): Promise<IncomingMessage> {
    const url = await serve(() => jsonArray(pages));
    const [response] = (await once(httpGet(url), 'response')) as [IncomingMessage];
    return response;
  }

  it('that does not read is not read ahead for', async () => {
    // Some 100 MB, of which sockets hold a few.
    const { asked, pages } = listOf(PAGE_ROWS * PAGES, 'x'.repeat(500));
    const response = await openedBy(pages);
    response.pause();
    let before = -1;
    while (asked.pages !== before) {
      before = asked.pages;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(asked.pages).toBeLessThan(PAGES / 4);
    let bytes = 0;
    for await (const chunk of response) bytes += (chunk as Buffer).length;
    expect(bytes).toBeGreaterThan(PAGE_ROWS * PAGES * 500);
    expect(asked.pages).toBe(PAGES);
  });

  it('that goes away ends the reading', async () => {
    const { asked, pages } = listOf(PAGE_ROWS * PAGES, 'x'.repeat(500));
    const left = Promise.withResolvers<void>();
    async function* watched() {
      try {
        yield* pages;
      } finally {
        left.resolve();
      }
    }
    const response = await openedBy(watched());
    response.destroy();
    await left.promise;
    expect(asked.pages).toBeLessThan(PAGES);
  });
});
