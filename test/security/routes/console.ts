import { anybody, open, person, type Routes, read, write } from './row.ts';

/** The console. */
export const CONSOLE: Routes = {
  'GET /openapi/console.json': open('/openapi/console.json'),
  'POST /api/console/selection': [
    read('/api/console/selection', { json: { selection: { assets: ['{asset}'] } }, foreign: 200, trashed: 200 }),
    read('/api/console/selection', { json: { selection: { folders: ['{folder}'] } }, foreign: 200, trashed: 200 }),
    read('/api/console/selection', {
      json: { selection: { query: { folder: '{folder}' } } },
      foreign: 200,
      trashed: 200,
    }),
  ],
  'POST /api/console/changes': [
    write('/api/console/changes', {
      json: { selection: { assets: ['{asset}'] }, change: { type: 'tag', add: ['x'] } },
      own: 201,
      foreign: 201,
      trashed: 201,
    }),
    write('/api/console/changes', {
      json: { selection: { assets: ['{asset}'] }, change: { type: 'move', folder: '{folder}' } },
      own: 201,
      trashed: 201,
      mixed: { asset: 201 },
    }),
    write('/api/console/changes', {
      json: { selection: { folders: ['{folder}'] }, change: { type: 'trash' } },
      own: 201,
      foreign: 201,
      trashed: 201,
    }),
  ],
  'GET /api/console/changes': write('/api/console/changes'),
  'GET /api/console/changes/:id': write('/api/console/changes/{change}', { isCreators: true }),
  'POST /api/console/changes/:id/undo': write('/api/console/changes/{change}/undo', { isCreators: true }),
  'POST /api/console/session': open('/api/console/session', {
    json: { email: 'nobody@example.org', password: 'wrong' },
    own: 401,
    only: ['none', 'admin'],
  }),
  'GET /api/console/session': anybody('/api/console/session'),
  'DELETE /api/console/session': open('/api/console/session', { own: 401, only: ['none'] }),
  'PATCH /api/console/account': person('/api/console/account', { json: { name: 'x' } }),
  'GET /api/console/actors': [
    read('/api/console/actors?refs=user:{user}', { foreign: 200, bound: 200 }),
    read('/api/console/actors?refs=key:{key}', { foreign: 200, bound: 200 }),
  ],
  'GET /api/console/assets/:id/title': read('/api/console/assets/{asset}/title'),
  'PUT /api/console/assets/:id/title': write('/api/console/assets/{asset}/title', { json: { title: 'x' } }),
  'GET /api/console/assets': [
    read('/api/console/assets?limit=100'),
    read('/api/console/assets?folder={folder}', { foreign: 200, trashed: 200, bound: 200 }),
  ],
  'GET /api/console/folders': [
    read('/api/console/folders?limit=100'),
    read('/api/console/folders?parent={folder}', { foreign: 200, trashed: 200, bound: 200 }),
  ],
  'GET /api/console/trash': read('/api/console/trash?limit=100'),
  'GET /api/console/assets/:id/duplicates': read('/api/console/assets/{asset}/duplicates'),
  'GET /api/console/tags': read('/api/console/tags'),
  'POST /api/console/names': [
    read('/api/console/names', { json: { folder: null, names: ['x'] } }),
    read('/api/console/names', { json: { folder: '{folder}', names: ['x'] } }),
  ],
  'GET /api/console/assets/:id/versions/:version/content': read('/api/console/assets/{asset}/versions/1/content'),
};
