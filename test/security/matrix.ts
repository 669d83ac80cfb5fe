// One request of the table as one actor, about things in one relation to it; and what is to be answered.
import { type Actor, type Credentials, has, NOBODIES, STRANGERS } from './actors.ts';
import { type Answer, type Client, FORM_TYPE, formText } from './client.ts';
import type { Row } from './routes/row.ts';
import { neverThere, spelled, THINGS, type Thing, type Workspace } from './workspaces.ts';

/** `crossed`: one thing is another workspace's, all others are own; `holed` the same with one that never was. */
export type Relation = 'own' | 'trashed' | 'foreign' | 'missing' | `crossed ${Thing}` | `holed ${Thing}`;
export type Values = Readonly<Partial<Record<Thing, string>>>;

const PLACE = /\{(\w+)(?:\.(\w+))?\}/g;

/** The things a row is about, in its order. */
function thingsOf({ at, json, headers }: Row): Thing[] {
  const text = at + JSON.stringify(json ?? '') + JSON.stringify(headers ?? '');
  const names = new Set(Array.from(text.matchAll(PLACE), ([, name]) => name));
  return THINGS.filter((thing) => names.has(thing)).sort((a, b) => text.indexOf(`{${a}`) - text.indexOf(`{${b}`));
}

const encode = (value: string): string => encodeURIComponent(value);
let made = 0;
/** `{new}` is a name that nothing has had. */
const fill = (text: string, values: Values, write: (value: string) => string = (value) => value): string =>
  text.replace(PLACE, (_all, name: Thing | 'new', spelling?: string) =>
    name === 'new' ? `new-${++made}` : write(spelled(values[name] ?? '', spelling)),
  );

export async function ask(client: Client, method: string, row: Row, credentials: Credentials, values: Values) {
  const { json, fields, text } = row;
  const extra = Object.fromEntries(
    Object.entries(row.headers ?? {}).map(([name, value]) => [
      name,
      fill(value, values).replace(/\[(.*?)\]/g, (_all, inner: string) => btoa(inner)),
    ]),
  );
  const body =
    json !== undefined
      ? { headers: { 'content-type': 'application/json' }, body: fill(JSON.stringify(json), values) }
      : fields !== undefined
        ? { headers: { 'content-type': FORM_TYPE }, body: formText(`sent-${++made}.txt`, 'sent', fields) }
        : text !== undefined
          ? { headers: { 'content-type': text[0] }, body: text[1] }
          : { headers: {}, body: undefined };
  return client.send({
    method,
    path: fill(row.at, values, encode),
    headers: { ...credentials, ...extra, ...body.headers },
    body: body.body,
  });
}

/** An answer without the things that its request named. */
export function withoutNamed({ status, headers, body }: Answer, values: Values): Answer {
  const spellings = Object.entries(values).flatMap(([thing, value]) =>
    [
      value,
      ...['uuid', 'asset', 'vault', 'key'].flatMap((spelling) =>
        /^[0-9a-f]{24}$/.test(value) ? [spelled(value, spelling)] : [],
      ),
    ]
      .flatMap((text) => [text, encode(text)])
      .map((text): [string, string] => [text, `<${thing}>`]),
  );
  const clean = (text: string): string => spellings.reduce((rest, [from, to]) => rest.replaceAll(from, to), text);
  return { status, headers: JSON.parse(clean(JSON.stringify(headers))), body: clean(body) };
}

/** Credentials are not looked at where none is needed: so many show that. */
const DIFFERENT: readonly Actor[] = ['none', 'malformed', 'shareHolder', 'admin', 'session'];

/** Which relations an actor is tried in. */
export function relationsOf(actor: Actor, row: Row): Relation[] {
  const things = thingsOf(row);
  const [first] = things;
  if (actor === 'prober') return first === undefined || row.need === 'open' ? [] : ['foreign', 'missing'];
  if (row.need === 'open' && !DIFFERENT.includes(actor)) return [];
  if (first === undefined) return isStranger(actor) && row.need !== 'open' ? ['missing'] : ['own'];
  const canMix = things.length > 1 && first !== 'lockedToken' && row.isPublic !== true;
  const mixed = canMix ? things.flatMap((thing): Relation[] => [`crossed ${thing}`, `holed ${thing}`]) : [];
  // What is open to all by its own address is no secret of a workspace: the address is.
  if (row.need === 'open') return actor === 'none' ? ['own', 'missing', ...mixed] : ['own'];
  if (isNobody(actor)) return actor === 'none' ? ['own', 'foreign', 'missing'] : ['own'];
  if (isStranger(actor)) return ['foreign', 'missing'];
  const hasTrash = TRASHABLE.includes(first) && actor !== 'vaultKey';
  const more: Relation[] = actor === 'admin' ? mixed : [];
  return ['own', 'foreign', 'missing', ...more, ...(hasTrash ? (['trashed'] as const) : [])];
}

const TRASHABLE: readonly Thing[] = ['asset', 'assetKey', 'assetName', 'folder', 'folderName', 'vaultAsset'];

export function expectedOf(actor: Actor, row: Row, relation: Relation): number {
  const { need, own = 200, trashed = 404, foreign = 404, lacking = 403 } = row;
  const hasThings = thingsOf(row).length > 0;
  const isOwn = relation === 'own' || !hasThings;
  if (need !== 'open') {
    const isAbsent = hasThings && (relation === 'missing' || relation === 'trashed');
    if (actor === 'none' || (row.noSessions === true && isSession(actor)))
      return (isAbsent ? row.absent : undefined) ?? 401;
    if (isNobody(actor)) return 401;
    if (!has(actor, need)) return isOwn && row.isCreators !== true ? 403 : lacking;
    if (row.isCreators === true && actor !== 'admin') return foreign;
    if (actor === 'bound') return row.bound ?? (hasThings ? foreign : own);
  }
  if (isOwn) return (actor === 'vaultKey' ? row.vaultKey : row.as?.[actor]) ?? own;
  if (relation === 'trashed') return trashed;
  const [, thing] = relation.split(' ') as [string, Thing?];
  return (thing === undefined ? undefined : row.mixed?.[thing]) ?? foreign;
}

const isSession = (actor: Actor): boolean => actor === 'session' || actor === 'strangerSession';
const isNobody = (actor: Actor): boolean => (NOBODIES as readonly Actor[]).includes(actor);
export const isStranger = (actor: Actor): boolean =>
  actor === 'prober' || (STRANGERS as readonly Actor[]).includes(actor);

/** Things in that relation; `missing` and `holed` get ones that are as long as the real ones. */
export async function valuesFor(
  relation: Relation,
  row: Row,
  { ours, theirs, isSpent }: { ours: Workspace; theirs: Workspace; isSpent: boolean },
): Promise<Values> {
  const entries = await Promise.all(
    thingsOf(row).map(async (thing): Promise<[Thing, string]> => {
      const stays = thing === 'workspace' || thing === 'slug' || (thing === 'vault' && thingsOf(row).length > 1);
      const own = () => (isSpent && !stays ? ours.another(thing) : ours.the(thing));
      if (relation === 'own') return [thing, await own()];
      if (relation === 'trashed' && thing === thingsOf(row)[0]) return [thing, await ours.trashed(thing, isSpent)];
      if (relation === 'foreign') return [thing, await theirs.the(thing)];
      if (relation === 'missing') return [thing, neverThere(await theirs.the(thing))];
      if (relation === `crossed ${thing}`) return [thing, await theirs.the(thing)];
      if (relation === `holed ${thing}`) return [thing, neverThere(await theirs.the(thing))];
      return [thing, await own()];
    }),
  );
  return Object.fromEntries(entries);
}
