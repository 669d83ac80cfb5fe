// Filling one server, importing it into another, and looking at what came.
import { readConfig } from '../../src/config.ts';
import type { Asset } from '../../src/core/index.ts';
import { type ImportOptions, type ImportReport, importLibrary } from '../../src/importing/index.ts';
import type { TestServer } from './server.ts';

/** Fails fast: nothing in a test is worth waiting for. */
export const IMPATIENCE = { answerMs: 2_000, stallMs: 1_000, attempts: 3, firstDelayMs: 5, longestDelayMs: 100 };

export type Options = Partial<Omit<ImportOptions, 'from' | 'url'>>;

/** Imports into the first workspace of `into`. */
export function importFrom(
  into: TestServer,
  from: ImportOptions['from'],
  { url, key }: { readonly url: string; readonly key?: string | undefined },
  options: Options = {},
): Promise<ImportReport> {
  return importLibrary(into.core, {
    from,
    url,
    key,
    workspaceId: into.core.instance.workspace.id,
    into: [],
    dryRun: false,
    maxSizeBytes: readConfig({}).maxResumableBytes,
    progress: { start: () => undefined, advance: () => undefined },
    signal: new AbortController().signal,
    patience: IMPATIENCE,
    ...options,
  });
}

export const serviceOf = (server: TestServer) => ({ url: server.url, key: server.rootKey });

export interface Seen {
  readonly path: string;
  readonly sha256: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly metadata: unknown;
  readonly isPublic: boolean;
  readonly version: number;
}

/** Every live asset with bytes of the first workspace, by its path of names. */
export async function librarySeen(server: TestServer): Promise<Seen[]> {
  const assets = await allAssets(server);
  const folderIds = [...new Set(assets.flatMap((asset) => asset.folderId ?? []))];
  const paths = await server.core.getFolderPaths(folderIds);
  return assets
    .map((asset) => ({
      path: [...(asset.folderId === null ? [] : (paths.get(asset.folderId) ?? [])), asset.name].join('/'),
      sha256: asset.sha256,
      title: asset.title,
      description: asset.description,
      tags: asset.tags,
      metadata: JSON.parse(asset.metadataJson),
      isPublic: asset.isPublic,
      version: asset.version,
    }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

async function allAssets({ core, rootKey }: TestServer): Promise<Asset[]> {
  const actor = await core.authenticate('store', rootKey);
  const assets: Asset[] = [];
  for (let after: Awaited<ReturnType<typeof core.listAssets>>['next']; ; ) {
    const page = await core.listAssets(actor, {
      filters: [],
      sort: { field: 'created', order: 'asc' },
      after,
      limit: 250,
      includeTotal: false,
    });
    assets.push(...page.items);
    if (page.next === undefined) return assets;
    after = page.next;
  }
}
