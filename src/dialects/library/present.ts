// Core records as this dialect shows them.
import {
  type Asset,
  embedOf,
  hasPicture,
  isReference,
  type Library,
  type Publication,
  type Reference,
  titleOf,
  toUuid,
} from '../../core/index.ts';

export const assetPath = ({ id }: Pick<Publication, 'id'>): string => `/api/v1/assets/${toUuid(id)}`;

export function presentPublication(publication: Publication) {
  return {
    id: toUuid(publication.id),
    slug: publication.slug,
    description: publication.description,
    asset_type: publication.kind,
    external_url: publication.externalUrl,
    is_public: publication.isPublic,
    created_at: seconds(publication.createdAt),
    updated_at: seconds(publication.updatedAt),
    ...(isReference(publication) ? referenceFields(publication) : assetFields(publication)),
  };
}

function assetFields(asset: Asset) {
  return {
    title: titleOf(asset),
    file_path: `${assetPath(asset)}/download`,
    file_size: asset.sizeBytes,
    mime_type: asset.mimeType,
    thumbnail_path: hasPicture(asset) ? `${assetPath(asset)}/thumbnail` : null,
    download_count: asset.downloadCount,
    ...factsOf(asset),
  };
}

function factsOf({ kind, pageCount, wordCount, width, height, duration }: Asset) {
  switch (kind) {
    case 'pdf':
    case 'document':
      return { page_count: pageCount, word_count: wordCount };
    case 'image':
      return { width, height };
    case 'video':
      return { duration, width, height };
    case 'audio':
      return { duration };
  }
}

function referenceFields({ kind, title, externalUrl, items }: Reference) {
  return {
    title,
    file_path: null,
    file_size: null,
    mime_type: null,
    thumbnail_path: null,
    download_count: 0,
    ...(kind === 'external_video' && { video_embed: externalUrl === null ? null : embedOf(externalUrl) }),
    ...(kind === 'collection' && { items: items.map(toUuid) }),
  };
}

export function presentLibrary({ id, type, title, slug, description, assetCount, items, ...library }: Library) {
  return {
    id: toUuid(id),
    title,
    slug,
    description,
    type,
    asset_count: assetCount,
    ...(type === 'collection' && { items: items.map(toUuid) }),
    created_at: seconds(library.createdAt),
    updated_at: seconds(library.updatedAt),
  };
}

export const pagesOf = (total: number, perPage: number): number => Math.ceil(total / perPage);

const seconds = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d+/, '');
