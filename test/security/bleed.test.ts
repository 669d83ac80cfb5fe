// Thousands of requests of twenty workspaces at once, over few sockets that all of them share: no answer has a word of any workspace
// but the one that asked. Words stand in names, tags, metadata, folders, and in what is refused.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestServer } from '../support/server.ts';
import { type Answer, type Client, createClient, FORM_TYPE, formText, type Sent } from './client.ts';
import { startWithRoutes } from './live-routes.ts';

import { createWorkspace, spelled, type Workspace } from './workspaces.ts';

const WORKSPACES = 20;
const REQUESTS = 2_000;
/** Fewer than workspaces: requests of several follow each other on each. */
const SOCKETS = 12;

interface Neighbour extends Workspace {
  readonly asset: string;
  readonly folder: string;
  readonly token: string;
  readonly vault: string;
  readonly cookie: string;
}

let server: TestServer;
let client: Client;
let neighbours: Neighbour[];
beforeAll(async () => {
  ({ server } = await startWithRoutes());
  client = createClient(server.url, SOCKETS);
  neighbours = await Promise.all(
    Array.from({ length: WORKSPACES }, async (_, index): Promise<Neighbour> => {
      const workspace = await createWorkspace(server, client, `canary${index}`);
      await workspace.the('vaultAsset');
      return {
        ...workspace,
        asset: await workspace.the('asset'),
        folder: await workspace.the('folder'),
        token: await workspace.the('token'),
        vault: spelled(await workspace.the('vault'), 'vault'),
        cookie: await workspace.signIn(),
      };
    }),
  );
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

const get = (path: string): Sent => ({ method: 'GET', path });
const json = (method: string, path: string, value: unknown): Sent => ({
  method,
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** Each is answered with the word of its own workspace, or is refused by it. */
const ASKED: readonly ((of: Neighbour) => Sent)[] = [
  () => get('/api/store/asset?limit=50'),
  ({ asset }) => get(`/api/store/asset/${asset}`),
  ({ asset }) => get(`/api/store/asset/${asset}/content`),
  ({ asset }) => get(`/api/store/asset/${asset}/events`),
  ({ folder }) => get(`/api/store/folder/${folder}/download`),
  () => get('/api/share?limit=50'),
  ({ canary }) => get(`/api/store/asset/${canary}`),
  ({ canary }) => get(`/api/store/asset?${canary}=1`),
  ({ canary }) => get(`/nowhere/${canary}`),
  ({ token }) => get(`/s/${token}`),
  ({ token, asset }) => get(`/s/${token}/files/${asset}/download`),
  () => get('/api/assets/tree'),
  () => get('/api/assets/tags'),
  ({ folder }) => get(`/api/assets/${folder}/files`),
  ({ canary }) => get(`/api/assets/${canary}/createfolder/below`),
  ({ asset }) => json('POST', '/api/assets/batch/download', [asset]),
  () => get('/api/v1/assets?per_page=50'),
  () => get('/api/v1/libraries'),
  ({ vault }) => get(`/api/v1/vaults/${vault}/assets`),
  ({ canary }) => json('POST', '/api/v1/vaults', { name: canary, [canary]: 1 }),
  () => get('/api/console/tags'),
  () => get('/api/console/session'),
  () => get('/api/admin/users'),
  () => get('/api/admin/api-keys'),
  ({ asset, canary }) =>
    json('PATCH', `/api/store/asset/${asset}`, { description: canary, metadata: { note: canary } }),
  ({ canary }) => json('POST', '/api/store/folder', { name: `${canary} ${randomBytes(4).toString('hex')}` }),
  ({ canary, folder }) => ({
    method: 'POST',
    path: `/api/store/asset/upload?folder=${folder}`,
    headers: { 'content-type': FORM_TYPE },
    body: formText(`${canary} ${randomBytes(4).toString('hex')}.txt`, canary, { description: canary }),
  }),
  // Cut short by a wrong form, by a wrong type, by a range: what was begun for one is not the next one's.
  ({ canary }) => ({
    method: 'POST',
    path: '/api/store/asset/upload',
    headers: { 'content-type': FORM_TYPE },
    body: canary,
  }),
  ({ canary }) => ({ ...json('POST', '/api/store/folder', {}), body: `{"name": "${canary}` }),
  ({ asset }) => ({ ...get(`/api/store/asset/${asset}/content`), headers: { range: 'bytes=0-9' } }),
];

/** The workspaces whose words stand in an answer. */
function namedIn({ headers, body }: Answer): string[] {
  const text = JSON.stringify(headers) + body;
  return neighbours.filter(({ canary, id }) => text.includes(canary) || text.includes(id)).map(({ canary }) => canary);
}

it('no answer has a word of any workspace but the one that asked', async () => {
  const strayed: string[] = [];
  let own = 0;
  const asking = Array.from({ length: REQUESTS }, (_, index) => async () => {
    const asker = neighbours[(index * 7) % WORKSPACES];
    const make = ASKED[index % ASKED.length];
    if (!asker || !make) throw new Error('there is nobody to ask, or nothing');
    const sent = make(asker);
    // By key and by cookie in turns, so that each socket has carried both of everybody.
    const credentials: Record<string, string> =
      index % 3 === 0 ? { cookie: asker.cookie, origin: server.url } : { authorization: `Bearer ${asker.adminKey}` };
    const answer = await client.send({ ...sent, headers: { ...credentials, ...sent.headers } });
    const named = namedIn(answer);
    if (named.includes(asker.canary)) own++;
    if (named.some((canary) => canary !== asker.canary) || answer.status >= 500)
      strayed.push(`${sent.method} ${sent.path} of ${asker.canary}: ${answer.status} ${named.join(' ')}`);
  });
  const rest = [...asking];
  await Promise.all(
    Array.from({ length: 3 * SOCKETS }, async () => {
      for (let next = rest.shift(); next; next = rest.shift()) await next();
    }),
  );
  expect(strayed).toEqual([]);
  // Else nothing could have strayed.
  expect(own).toBeGreaterThan(REQUESTS / 2);
}, 300_000);
