// What looking at bytes told, kept by their hash and by what they were looked at as: whichever assets and versions have them.
// The type is a part of it because it may come from the sender, and nobody's word changes what others see of the same bytes.
import type { Selectable } from 'kysely';
import type { MediaFacts } from '../core/ports.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';
import type { MediaTable } from './schema.ts';

/** Bytes, and what they are taken for. */
export interface Original {
  readonly sha256: string;
  readonly mimeType: string;
}

export interface Media extends Original {
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

export async function findMedia(db: Db, { sha256, mimeType }: Original): Promise<Media | undefined> {
  const row = await db
    .selectFrom('media')
    .select(WITHOUT_TEXT)
    .where('sha256', '=', sha256)
    .where('mime_type', '=', mimeType)
    .executeTakeFirst();
  return row && toMedia(row);
}

/** Of the blobs, whatever they were looked at as. */
export async function listMediaOf(db: Db, hashes: readonly string[]): Promise<Media[]> {
  if (hashes.length === 0) return [];
  return (await db.selectFrom('media').select(WITHOUT_TEXT).where('sha256', 'in', hashes).execute()).map(toMedia);
}

/** Takes the place of what was known before. */
export async function saveMedia(db: Db, media: Media, text: string): Promise<void> {
  const row = {
    state: media.state,
    reason: media.reason,
    facts: JSON.stringify(media.facts),
    revision: media.revision,
    examined_at: media.examinedAt,
    text,
  };
  await upsert(db, { sha256: media.sha256, mime_type: media.mimeType, ...row });
}

const upsert = prepared((db, { sha256, mime_type, ...row }: MediaTable) =>
  db
    .insertInto('media')
    .values({ sha256, mime_type, ...row })
    .onConflict((conflict) => conflict.columns(['sha256', 'mime_type']).doUpdateSet(row))
    .compile(),
);
