// `vitrine key`: API keys of a workspace, made and revoked on the machine itself.
import { defineCommand } from 'citty';
import { openCore } from '../app/library.ts';
import { readConfig } from '../config.ts';
import { invalid, type Key, parseId, SYSTEM } from '../core/index.ts';
import { jsonArgument, print, tellingRefusals } from './output.ts';
import { workspaceArgument, workspaceId } from './workspace.ts';

const create = defineCommand({
  meta: { name: 'create', description: 'Make a key. It is shown once.' },
  args: {
    label: { type: 'string', description: 'What the key is for.', required: true },
    scopes: { type: 'string', description: 'Comma-separated; `admin` grants everything.', default: 'admin' },
    expires: { type: 'string', description: 'Date or time after which it is not valid any more.' },
    workspace: workspaceArgument,
    json: jsonArgument,
  },
  run: ({ args }) =>
    tellingRefusals(async () => {
      await using opened = await openCore(readConfig());
      const { key: made, token } = await opened.core.createKey(SYSTEM, {
        workspaceId: workspaceId(opened.core, args.workspace),
        label: args.label,
        scopes: args.scopes.split(',').map((scope) => scope.trim()),
        expiresAt: args.expires === undefined ? null : moment(args.expires),
      });
      print(args.json, { ...shown(made), key: token }, () => token);
    }),
});

const list = defineCommand({
  meta: { name: 'list', description: 'Show the keys of a workspace.' },
  args: { workspace: workspaceArgument, json: jsonArgument },
  run: ({ args }) =>
    tellingRefusals(async () => {
      await using opened = await openCore(readConfig());
      const keys = await opened.core.listKeysOfWorkspace(workspaceId(opened.core, args.workspace));
      print(args.json, keys.map(shown), () =>
        keys.map((one) => [one.id, `${one.prefix}…`, one.label, one.scopes.join(',')].join('  ')).join('\n'),
      );
    }),
});

const revoke = defineCommand({
  meta: { name: 'revoke', description: 'Take a key back; it stops working at once.' },
  args: { id: { type: 'positional', description: 'Id of the key.', required: true }, json: jsonArgument },
  run: ({ args }) =>
    tellingRefusals(async () => {
      await using opened = await openCore(readConfig());
      const id = parseId(args.id);
      if (!id) throw invalid('id', 'This is not the id of a key.');
      await opened.core.revokeApiKey(SYSTEM, id);
      print(args.json, { id, revoked: true }, () => `Revoked ${id}.`);
    }),
});

export const key = defineCommand({
  meta: { name: 'key', description: 'Make, show and revoke API keys.' },
  subCommands: { create, list, revoke },
});

function moment(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid('expires', 'This is not a date.');
  return at;
}

const shown = (one: Key) => ({
  id: one.id,
  label: one.label,
  type: one.type,
  scopes: one.scopes,
  created: new Date(one.createdAt).toISOString(),
  expires: one.expiresAt === null ? null : new Date(one.expiresAt).toISOString(),
  last_used: one.lastUsedAt === null ? null : new Date(one.lastUsedAt).toISOString(),
});
