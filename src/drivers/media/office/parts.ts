// Packages of Office Open XML (ECMA-376 part 2): their parts, and the relationships that lead from one to another.
import { posix } from 'node:path';
import type { Cells, Look } from '../page/index.ts';
import type { Text } from './text.ts';
import { attribute, readXml } from './xml.ts';
import type { Archive } from './zip.ts';

/** A part and where its relationships lead. */
export interface Part {
  readonly name: string;
  /** Names of parts of this kind (the last word of a relationship's type), each once, in the order they are listed. */
  related(kind: string): readonly string[];
  /** The name of the part a relationship leads to. */
  byId(id: string): string | undefined;
}

/** What is known of a document once its main part was looked at. */
export interface Body {
  /** Slides or sheets; absent where pages can only be counted by laying them out. */
  readonly count?: number;
  readonly look: Look;
  readWords(into: Text): Promise<void>;
  /** Of a sheet: the first cells, once its words were read. */
  cells?(): Cells;
}

/** A part by its name; the package itself by the empty one. */
export async function openPart(archive: Archive, name: string): Promise<Part> {
  const folder = posix.dirname(name);
  const relationships = posix.join(folder, '_rels', `${posix.basename(name)}.rels`);
  const byKind = new Map<string, Set<string>>();
  const byId = new Map<string, string>();
  if (archive.has(relationships)) {
    await readXml(archive.open(relationships), {
      open(element, attributes) {
        const target = attribute(attributes, 'Target');
        if (element !== 'Relationship' || target === undefined) return;
        if (attribute(attributes, 'TargetMode') === 'External') return;
        const part = posix.join('/', target.startsWith('/') ? '' : folder, target).slice(1);
        const kind = attribute(attributes, 'Type')?.split('/').at(-1) ?? '';
        byKind.set(kind, (byKind.get(kind) ?? new Set()).add(part));
        byId.set(attribute(attributes, 'Id') ?? '', part);
      },
    });
  }
  return { name, related: (kind) => [...(byKind.get(kind) ?? [])], byId: (id) => byId.get(id) };
}
