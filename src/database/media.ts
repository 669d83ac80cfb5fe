// What looking at bytes told, kept by their hash: whichever assets and versions have them.
import type { Selectable } from 'kysely';
import type { MediaFacts } from '../core/ports.ts';
import type { Db, MediaTable } from './schema.ts';

export interface Media {
  readonly sha256: string;
  readonly mimeType: string;
  readonly state: 'ready' | 'no_preview';
  readonly reason: string | null;
  readonly facts: MediaFacts;
  readonly revision: number;
  readonly examinedAt: number;
}

const WITHOUT_TEXT = ['sha256', 'mime_type', 'state', 'reason', 'facts', 'revision', 'examined_at'] as const;

const toMedia = (row: Omit<Selectable<MediaTable>, 'text'>): Media => ({
  sha256: row.sha256,
  mimeType: row.mime_type,
  state: row.state === 'ready' ? 'ready' : 'no_preview',
  reason: row.reason,
  facts: JSON.parse(row.facts),
  revision: row.revision,
  examinedAt: row.examined_at,
});

export async function findMedia(db: Db, sha256: string): Promise<Media | undefined> {
  const row = await db.selectFrom('media').select(WITHOUT_TEXT).where('sha256', '=', sha256).executeTakeFirst();
  return row && toMedia(row);
}

/** Those of the blobs that were looked at, by their hash. */
export async function findMediaOf(db: Db, hashes: readonly string[]): Promise<Map<string, Media>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.selectFrom('media').select(WITHOUT_TEXT).where('sha256', 'in', hashes).execute();
  return new Map(rows.map((row) => [row.sha256, toMedia(row)]));
}

/** Takes the place of what was known before. */
export async function saveMedia(db: Db, media: Media, text: string): Promise<void> {
  const { sha256, ...row } = {
    sha256: media.sha256,
    mime_type: media.mimeType,
    state: media.state,
    reason: media.reason,
    facts: JSON.stringify(media.facts),
    revision: media.revision,
    examined_at: media.examinedAt,
    text,
  };
  await db
    .insertInto('media')
    .values({ sha256, ...row })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet(row))
    .execute();
}
