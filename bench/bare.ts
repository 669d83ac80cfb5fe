// The practical ceiling of one Node process: node:http and node:sqlite alone, answering the store dialect's list of assets
// from the same rows, in the same JSON, after the same check of the key.   node bench/bare.ts <database>
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const [file = ''] = process.argv.slice(2);
const sqlite = new DatabaseSync(file, { readOnly: true });
sqlite.exec('pragma cache_size = -32000');

const key = sqlite.prepare('select workspace_id from keys where token_hash = ? and revoked_at is null');
const total = sqlite.prepare('select asset_count from workspaces where id = ?');
const list = sqlite.prepare(`
  select id, name, description, mime_type, extension, kind, size, sha256, width, height, duration, page_count, word_count,
    tags, metadata, is_public, media_state, download_count, version, created_at, updated_at, folder_id
  from assets where workspace_id = ? and trashed_at is null and sha256 is not null
  order by created_at desc, id desc limit ?`);
const folders = sqlite.prepare(`
  select id, name, description, parent_id, asset_count, folder_count, total_bytes, created_at, updated_at from folders
  where id in (select value from json_each(?)) and trashed_at is null`);
const lineages = sqlite.prepare(`
  with recursive above (start, name, parent_id, steps) as (
    select id, name, parent_id, 0 from folders where id in (select value from json_each(?))
    union all
    select above.start, f.name, f.parent_id, steps + 1 from folders f join above on f.id = above.parent_id)
  select start, name from above order by start, steps desc`);

type Row = Record<string, unknown>;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const workspace = key.get(createHash('sha256').update(token).digest('hex'))?.['workspace_id'];
  if (typeof workspace !== 'string') {
    response.writeHead(401).end();
    return;
  }
  const base = `http://${request.headers.host}`;
  const limit = Number(url.searchParams.get('limit'));
  const rows = list.all(workspace, limit + 1);
  const shown = rows.slice(0, limit);
  const nested = url.searchParams.get('hydrate') === 'false' ? new Map() : foldersOf(base, shown);
  const last = shown.at(-1);
  const body = JSON.stringify({
    items: shown.map((row) => present(base, row, nested)),
    next_cursor: last ? Buffer.from(JSON.stringify([last['created_at'], last['id']])).toString('base64url') : null,
    next_page: rows.length > limit,
    limit,
    collection_total: total.get(workspace)?.['asset_count'],
  });
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
});

function foldersOf(base: string, rows: readonly Row[]): Map<unknown, unknown> {
  const ids = JSON.stringify([...new Set(rows.flatMap((row) => row['folder_id'] ?? []))]);
  const paths = new Map<unknown, string>();
  for (const { start, name } of lineages.all(ids)) paths.set(start, `${paths.get(start) ?? ''}/${name}`);
  return new Map(
    folders.all(ids).map((row) => [
      row['id'],
      {
        id: row['id'],
        name: row['name'],
        description: row['description'],
        path: paths.get(row['id']),
        asset_count: row['asset_count'],
        folder_count: row['folder_count'],
        size: row['total_bytes'],
        url: `${base}/api/store/folder/${row['id']}`,
        created: time(row['created_at']),
        updated: time(row['updated_at']),
        parent: row['parent_id'],
      },
    ]),
  );
}

const present = (base: string, row: Row, nested: ReadonlyMap<unknown, unknown>) => ({
  id: row['id'],
  name: row['name'],
  description: row['description'],
  mime_type: row['mime_type'],
  extension: row['extension'],
  kind: row['kind'],
  size: row['size'],
  sha256: row['sha256'],
  width: row['width'],
  height: row['height'],
  duration: row['duration'],
  page_count: row['page_count'],
  word_count: row['word_count'],
  tags: JSON.parse(String(row['tags'])),
  metadata: JSON.parse(String(row['metadata'])),
  is_public: row['is_public'] === 1,
  url: `${base}/api/store/asset/${row['id']}/content`,
  download_url: `${base}/api/store/asset/download?id=${row['id']}`,
  thumbnail_url: hasPicture(row) ? `${base}/api/store/asset/${row['id']}/thumbnail` : null,
  download_count: row['download_count'],
  version: row['version'],
  created: time(row['created_at']),
  updated: time(row['updated_at']),
  folder: nested.get(row['folder_id']) ?? row['folder_id'],
  created_by: null,
});

const hasPicture = (row: Row): boolean =>
  row['media_state'] === 'ready' ||
  (row['media_state'] === 'pending' && ['image', 'video', 'pdf'].includes(String(row['kind'])));

const time = (ms: unknown): string => new Date(Number(ms)).toISOString();

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`listens on http://127.0.0.1:${address.port}`);
});
