// Who asks: nobody in several disguises, members with less and more rights, and others from elsewhere.
import { setTimeout as pause } from 'node:timers/promises';
import type { Id } from '../../src/core/index.ts';
import type { Need } from './routes/row.ts';
import type { Workspace } from './workspaces.ts';

/** Without a credential that is worth anything. */
export const NOBODIES = ['none', 'malformed', 'revoked', 'expired', 'shareHolder'] as const;
/** Of the workspace that things are asked of. */
export const MEMBERS = ['reader', 'writer', 'admin', 'session'] as const;
/** Of another one, of which all of it is foreign. */
export const STRANGERS = ['stranger', 'strangerSession'] as const;
export type Actor =
  | (typeof NOBODIES)[number]
  | (typeof MEMBERS)[number]
  | (typeof STRANGERS)[number]
  | 'prober'
  | 'bound'
  | 'vaultKey';
export const ACTORS: readonly Actor[] = [...NOBODIES, ...MEMBERS, ...STRANGERS, 'prober', 'bound', 'vaultKey'];

const PEOPLE: readonly Actor[] = ['session', 'strangerSession'];
const EVERYTHING: readonly Actor[] = ['admin', 'session', 'stranger', 'strangerSession', 'prober'];

/** Who has the right to such things at all. */
export function has(actor: Actor, need: Need): boolean {
  if (need === 'open') return true;
  if ((NOBODIES as readonly Actor[]).includes(actor) || need === 'instance') return false;
  if (need === 'any') return true;
  if (need === 'person') return PEOPLE.includes(actor);
  if (EVERYTHING.includes(actor)) return true;
  if (actor === 'reader') return need === 'read' || need === 'libraries';
  if (actor === 'writer') return need === 'write';
  if (actor === 'bound') return need === 'read' || need === 'libraries' || need === 'write' || need === 'share';
  return actor === 'vaultKey' && (need === 'read' || need === 'write');
}

export type Credentials = Readonly<Record<string, string>>;

/** The headers of each. */
export async function credentialsOf(
  ours: Workspace,
  strangers: Workspace,
  origin: string,
  revoke: (id: Id) => Promise<unknown>,
): Promise<Record<Actor, Credentials>> {
  const bearer = (token: string): Credentials => ({ authorization: `Bearer ${token}` });
  const soon = Date.now() + 2_000;
  const expired = await ours.key(['admin'], { expiresAt: soon });
  const revoked = await ours.key(['admin']);
  await revoke(revoked.id);
  const vault = (await ours.another('vault')) as Id;
  const bound = await ours.key(['assets:read', 'assets:write', 'store:share'], { vaultId: vault });
  const own = await ours.key(['vaults:read', 'vaults:write'], { vaultId: (await ours.the('vault')) as Id });
  const cookie = async (workspace: Workspace) => ({ cookie: await workspace.signIn(), origin });
  const credentials = {
    none: {},
    malformed: { authorization: 'Bearer vk_', 'x-api-key': "' OR 1=1" },
    revoked: bearer(revoked.token),
    expired: bearer(expired.token),
    // Of a share of the same workspace: neither its token nor a cookie that was given for it is good elsewhere.
    shareHolder: await shareHolder(ours),
    reader: bearer((await ours.key(['assets:read'])).token),
    writer: bearer((await ours.key(['assets:write'])).token),
    admin: bearer(ours.adminKey),
    session: await cookie(ours),
    stranger: bearer(strangers.adminKey),
    strangerSession: await cookie(strangers),
    // Who would hear by preconditions whether there is something.
    prober: { ...bearer(strangers.adminKey), 'if-none-match': '*', range: 'bytes=0-0' },
    bound: bearer(bound.token),
    vaultKey: bearer(own.token),
  };
  await pause(Math.max(0, soon - Date.now()) + 1);
  return credentials;
}

async function shareHolder(ours: Workspace): Promise<Credentials> {
  const token = await ours.another('lockedToken');
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await ours.send({
    method: 'POST',
    path: `/s/${token}`,
    headers: type,
    body: 'password=correct%20horse',
  });
  const cookie = answer.headers['set-cookie']?.at(0)?.split(';')[0] ?? '';
  if (cookie === '') throw new Error(`the share was not opened: ${answer.status}`);
  return { cookie, authorization: `Bearer ${token}` };
}
