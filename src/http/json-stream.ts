// Lists without an end, as JSON: written page by page while the client takes them, so that no list is ever held as a whole.
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Rows as they are written; each page is asked for when the client has taken the one before. */
export type Rows = AsyncIterable<readonly unknown[]>;

/** Every page of a list in keyset pages, from the first one on. */
export async function* pagesOf<T, Position>(
  read: (
    after: Position | undefined,
  ) => Promise<{ readonly items: readonly T[]; readonly next?: Position | undefined }>,
  present: (items: readonly T[]) => Promise<readonly unknown[]>,
): AsyncGenerator<readonly unknown[]> {
  let after: Position | undefined;
  do {
    const { items, next } = await read(after);
    if (items.length > 0) yield await present(items);
    after = next;
    // Reads and writes may all be done at once: others have their turn between two pages.
    await setImmediate();
  } while (after !== undefined);
}

/** One list after the other. */
export async function* chained(...lists: readonly Rows[]): AsyncGenerator<readonly unknown[]> {
  for (const list of lists) yield* list;
}

/** `[...]` */
export async function* jsonArray(rows: Rows): AsyncGenerator<string> {
  let text = '[';
  for await (const part of members(rows)) {
    yield text + part;
    text = '';
  }
  yield `${text}]`;
}

/** An object with these fields, and after them these lists. */
export async function* jsonObject(
  fields: Readonly<Record<string, unknown>>,
  lists: Readonly<Record<string, Rows>>,
): AsyncGenerator<string> {
  let text = JSON.stringify(fields).slice(0, -1);
  for (const [name, rows] of Object.entries(lists)) {
    text += `${text === '{' ? '' : ','}${JSON.stringify(name)}:[`;
    for await (const part of members(rows)) {
      yield text + part;
      text = '';
    }
    text += ']';
  }
  yield `${text}}`;
}

/** The rows with commas between them. */
async function* members(rows: Rows): AsyncGenerator<string> {
  let isFirst = true;
  for await (const page of rows) {
    if (page.length === 0) continue;
    yield `${isFirst ? '' : ','}${page.map((row) => JSON.stringify(row)).join(',')}`;
    isFirst = false;
  }
}

/**
 * Sends the text. What is thrown before its first part is an answer like any other; after that the connection is cut. Nothing
 * more is asked for when the client has gone.
 */
export async function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  text: AsyncGenerator<string>,
): Promise<FastifyReply> {
  const first = await text.next();
  reply.type('application/json; charset=utf-8');
  if (request.method === 'HEAD') {
    await text.return(undefined);
    return reply.send(Readable.from([]));
  }
  return reply.send(Readable.from(withFirst(first, text)));
}

async function* withFirst(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
