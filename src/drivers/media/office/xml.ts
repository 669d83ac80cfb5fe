// XML parts of documents, read in a stream: elements by their local names, without a DTD, and not nested without end.
import type { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { Unreadable } from '../decoder.ts';
import { xmlDecoder } from './encoding.ts';

const DEEPEST = 500;

/** By their names as written, prefix and all. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * `name` is the local name, as prefixes are the writer's choice; `written` has its prefix. Once it `isDone`, the rest is
 * not looked at, and may be damaged.
 */
export interface Visitor {
  open?(name: string, attributes: Attributes, written: string): void;
  close?(name: string): void;
  text?(text: string): void;
  isDone?(): boolean;
}

/** The attribute of this local name that has a prefix, else the one without. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const prefixed = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return attributes[prefixed ?? name];
}

/**
 * Throws `Unreadable` where the XML is damaged, nested too deeply, or has a DTD of its own, of which no document has need;
 * a reference to one, as some old writers make it, is not followed.
 */
export async function readXml(chunks: AsyncIterable<Buffer>, visitor: Visitor): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false });
  const isDone = () => visitor.isDone?.() === true;
  let depth = 0;
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) throw new Unreadable('it declares entities of its own');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (isDone()) return;
    depth++;
    if (depth > DEEPEST) throw new Unreadable('it is nested too deeply');
    visitor.open?.(localName(name), attributes, name);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    visitor.close?.(localName(name));
  });
  parser.on('text', (text) => visitor.text?.(text));
  parser.on('cdata', (text) => visitor.text?.(text));
  parser.on('error', (error) => {
    if (isDone()) return;
    throw new Unreadable('a part of it is damaged', { cause: error });
  });

  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= xmlDecoder(chunk);
    parser.write(decoder.decode(chunk, { stream: true }));
    if (isDone()) return;
  }
  parser.write(decoder?.decode() ?? '').close();
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The text of the first element of each of these names; absent where there is none. */
export async function readElements<Name extends string>(
  chunks: AsyncIterable<Buffer>,
  names: readonly Name[],
): Promise<Partial<Record<Name, string>>> {
  const found: Partial<Record<Name, string>> = {};
  let open: Name | undefined;
  await readXml(chunks, {
    open(name) {
      const wanted = names.find((each) => each === name);
      open = wanted !== undefined && found[wanted] === undefined ? wanted : undefined;
      if (open !== undefined) found[open] = '';
    },
    close() {
      open = undefined;
    },
    text(text) {
      if (open !== undefined) found[open] += text;
    },
  });
  return found;
}
