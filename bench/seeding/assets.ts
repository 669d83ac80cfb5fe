// The assets of a seeded database: what a library of photographs, scans and office files looks like after six years.
import { createHash } from 'node:crypto';
import type { Id } from '../../src/core/ids.ts';
import { slugOf } from '../../src/core/slugs.ts';
import { createRandom, type Random, weighted, zipf } from './random.ts';
import type { SeedSink } from './sink.ts';
import type { SeededFolder, SeededWorkspace } from './tree.ts';
import { fileStem, pickTag, pickWord, RARE_ASSETS, RARE_TAG, RARE_WORD } from './words.ts';

interface FileType {
  readonly kind: 'image' | 'video' | 'audio' | 'pdf' | 'document';
  readonly mimeType: string;
  readonly extension: string;
  readonly medianBytes: number;
}

const type = (
  kind: FileType['kind'],
  mimeType: string,
  extension: string,
  medianBytes: number,
  weight: number,
): [FileType, number] => [{ kind, mimeType, extension, medianBytes }, weight];

const pickType = weighted([
  type('image', 'image/jpeg', 'jpg', 2_500_000, 50),
  type('image', 'image/png', 'png', 800_000, 12),
  type('image', 'image/heic', 'heic', 1_500_000, 4),
  type('image', 'image/webp', 'webp', 200_000, 3),
  type('image', 'image/svg+xml', 'svg', 20_000, 0.98),
  type('image', 'image/vnd.adobe.photoshop', 'psd', 60_000_000, 0.02),
  type('pdf', 'application/pdf', 'pdf', 300_000, 12),
  type('document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx', 60_000, 5),
  type('document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx', 40_000, 3),
  type('document', 'text/plain', 'txt', 4_000, 2),
  type('video', 'video/mp4', 'mp4', 30_000_000, 5),
  type('audio', 'audio/mpeg', 'mp3', 5_000_000, 3),
]);

const PIXELS = [
  [4032, 3024],
  [6000, 4000],
  [1920, 1080],
  [3000, 2000],
  [800, 600],
  [512, 512],
] as const;

/** Assets arrive in the order of their time; every one has an event, some have earlier versions. */
export async function seedAssets(
  sink: SeedSink,
  workspaces: readonly SeededWorkspace[],
  options: {
    id: (atMs: number) => Id;
    count: number;
    startMs: number;
    endMs: number;
    batch: number;
    /** The archive's assets came last, one after the other, instead of now and then. */
    together: boolean;
  },
): Promise<void> {
  const random = createRandom(23);
  const pickWorkspace = weighted(
    workspaces.map(
      (workspace) => [{ workspace, pickFolder: folderPicker(workspace, options.together) }, workspace.share] as const,
    ),
  );
  const rareAt = new Set(Array.from({ length: RARE_ASSETS }, (_, i) => Math.floor((options.count * (i + 1)) / 5)));
  let repeated: { sha256: string; size: number; number: number; createdAt: number; times: number } | undefined;
  const endBlob = () => {
    if (repeated)
      sink.insert('blobs', repeated.sha256, repeated.size, repeated.number, repeated.times, repeated.createdAt);
  };

  for (let number = 0; number < options.count; number++) {
    const createdAt = Math.floor(options.startMs + ((options.endMs - options.startMs) * number) / options.count);
    const rare = rareAt.has(number);
    const { workspace, pickFolder } = rare
      ? { workspace: first(workspaces), pickFolder: () => null }
      : pickWorkspace(random);
    const file = pickType(random);
    const folder = pickFolder(random, number >= options.count * 0.9);
    // Names are unique in a channel.
    const stem = folder?.address ? `${pickWord(random)}-${number}` : fileStem(random, file.kind, new Date(createdAt));
    const name = `${rare ? `${RARE_WORD} ` : ''}${stem}.${file.extension}`;
    const tags = rare ? [RARE_TAG] : tagsOf(random);
    const size = Math.max(100, Math.round(random.logNormal(file.medianBytes, 1.2)));
    const again = repeated && random.chance(0.02) ? repeated : undefined;
    if (!again) endBlob();
    const blob = again ?? { sha256: hashOf(number, 1), size, number, createdAt, times: 0 };
    blob.times++;
    repeated = blob;
    const [width, height] = PIXELS[random.below(PIXELS.length)] ?? PIXELS[0];
    const pictured = file.kind === 'image' || file.kind === 'video';
    const timed = file.kind === 'video' || file.kind === 'audio';
    const trashed = random.chance(0.005);
    const versions = random.chance(0.01) ? 1 + random.below(3) : 0;
    const updatedAt = random.chance(0.3) ? createdAt + random.below(90 * 86_400_000) : createdAt;
    const title = random.chance(0.1) ? `${pickWord(random)} ${pickWord(random)}` : null;
    const description = random.chance(0.05) ? Array.from({ length: 12 }, () => pickWord(random)).join(' ') : null;
    const assetId = options.id(createdAt);
    const shownTitle = title ?? name.replace(/\.[^.]*$/, '');
    sink.insert(
      'assets',
      assetId,
      workspace.id,
      folder?.id ?? null,
      file.kind,
      name,
      name.toLowerCase(),
      `${slugOf(shownTitle)}-${number + 2}`,
      title,
      shownTitle.toLowerCase(),
      description,
      file.mimeType,
      file.extension,
      blob.sha256,
      blob.size,
      pictured ? width : null,
      pictured ? height : null,
      timed ? Math.round(random.logNormal(60, 1.2) * 100) / 100 : null,
      'ready',
      JSON.stringify(tags),
      random.chance(0.2) ? JSON.stringify({ project: pickWord(random), stage: random.below(5) }) : '{}',
      random.chance(0.03) ? 1 : 0,
      versions + 1,
      folder?.address?.vaultId ?? null,
      folder?.address?.partition ?? null,
      folder?.address?.collection ?? null,
      folder?.address?.channel ?? null,
      createdAt,
      updatedAt,
      createdAt,
      trashed ? updatedAt + 1 : null,
      trashed ? assetId : null,
    );
    const seq = number + 1;
    for (const tag of tags) sink.insert('asset_tags', workspace.id, tag, seq);
    sink.insertText({
      seq,
      workspaceId: workspace.id,
      kind: file.kind,
      name,
      title: shownTitle,
      description: description ?? '',
      tags: tags.join(' '),
    });
    const info = JSON.stringify({ name, sha256: blob.sha256 });
    sink.insert('events', workspace.id, assetId, 'created', createdAt, info);
    for (let version = 1; version <= versions; version++) {
      const sha256 = hashOf(number, version + 1);
      sink.insert('blobs', sha256, size, number, 1, createdAt);
      sink.insert('versions', assetId, version, sha256, size, file.mimeType, file.kind, name, createdAt);
    }
    if (number % options.batch === options.batch - 1) await sink.endBatch();
  }
  endBlob();
  await sink.endBatch();
}

/** A tenth lies in no folder, a tenth below the archive, a tenth in the vaults, the rest Zipf-distributed. */
function folderPicker(
  workspace: SeededWorkspace,
  together: boolean,
): (random: Random, isLast: boolean) => SeededFolder | null {
  const pickArchive = zipf(workspace.archive);
  const pickFolder = zipf(workspace.folders);
  return (random, isLast) => {
    const part = random.below(10);
    if (together && isLast) return pickArchive(random);
    if (part === 0) return null;
    if (part === 1 && !together) return pickArchive(random);
    if (part === 2 && workspace.channels.length > 0)
      return workspace.channels[random.below(workspace.channels.length)] ?? null;
    return pickFolder(random);
  };
}

function tagsOf(random: Random): string[] {
  const tags = new Set<string>();
  for (let wanted = random.below(6); wanted > 0; wanted--) tags.add(pickTag(random));
  return [...tags];
}

function first(workspaces: readonly SeededWorkspace[]): SeededWorkspace {
  const [workspace] = workspaces;
  if (!workspace) throw new TypeError('there is no workspace');
  return workspace;
}

const hashOf = (asset: number, version: number): string =>
  createHash('sha256').update(`asset ${asset} version ${version}`).digest('hex');
