// What others notice of a server process that is killed, or replaced, while it is at work.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../support/blobs.ts';
import { type Kind, type Node, openNodes } from '../support/nodes.ts';
import { runCommand } from '../support/process.ts';

const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

export function describeFailures(kind: Kind): void {
  describe(`nodes on ${kind} that`, () => {
    it('are killed under load lose nothing that was acknowledged, and keep no other from its work', async () => {
      await using nodes = await openNodes(kind);
      const all = await Promise.all([nodes.start(), nodes.start(), nodes.start()]);
      const [survivor, other, doomed] = all;
      const kept = new Map<string, string>();
      let isOver = false;
      const failures: unknown[] = [];
      const client = async (node: Node): Promise<void> => {
        for (let i = 0; !isOver; i++) {
          const bytes = randomBytes(20_000);
          try {
            kept.set((await node.upload(`f-${i}.bin`, bytes)).id, sha256Of(bytes));
          } catch (error) {
            if (node === doomed) return;
            failures.push(error);
          }
        }
      };
      const clients = all.flatMap((node) => [client(node), client(node), client(node)]);
      await pause(1_500);
      await doomed.server.kill();
      await pause(1_500);
      isOver = true;
      await Promise.all(clients);
      expect(failures).toEqual([]);
      expect(kept.size).toBeGreaterThan(0);
      for (const [id, sha256] of kept)
        expect(sha256Of(await bytesOf(await survivor.api(`/api/store/asset/${id}/content`)))).toBe(sha256);
      await Promise.all([survivor.server.stop(), other.server.stop()]);
      const { code, stdout, stderr } = await runCommand(['verify', '--json'], nodes.settings);
      expect([code, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout)).toMatchObject({ remaining: 0 });
    });

    it('are replaced one after the other are missed by nobody whose balancer heeds /readyz', async () => {
      await using nodes = await openNodes(kind);
      const delay = { VITRINE_STOP_DELAY_SECONDS: '5' };
      const live = await Promise.all([nodes.start(delay), nodes.start(delay)]);
      let isOver = false;
      const troubles: string[] = [];
      let done = 0;
      const client = async (first: number): Promise<void> => {
        for (let i = first; !isOver; i++) {
          const node = live[i % 2];
          if (!node) continue;
          try {
            const { id } = await node.upload(`f-${i}.bin`, randomBytes(5_000));
            const read = await (live[(i + 1) % 2] ?? node).api(`/api/store/asset/${id}`);
            if (read.status !== 200) troubles.push(`read ${read.status}`);
            done++;
          } catch (error) {
            troubles.push(`${error} ${error instanceof Error ? error.cause : ''}`);
          }
        }
      };
      const clients = Array.from({ length: 6 }, (_, i) => client(i));
      for (const index of [0, 1]) {
        await pause(500);
        const old = live[index];
        if (!old) throw new Error('there are two');
        const stopped = old.server.stop();
        await expect.poll(async () => (await old.api('/readyz')).status, { timeout: 4_500, interval: 20 }).toBe(503);
        // As a balancer does: whoever goes on sending may meet the moment in which the door closes.
        live[index] = live[1 - index] ?? old;
        live[index] = await nodes.start(delay);
        expect(await stopped).toBe(0);
      }
      await pause(500);
      isOver = true;
      await Promise.all(clients);
      expect(troubles).toEqual([]);
      expect(done).toBeGreaterThan(10);
    });
  });
}
