// What every format of this folder becomes: a document whose parts are asked for one by one, so that a damaged part
// does not take the others with it.
import type { MediaFacts } from '../../../core/ports.ts';
import type { Cells, Look } from '../page/index.ts';
import { oneLine } from '../words.ts';
import type { Text } from './text.ts';

/** Each of them throws `Unreadable` where its part is damaged, or is more than is read. */
export interface Document {
  /** Its words can not be read without a password. Absent where the format knows of none. */
  readonly isEncrypted?: boolean;
  /** What it says about itself. */
  properties(): Promise<MediaFacts>;
  /**
   * Writes all of its words in the order they are read in, and tells what it learns on the way; what was written and told
   * before it throws stands.
   */
  readWords(into: Text, tell: (facts: MediaFacts) => void): Promise<void>;
  /** What a page of it looks like, once its words were read. */
  look(): Look;
  /** Of a sheet: the first cells that were read. */
  cells?(): Cells;
  /** Readers are shown its title and author, too, though they are not among its words. */
  readonly isTitledApart?: true;
  /** The picture it carries of its first page or cover; absent where it has none that sharp reads. */
  picture(): Promise<Buffer | undefined>;
}

/** Facts that are there: text on a single line, and nothing for empty text, or a number that counts nothing. */
export function knownFacts(facts: {
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly pageCount?: number | undefined;
}): MediaFacts {
  const title = oneLine(facts.title);
  const author = oneLine(facts.author);
  const { pageCount } = facts;
  return {
    ...(title === '' ? {} : { title }),
    ...(author === '' ? {} : { author }),
    ...(pageCount !== undefined && isCount(pageCount) ? { pageCount } : {}),
  };
}

/** No more than a million pages: whoever claims them has not laid them out. */
const isCount = (count: number): boolean => Number.isInteger(count) && count > 0 && count <= 1_000_000;
