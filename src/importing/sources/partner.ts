// Reading a service of the partner dialect, which has no lists: the assets are those whose keys, or addresses, are given.
import { CoreError, invalid } from '../../core/index.ts';
import type { Answer, Remote } from '../remote.ts';
import type { RemoteAsset, Source, Unseen } from '../source.ts';
import { type Told, toldBy } from '../told.ts';

const PATH = '/api/v1/partner/asset/';
const LONGEST_LINE = 2_000;

/** Throws `invalid` without `assets`. */
export function partnerSource(
  remote: Remote,
  { assets }: { assets?: (() => AsyncIterable<string>) | undefined },
): Source {
  if (!assets) throw invalid('assets', 'The partner dialect has no lists: --assets names a file with keys of assets.');
  return {
    async count() {
      let count = 0;
      for await (const _line of assets()) count++;
      return count;
    },
    async *folders() {},
    async *assets() {
      for await (const line of assets()) yield unseen(remote, line);
    },
  };
}

function unseen(remote: Remote, line: string): Unseen {
  return {
    id: line,
    async look() {
      if (line.length > LONGEST_LINE) throw invalid('assets', 'This is not the key of an asset.');
      const url = /^https?:/i.test(line) ? remote.link(line) : remote.at(PATH + encodeURIComponent(line));
      return readAsset(url, await headOf(remote, url));
    },
  };
}

interface Head {
  readonly told: Told | null;
  readonly isPublic: boolean;
}

/** What everyone may have is public. Nothing is told by a service that knows no HEAD. */
async function headOf(remote: Remote, url: URL): Promise<Head> {
  const head = async (withoutKey: boolean): Promise<Head> => {
    const answer: Answer = await remote.open(url, { method: 'HEAD', withoutKey });
    answer.destroy();
    return { told: toldBy(answer.headers), isPublic: withoutKey };
  };
  try {
    return await head(true);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    if (error.code === 'invalid') return { told: null, isPublic: false };
    if (error.code === 'unavailable') throw error;
    return head(false);
  }
}

function readAsset(url: URL, { told, isPublic }: Head): RemoteAsset {
  const key = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  return {
    id: url.href,
    name: told?.name ?? key,
    isNameKnown: told?.name !== undefined && told.name !== null,
    folderId: null,
    fields: { isPublic },
    content: {
      revision: told?.tag ?? told?.sha256 ?? `${told?.sizeBytes}`,
      sizeBytes: told?.sizeBytes ?? null,
      sha256: told?.sha256 ?? null,
      mimeType: told?.mimeType ?? null,
      locate: async () => url,
    },
  };
}
