// What this process tells of itself.
import { statfs } from 'node:fs/promises';
import packageFacts from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';
import type { Core } from '../core/index.ts';
import type { NodeState } from '../http/node-state.ts';

/** `requests`: of its last hour. */
export const nodeState = (config: Config, core: Core, requests: NodeState['requests']): NodeState => ({
  version: packageFacts.version,
  startedAt: Date.now(),
  database: core.engine.kind,
  blobs: config.s3 === undefined ? 'disk' : 's3',
  async disk() {
    const { bavail, blocks, bsize } = await statfs(config.dataFolder);
    // Some network file systems do not tell their size.
    return blocks === 0 ? undefined : { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  },
  requests,
});
