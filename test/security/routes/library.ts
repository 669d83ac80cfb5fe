import { libraries, open, type Routes, read, write } from './row.ts';

const link = { title: 'a link', asset_type: 'link', external_url: 'https://example.org/' };

/** The library. */
export const LIBRARY: Routes = {
  'GET /openapi/library.json': open('/openapi/library.json'),
  'GET /api/v1/assets': read('/api/v1/assets?per_page=100'),
  'GET /api/v1/assets/:assetId': read('/api/v1/assets/{asset.uuid}'),
  'PATCH /api/v1/assets/:assetId': write('/api/v1/assets/{asset.uuid}', { json: { title: 'x' } }),
  'DELETE /api/v1/assets/:assetId': write('/api/v1/assets/{asset.uuid}'),
  'POST /api/v1/assets': [
    write('/api/v1/assets', { json: link, own: 201, bound: 403 }),
    write('/api/v1/assets', { fields: { title: 'a file' }, own: 201, bound: 403 }),
    write('/api/v1/assets', {
      json: { title: 'several', asset_type: 'collection', items: ['{asset.uuid}', '{vaultAsset.uuid}'] },
      own: 201,
      foreign: 400,
      trashed: 400,
      bound: 403,
    }),
  ],
  'GET /api/v1/assets/:assetId/download': read('/api/v1/assets/{asset.uuid}/download', { lacking: 404 }),
  'GET /api/v1/assets/:assetId/thumbnail': read('/api/v1/assets/{asset.uuid}/thumbnail', { lacking: 404 }),
  'GET /api/v1/libraries': libraries('/api/v1/libraries?limit=100'),
  'GET /api/v1/libraries/:libraryId': libraries('/api/v1/libraries/{folder.uuid}'),
};
