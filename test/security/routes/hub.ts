import { open, type Routes, read, write } from './row.ts';

const ROOT = '000000000000000000000000';
const TRASH = 'fffffffffffffffffffffffe';
const file = { fields: {} };
const json = { json: { tags: ['x'] } };

/** The hub: by ids, by names, and by paths. */
export const HUB: Routes = {
  'GET /openapi/hub.json': open('/openapi/hub.json'),
  'GET /api/assets/tree': read('/api/assets/tree'),
  'GET /api/assets/trash': read('/api/assets/trash'),
  'GET /api/assets/trash/files': read('/api/assets/trash/files'),
  'GET /api/assets/trash/folders': read('/api/assets/trash/folders'),
  'GET /api/assets/:id': [
    read(`/api/assets/${ROOT}`),
    read(`/api/assets/${TRASH}`),
    read('/api/assets/{asset}', { trashed: 200 }),
    read('/api/assets/{assetName}'),
    read('/api/assets/{folder}', { trashed: 200 }),
    read('/api/assets/{folderName}'),
  ],
  'GET /api/assets/:id/files': [
    read(`/api/assets/${ROOT}/files`),
    read('/api/assets/{folder}/files'),
    read('/api/assets/{folderName}/files'),
  ],
  'GET /api/assets/:id/folders': [
    read(`/api/assets/${ROOT}/folders`),
    read('/api/assets/{folder}/folders'),
    read('/api/assets/{folderName}/folders'),
  ],
  'GET /api/assets/:id/createfolder/:name': [
    write('/api/assets/{folder}/createfolder/below'),
    write('/api/assets/{folderName}/createfolder/below'),
  ],
  'GET /api/assets/browse': [
    read('/api/assets/browse?path=/'),
    read('/api/assets/browse?path={folderName}'),
    read('/api/assets/browse?path=/hub/{folderName}'),
  ],
  'GET /api/assets/browse/files': read('/api/assets/browse/files?path={folderName}'),
  'GET /api/assets/browse/folders': read('/api/assets/browse/folders?path={folderName}'),
  'GET /api/assets/browse/createfolder/:name': write('/api/assets/browse/createfolder/below?path={folderName}'),
  'GET /api/assets/browse/createfolder': write('/api/assets/browse/createfolder?path=new/below', { bound: 404 }),
  'GET /api/assets/:id/download': [
    read('/api/assets/{asset}/download'),
    read('/api/assets/{assetName}/download'),
    read('/api/assets/{folder}/download'),
  ],
  'GET /api/assets/:id/thumbnail': [read('/api/assets/{asset}/thumbnail'), read('/api/assets/{assetName}/thumbnail')],
  'GET /api/assets/browse/download': read('/api/assets/browse/download?path={folderName}'),
  'GET /api/assets/browse/thubnail': read('/api/assets/browse/thubnail?path={folderName}/x', { own: 404 }),
  'GET /api/assets/browse/thumbnail': read('/api/assets/browse/thumbnail?path={folderName}/x', { own: 404 }),
  'GET /api/assets/:id/rename/:name': [
    write('/api/assets/{asset}/rename/renamed'),
    write('/api/assets/{assetName}/rename/renamed'),
  ],
  'GET /api/assets/:id/move/:folder': [
    write(`/api/assets/{asset}/move/${ROOT}`, { trashed: 409 }),
    write('/api/assets/{asset}/move/{folder}', { trashed: 409 }),
    write('/api/assets/{assetName}/move/{folderName}'),
    write(`/api/assets/{asset}/move/${TRASH}`, { trashed: 200 }),
  ],
  'PATCH /api/assets/:id': [write('/api/assets/{asset}', json), write('/api/assets/{assetName}', json)],
  'GET /api/assets/browse/rename/:name': write('/api/assets/browse/rename/renamed?path={folderName}'),
  'GET /api/assets/browse/move/:folder': write('/api/assets/browse/move/{folder}?path={folderName}'),
  'PATCH /api/assets/browse': write('/api/assets/browse?path={folderName}', json),
  'GET /api/assets/tags': read('/api/assets/tags'),
  'POST /api/assets/:id/tags': write('/api/assets/{asset}/tags', { json: ['x'] }),
  'POST /api/assets/browse/tags': write('/api/assets/browse/tags?path={folderName}', { json: ['x'] }),
  'DELETE /api/assets/trash': write('/api/assets/trash', { isLast: true }),
  'DELETE /api/assets/:id': [
    write('/api/assets/{asset}', { trashed: 200 }),
    write('/api/assets/{assetName}'),
    write('/api/assets/{folder}', { trashed: 200 }),
  ],
  'GET /api/assets/:id/restore': [
    write('/api/assets/{asset}/restore', { trashed: 200 }),
    write('/api/assets/{assetName}/restore', { trashed: 200 }),
  ],
  'DELETE /api/assets/browse': write('/api/assets/browse?path={folderName}'),
  'GET /api/assets/browse/restore': write('/api/assets/browse/restore?path={folderName}', { trashed: 200 }),
  'POST /api/assets/delete': [
    write('/api/assets/delete', { json: ['{asset}'], trashed: 200 }),
    write('/api/assets/delete', { json: { ids: ['{asset}', '{folderName}'] }, trashed: 200 }),
  ],
  'POST /api/assets/restore': write('/api/assets/restore', { json: ['{asset}'], trashed: 200 }),
  'POST /api/assets/batch/download': [
    read('/api/assets/batch/download', { json: ['{asset}'] }),
    read('/api/assets/batch/download', { json: ['{folder}', '{assetName}'] }),
  ],
  'POST /api/assets/:id/upload': [
    write(`/api/assets/${ROOT}/upload`, { ...file, bound: 404 }),
    write('/api/assets/{folder}/upload', file),
    write('/api/assets/{folderName}/upload', file),
  ],
  'POST /api/assets/browse/upload': write('/api/assets/browse/upload?path={folderName}', file),
};
