import { anybody, open, type Routes, write } from './row.ts';

const tus = { 'tus-resumable': '1.0.0' };
/** `[...]` goes out in Base64. */
const named = (more = '') => ({ ...tus, 'upload-length': '4', 'upload-metadata': `filename [tus.txt]${more}` });

/** Resumable uploads: an upload is its creator's alone, whoever asks. */
export const UPLOADS: Routes = {
  'POST /files': [
    write('/files', { headers: named(), own: 201, bound: 404 }),
    write('/files', { headers: named(',folder [{folder}]'), own: 201, lacking: 404 }),
    write('/files', { headers: named(',replaces [{asset}]'), own: 201, lacking: 404 }),
  ],
  'OPTIONS /files': anybody('/files', { headers: tus, own: 204 }),
  'HEAD /files/:id': write('/files/{upload}', { isCreators: true, lacking: 404, headers: tus }),
  'PATCH /files/:id': write('/files/{upload}', {
    isCreators: true,
    lacking: 404,
    headers: { ...tus, 'upload-offset': '0' },
    text: ['application/offset+octet-stream', 'tus!'],
    own: 204,
  }),
  'DELETE /files/:id': write('/files/{upload}', { isCreators: true, lacking: 404, headers: tus, own: 204 }),
  'OPTIONS /files/:id': anybody('/files/x', { headers: tus, own: 204 }),
};

/** What is nobody's: whether the server is well, its documents, and the page of the console with its files. */
export const SERVER: Routes = {
  'GET /healthz': open('/healthz'),
  'GET /livez': open('/livez'),
  'GET /readyz': open('/readyz'),
  'GET /robots.txt': open('/robots.txt'),
  'GET /docs': open('/docs'),
  'GET /docs/static/index.html': open('/docs/static/index.html', { own: 302 }),
  'GET /docs/static/swagger-initializer.js': open('/docs/static/swagger-initializer.js'),
  'GET /docs/json': open('/docs/json'),
  'GET /docs/yaml': open('/docs/yaml'),
  'GET /docs/static/*': open('/docs/static/none', { own: 404 }),
  'operations GET /healthz': open('/healthz'),
  'operations GET /livez': open('/livez'),
  'operations GET /readyz': open('/readyz'),
  'operations GET /metrics': open('/metrics'),
};

const PATHS = [
  '/',
  '/sign-in',
  '/folder/x',
  '/everything',
  '/search',
  '/vault/x',
  '/trash',
  '/shares',
  '/settings',
  '/settings/x',
];
const ROUTES = [
  '/',
  '/sign-in',
  '/folder/:id',
  '/everything',
  '/search',
  '/vault/:id',
  '/trash',
  '/shares',
  '/settings',
  '/settings/*',
];
const FILES = ['/favicon.ico', '/icon.svg', '/icon-180.png', '/icon-512.png', '/manifest.webmanifest'];

/** The page of the console, and its files, where it has been built. */
export const PAGES: Routes = Object.fromEntries([
  ...ROUTES.map((route, index) => [`GET ${route}`, open(PATHS[index] ?? '')] as const),
  ...FILES.map((path) => [`GET ${path}`, open(path)] as const),
  ['GET /assets/*', open('/assets/none.js', { own: 404 })] as const,
]);
/** The one page where it has not. */
export const NO_PAGES: Routes = { 'GET /': open('/', { own: 404 }) };
