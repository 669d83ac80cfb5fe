// Damage that one of several nodes finds on S3, where nothing is taken aside: all of them refuse it, until the right bytes come in again.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
import { sha256Of } from '../support/blobs.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';

const LATER_MS = 40 * 24 * 60 * 60_000;
const MINUTES_MS = 10 * 60_000;
/** The scrub is begun by the test alone. */
const QUIET = { VITRINE_WORKER: 'false' };

/** Another node on the same stores, with a folder of its own. */
function startBeside({ settings }: TestServer): Promise<TestServer> {
  const { VITRINE_DATA: _own, ...shared } = settings;
  return startTestServer({ isEmbedded: true, settings: { ...shared, ...QUIET } });
}

async function replaceInStore({ core }: TestServer, sha256: string, bytes: Uint8Array): Promise<void> {
  await using writer = await core.blobs.create();
  await writer.write(bytes);
  await writer.commit(sha256);
}

const statusesOf = (nodes: readonly TestServer[], id: string, headers: Record<string, string> = {}) =>
  Promise.all(
    nodes.map(async (node) => {
      const answer = await node.api(`/api/store/asset/${id}/content`, { headers });
      await answer.arrayBuffer().catch(() => undefined);
      return answer.status;
    }),
  );

const hashesOf = (nodes: readonly TestServer[], id: string) =>
  Promise.all(
    nodes.map(async (node) =>
      sha256Of(new Uint8Array(await (await node.api(`/api/store/asset/${id}/content`)).arrayBuffer())),
    ),
  );

describe('two nodes on PostgreSQL and S3', () => {
  it('have one that scrubs, refuse both what it finds damaged, and have it mended by an upload to either', async () => {
    await using one = await startTestServer({ settings: QUIET });
    await using other = await startBeside(one);
    const nodes = [one, other];
    // One that is kept in memory once it was read, one that is put there in a single request, and one that comes in parts.
    const files = await Promise.all(
      [2_000, 300_000, 9 * 1024 * 1024].map(async (sizeBytes) => {
        const bytes = randomBytes(sizeBytes);
        const { id } = await one.upload(`${sizeBytes}.bin`, bytes);
        return { id, bytes, sha256: sha256Of(bytes) };
      }),
    );
    const sound = await one.upload('sound.bin', randomBytes(3_000));
    for (const { id, sha256 } of files) expect(await hashesOf(nodes, id)).toEqual([sha256, sha256]);
    await one.core.scrubBlobs({ share: 1 });
    for (const { sha256, bytes } of files)
      await replaceInStore(one, sha256, bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1));

    const claimed = await Promise.all(nodes.map(({ core }) => core.claimTask('scrub', MINUTES_MS, 0)));
    expect(claimed.filter((isMine) => isMine)).toHaveLength(1);
    const scrubbing = claimed[0] ? one : other;
    const told: string[] = [];
    const tell = ({ sha256 }: { readonly sha256: string }) => told.push(sha256);
    const [claimedMeanwhile] = await Promise.all([
      other.core.claimTask('scrub', MINUTES_MS, 0),
      scrubbing.core.scrubBlobs({ share: 1, now: Date.now() + LATER_MS, tell }),
    ]);
    expect(claimedMeanwhile).toBe(false);
    expect(told.toSorted()).toEqual(files.map(({ sha256 }) => sha256).toSorted());

    for (const { id } of files) {
      expect(await statusesOf(nodes, id)).toEqual([500, 500]);
      expect(await statusesOf(nodes, id, { range: 'bytes=0-9' })).toEqual([500, 500]);
    }
    expect(await statusesOf(nodes, sound.id)).toEqual([200, 200]);
    for (const { core } of nodes) expect((await core.getFigures(SYSTEM)).scrub).toMatchObject({ damaged: 3, found: 3 });

    for (const [index, { id, bytes, sha256 }] of files.entries()) {
      const node = nodes[index % 2] ?? one;
      // As another file, or as the new content of the same one.
      if (index === 1)
        await node.json(`/api/store/asset/${id}/content`, { method: 'PUT', body: formWith('again.bin', bytes) });
      else await node.upload('again.bin', bytes);
      expect(await hashesOf(nodes, id)).toEqual([sha256, sha256]);
    }
    for (const { core } of nodes) {
      expect(await core.listKnownDamage(SYSTEM, 10)).toEqual([]);
      expect((await core.getFigures(SYSTEM)).scrub).toMatchObject({ damaged: 0, found: 3, mended: 3 });
    }
    expect(await other.core.verifyLibrary()).toMatchObject({ remaining: 0 });
  });
});
