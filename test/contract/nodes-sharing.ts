// What holds between several server processes on the same stores, whatever these are: any request may go to any of them.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../support/blobs.ts';
import { type Kind, type Node, type Nodes, openNodes } from '../support/nodes.ts';
import { formWith } from '../support/server.ts';
import { CHANNEL } from '../support/vaults.ts';

const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
const POST = (json: unknown) => ({ method: 'POST', json });

/** A node refuses what another has taken back, where it is asked for a second after that or later. */
async function refused(node: Node, path: string, init: Parameters<Node['api']>[1], status: number): Promise<void> {
  const takenBackAt = performance.now();
  for (;;) {
    const askedAfterMs = performance.now() - takenBackAt;
    if ((await node.api(path, init)).status === status) return;
    expect(askedAfterMs).toBeLessThan(1_000);
    await pause(50);
  }
}

export function describeSharing(kind: Kind): void {
  describe(`nodes on ${kind}`, () => {
    let nodes: Nodes;
    let a: Node;
    let b: Node;
    beforeAll(async () => {
      nodes = await openNodes(kind);
      [a, b] = await Promise.all([nodes.start(), nodes.start()]);
    });
    afterAll(() => nodes[Symbol.asyncDispose]());

    it('show at once what another has taken in: in lists, search, downloads and pictures', async () => {
      const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
        .png()
        .toBuffer();
      const { id } = await a.upload('unheard-of.png', picture);
      const listed = await b.json<{ items: { id: string }[] }>('/api/store/asset/?name=unheard-of.png');
      expect(listed.items.map((item) => item.id)).toEqual([id]);
      const found = await b.json<{ items: { id: string }[] }>('/api/store/asset/?search=unheard');
      expect(found.items.map((item) => item.id)).toEqual([id]);
      expect(await bytesOf(await b.api(`/api/store/asset/${id}/content`))).toEqual(picture);
      for (const node of [b, a]) {
        const thumbnail = await node.api(`/api/store/asset/${id}/thumbnail`);
        expect(thumbnail.status).toBe(200);
        expect((await sharp(await bytesOf(thumbnail)).metadata()).width).toBe(320);
      }
    });

    it('go on with a zip that another has broken off, byte for byte', async () => {
      const ids: string[] = [];
      for (let i = 0; i < 12; i++) ids.push((await a.upload(`${i}.bin`, randomBytes(200_000 + i))).id);
      const path = `/api/store/asset/download?${ids.map((id) => `id=${id}`).join('&')}`;
      const whole = await a.api(path);
      const etag = whole.headers.get('etag') ?? '';
      expect(etag).toMatch(/^"/);
      const bytes = await bytesOf(whole);
      const rest = await b.api(path, { headers: { range: `bytes=${1_234_567}-`, 'if-range': etag } });
      expect([rest.status, rest.headers.get('etag')]).toEqual([206, etag]);
      expect(sha256Of(Buffer.concat([bytes.subarray(0, 1_234_567), await bytesOf(rest)]))).toBe(sha256Of(bytes));
    });

    it('refuse within a second what was taken back at another: a key, a share, a signed URL', async () => {
      const { id } = await a.upload('a.txt', 'a');

      const { id: keyId, key } = await a.json<{ id: string; key: string }>(
        '/api/admin/api-keys',
        POST({ label: 'short-lived', scopes: ['store:read'] }),
      );
      expect((await b.api(`/api/store/asset/${id}`, { key })).status).toBe(200);
      expect((await a.api(`/api/admin/api-keys/${keyId}`, { method: 'DELETE' })).status).toBeLessThan(300);
      await refused(b, `/api/store/asset/${id}`, { key }, 401);

      const share = await a.json<{ id: string; token: string }>('/api/share', POST({ asset: id }));
      expect((await b.api(`/s/${share.token}/download`, { key: null })).status).toBe(200);
      expect((await a.api(`/api/share/${share.id}`, { method: 'DELETE' })).status).toBeLessThan(300);
      await refused(b, `/s/${share.token}/download`, { key: null }, 404);

      const vault = await a.json<{ id: string; slug: string }>(
        '/api/v1/vaults',
        POST({ name: 'Signed', slug: `v-${randomBytes(6).toString('hex')}`, visibility: 'signed' }),
      );
      const { key: secret } = await a.json<{ key: string }>(
        `/api/v1/vaults/${vault.id}/keys`,
        POST({ label: 's', type: 'secret' }),
      );
      const body = formWith('f.txt', 'f', CHANNEL);
      expect((await a.api(`/api/v1/vaults/${vault.id}/assets`, { method: 'POST', body })).status).toBe(201);
      const path = `${CHANNEL.partition}/${CHANNEL.collection}/${CHANNEL.channel}/f.txt`;
      const { url } = await a.json<{ url: string }>('/v1/urls/sign', {
        ...POST({ path, expires_at: new Date(Date.now() + 600_000).toISOString() }),
        key: secret,
      });
      const { pathname, search } = new URL(url);
      expect((await b.api(pathname + search, { key: null })).status).toBe(200);
      await a.json('/v1/urls/revoke', { ...POST({ path }), key: secret });
      await refused(b, pathname + search, { key: null }, 403);
    });

    it('make one asset of a request that is repeated at all of them', async () => {
      const all = [a, b] as const;
      const headers = { 'idempotency-key': 'once' };
      const answers = await Promise.allSettled(
        Array.from({ length: 8 }, async (_, i) => all[i % 2]?.upload('once.bin', 'the same', headers)),
      );
      const ids = new Set(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value?.id : 'failed')));
      expect(ids.size).toBe(1);
      const { items } = await all[0].json<{ items: unknown[] }>('/api/store/asset/?name=once.bin');
      expect(items).toHaveLength(1);
    });

    it('count wrong passwords together', async () => {
      const all = [a, b] as const;
      const statuses = await Promise.all(
        Array.from({ length: 30 }, async (_, i) => {
          const body = new URLSearchParams({ username: 'who@example.com', password: `guess ${i}` });
          return (await all[i % 2]?.api('/api/login/access-token', { method: 'POST', body, key: null }))?.status;
        }),
      );
      expect(statuses.filter((status) => status === 401)).toHaveLength(10);
      expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    });

    it('start together on an empty database', async () => {
      await using fresh = await openNodes(kind);
      const all = await Promise.all([fresh.start(), fresh.start(), fresh.start()]);
      for (const node of all) expect((await node.api('/readyz')).status).toBe(200);
      const { id } = await all[0].upload('a.txt', 'a');
      for (const node of all) expect((await node.api(`/api/store/asset/${id}`)).status).toBe(200);
    });

    it('do every job once, those of a killed worker again', async () => {
      await using fresh = await openNodes(kind);
      const quiet = { VITRINE_WORKER: 'false' };
      const [doomed, server] = await Promise.all([fresh.start(), fresh.start(quiet)]);
      const ids: string[] = [];
      for (let i = 0; i < 20; i++) ids.push((await server.upload(`${i}.txt`, `text number ${i}`)).id);
      await doomed.server.kill();
      await fresh.start();
      for (const id of ids)
        await expect
          .poll(async () => (await server.json<{ state: string }>(`/api/store/asset/${id}/facts`)).state, {
            timeout: 150_000,
            interval: 250,
          })
          .not.toBe('pending');
    });
  });
}
