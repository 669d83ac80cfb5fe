// Going on with a bulk change in the background.
import type { InWorkspace } from './access.ts';
import type { Context } from './context.ts';
import type { Id } from './ids.ts';

/** For so long one job goes on, then another does: a change may outlive any process, and no process that ends waits long for it. */
const TURN_MS = 2_000;

/** Until it is done, or its turn is over. Any number may be at it. */
export async function runBulkChange({ write }: Context, workspace: InWorkspace, id: Id): Promise<void> {
  const endsAt = performance.now() + TURN_MS;
  while (await write.stepBulkChange(workspace, id)) {
    if (performance.now() < endsAt) continue;
    await write.queueBulkChange(workspace, id);
    return;
  }
}
