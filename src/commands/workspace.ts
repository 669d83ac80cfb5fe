// The argument that names a workspace, the same for every command that takes one.
import { type Core, type Id, invalid, parseId } from '../core/index.ts';

export const workspaceArgument = {
  type: 'string',
  description: 'Id of the workspace; the first one when absent.',
} as const;

/** Throws `invalid`. Whether there is such a workspace is not asked. */
export function workspaceId(core: Core, text: string | undefined): Id {
  if (text === undefined) return core.instance.workspace.id;
  const id = parseId(text);
  if (!id) throw invalid('workspace', 'This is not the id of a workspace.');
  return id;
}
