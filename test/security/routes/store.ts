import { open, type Routes, read, share, write } from './row.ts';

const CODE = 'application/x-www-form-urlencoded';
const file = { fields: {} };

/** The store, and the pages of its shares. */
export const STORE: Routes = {
  'GET /openapi/store.json': open('/openapi/store.json'),
  'GET /api/store/asset': [
    read('/api/store/asset?limit=250'),
    read('/api/store/asset?folder={folder}', { foreign: 200, trashed: 200, bound: 200 }),
  ],
  'GET /api/store/asset/filters': read('/api/store/asset/filters'),
  'GET /api/store/asset/:id': read('/api/store/asset/{asset}'),
  'GET /api/store/asset/:id/shares': read('/api/store/asset/{asset}/shares'),
  'PUT /api/store/asset/:id': [
    write('/api/store/asset/{asset}', { json: { name: 'replaced' } }),
    write('/api/store/asset/{asset}', { json: { name: 'moved', folder: '{folder}' } }),
  ],
  'PATCH /api/store/asset/:id': [
    write('/api/store/asset/{asset}', { json: { tags: ['x'] } }),
    write('/api/store/asset/{asset}', { json: { folder: '{folder}' } }),
    write('/api/store/asset/{asset}', { json: { folder: { id: '{folder}' } } }),
  ],
  'DELETE /api/store/asset/:id': write('/api/store/asset/{asset}', { own: 204 }),
  'GET /api/store/asset/download': [
    read('/api/store/asset/download?id={asset}'),
    read('/api/store/asset/download?id={asset}&id={vaultAsset}'),
  ],
  'POST /api/store/asset/upload': [
    write('/api/store/asset/upload', { ...file, own: 201, bound: 404 }),
    write('/api/store/asset/upload?folder={folder}', { ...file, own: 201 }),
  ],
  'GET /api/store/asset/:id/content': [
    read('/api/store/asset/{asset}/content', { lacking: 404 }),
    read('/api/store/asset/{asset}/content?w=10', { lacking: 404 }),
  ],
  'GET /api/store/asset/:id/thumbnail': read('/api/store/asset/{asset}/thumbnail', { lacking: 404 }),
  'PUT /api/store/asset/:id/content': write('/api/store/asset/{asset}/content', file),
  'GET /api/store/asset/:id/facts': read('/api/store/asset/{asset}/facts'),
  'GET /api/store/asset/:id/versions': read('/api/store/asset/{asset}/versions'),
  'POST /api/store/asset/:id/versions/:version/restore': write('/api/store/asset/{asset}/versions/1/restore'),
  'GET /api/store/asset/:id/events': read('/api/store/asset/{asset}/events'),
  'GET /api/store/folder': [
    read('/api/store/folder?limit=250'),
    read('/api/store/folder?parent={folder}', { foreign: 200, trashed: 200, bound: 200 }),
  ],
  'GET /api/store/folder/filters': read('/api/store/folder/filters'),
  'POST /api/store/folder': [
    write('/api/store/folder', { json: { name: 'made' }, own: 201, bound: 404 }),
    write('/api/store/folder', { json: { name: 'made below', parent: '{folder}' }, own: 201 }),
  ],
  'GET /api/store/folder/:id': read('/api/store/folder/{folder}'),
  'GET /api/store/folder/:id/shares': read('/api/store/folder/{folder}/shares'),
  'GET /api/store/folder/:id/download': read('/api/store/folder/{folder}/download'),
  'PUT /api/store/folder/:id': [
    write('/api/store/folder/{folder}', { json: { name: '{new}' } }),
    write('/api/store/folder/{folder}', { json: { name: '{new}', parent: '{vault}' } }),
  ],
  'PATCH /api/store/folder/:id': [
    write('/api/store/folder/{folder}', { json: { description: 'x' } }),
    // Folders of a vault have names of another kind.
    write('/api/store/folder/{folder}', { json: { parent: '{vault}' }, own: 409 }),
  ],
  'DELETE /api/store/folder/:id': write('/api/store/folder/{folder}?recursive=true', { own: 204 }),
  'GET /api/share': [
    read('/api/share?limit=250'),
    read('/api/share?asset={asset}', { foreign: 200, trashed: 200, bound: 200 }),
    read('/api/share?folder={folder}', { foreign: 200, trashed: 200, bound: 200 }),
  ],
  'GET /api/share/filters': read('/api/share/filters'),
  'POST /api/share': [
    share('/api/share', { json: { asset: '{asset}' }, own: 201 }),
    share('/api/share', { json: { folder: '{folder}' }, own: 201 }),
  ],
  'GET /api/share/:id': read('/api/share/{share}'),
  'PUT /api/share/:id': write('/api/share/{share}', { json: {} }),
  'PATCH /api/share/:id': write('/api/share/{share}', { json: { note: 'x' } }),
  'DELETE /api/share/:id': write('/api/share/{share}', { own: 204 }),
  'POST /api/share/get_access': [
    open('/api/share/get_access', { json: { token: '{token}' } }),
    open('/api/share/get_access', { json: { token: '{lockedToken}' }, own: 403 }),
  ],
  'GET /s/:token': [open('/s/{token}'), open('/s/{lockedToken}')],
  'POST /s/:token': [
    open('/s/{token}', { text: [CODE, 'password='], own: 303 }),
    open('/s/{lockedToken}', { text: [CODE, 'password='], own: 403 }),
  ],
  'GET /s/:token/folders/:id': [
    open('/s/{token}/folders/{vault}', { own: 404 }),
    open('/s/{lockedToken}/folders/{folder}', { own: 403 }),
  ],
  'GET /s/:token/files/:id': [
    open('/s/{token}/files/{asset}'),
    open('/s/{token}/files/{vaultAsset}', { own: 404 }),
    open('/s/{lockedToken}/files/{asset}', { own: 403 }),
  ],
  'GET /s/gallery.js': open('/s/gallery.js', { own: 200 }),
  'GET /s/*': open('/s/a/b/c/d', { own: 404 }),
  'GET /s/:token/download': [open('/s/{token}/download'), open('/s/{lockedToken}/download', { own: 403 })],
  'GET /s/:token/files/:id/download': [
    open('/s/{token}/files/{asset}/download'),
    open('/s/{token}/files/{vaultAsset}/download', { own: 404 }),
    open('/s/{lockedToken}/files/{asset}/download', { own: 403 }),
  ],
  'GET /s/:token/folders/:id/download': [
    open('/s/{token}/folders/{folder}/download'),
    open('/s/{token}/folders/{vault}/download', { own: 404 }),
    open('/s/{lockedToken}/folders/{folder}/download', { own: 403 }),
  ],
  'GET /s/:token/files/:id/thumbnail': [
    open('/s/{token}/files/{asset}/thumbnail'),
    open('/s/{token}/files/{vaultAsset}/thumbnail', { own: 404 }),
    open('/s/{lockedToken}/files/{asset}/thumbnail', { own: 403 }),
  ],
  'POST /api/login/access-token': open('/api/login/access-token', {
    text: [CODE, 'username=nobody%40example.org&password=wrong'],
    own: 401,
    only: ['none', 'admin'],
  }),
  'GET /api/store': read('/api/store?url=/api/store/asset/{asset}'),
};
