// `log`: what was done to an entry, in this dialect's words. What only other dialects know of is not told.
import { type Change, parseId } from '../../core/index.ts';
import { isoTime } from '../../http/times.ts';
import { ROOT_ID } from './ids.ts';

type Info = Record<string, unknown>;

/** Other types of events are no actions here. */
const ACTIONS: Partial<Record<Change['type'], string>> = {
  created: 'CREATED',
  trashed: 'DELETED',
  renamed: 'RENAMED',
  moved: 'MOVED',
  updated: 'UPDATED',
  replaced: 'REPLACED',
  restored: 'RESTORED',
};

/** The fields that clients of this dialect can change, by their names in core. */
const FIELDS = new Map([
  ['tags', 'tags'],
  ['metadataJson', 'meta'],
  ['expiresAt', 'expiry'],
]);

export const presentLog = (history: readonly Change[]) =>
  history.flatMap(({ at, type, actorName, info }) => {
    const action = ACTIONS[type];
    return action === undefined
      ? []
      : [{ timestamp: isoTime(at), username: actorName, action, info: infoOf(type, info) }];
  });

function infoOf(type: Change['type'], { name, from, to, fields }: Readonly<Info>): Info {
  switch (type) {
    case 'created':
      return typeof name === 'string' ? { name } : {};
    case 'renamed':
      return { from, to };
    case 'moved':
      return { from: folderId(from), to: folderId(to) };
    case 'updated': {
      const known = Array.isArray(fields) ? fields.flatMap((field) => FIELDS.get(field) ?? []) : [];
      return known.length > 0 ? { fields: known } : {};
    }
    default:
      return {};
  }
}

const folderId = (id: unknown): string => (typeof id === 'string' ? (parseId(id) ?? ROOT_ID) : ROOT_ID);
