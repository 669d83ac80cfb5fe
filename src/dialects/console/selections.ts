// Selections and edits, from what was sent to what core knows.
import type { Type } from 'typebox';
import {
  ASSET_FIELDS,
  CoreError,
  type Edit,
  type Id,
  idOf,
  invalid,
  metadataOf,
  parseId,
  type Selection,
} from '../../core/index.ts';
import { parseFilters, parseSort } from '../../http/listing.ts';
import type { Edit as EditSchema, Selection as SelectionSchema } from './selection-schemas.ts';

type SentSelection = Type.Static<typeof SelectionSchema>;

const OF_LISTS = ['sort_by', 'sort_order', 'from', 'to'] as const;

/** Throws `invalid` naming what does not belong to the form of selection that it is. */
export function selectionOf(sent: SentSelection): Selection {
  const { assets, folders, query, except, trash } = sent;
  if (trash === true) {
    refuse(sent, ['assets', 'folders', 'query', ...OF_LISTS], 'the trash');
    return { type: 'trash', except: idsOf(except, 'except') };
  }
  const folderIds = idsOf(folders, 'folders');
  if (query !== undefined) {
    refuse(sent, ['assets'], 'a query');
    return {
      type: 'list',
      filters: inSelection(() => parseFilters(ASSET_FIELDS, query)),
      sort: parseSort(sent),
      from: sent.from === undefined ? undefined : idAt(sent.from, 'from'),
      to: sent.to === undefined ? undefined : idAt(sent.to, 'to'),
      except: idsOf(except, 'except'),
      folderIds,
    };
  }
  refuse(sent, [...OF_LISTS, 'except'], 'ids');
  return { type: 'entries', assetIds: idsOf(assets, 'assets'), folderIds };
}

function refuse(sent: SentSelection, fields: readonly (keyof SentSelection)[], form: string): void {
  const found = fields.find((field) => sent[field] !== undefined);
  if (found !== undefined) throw invalid(`selection.${found}`, `A selection of ${form} has no ${found}.`);
}

const idsOf = (texts: readonly string[] | undefined, field: string): Id[] =>
  (texts ?? []).map((text) => idAt(text, field));

function idAt(text: string, field: string): Id {
  const id = parseId(text);
  if (!id) throw invalid(`selection.${field}`, 'This is not an id.');
  return id;
}

/** The list names the filter at fault; here it stands further in. */
function inSelection<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof CoreError && error.code === 'invalid')
      throw invalid(`selection.query.${error.field ?? ''}`, error.message);
    throw error;
  }
}

export function editOfSent(sent: Type.Static<typeof EditSchema>): Edit {
  switch (sent.type) {
    case 'move': {
      const folderId = sent.folder === null ? null : idOf(sent.folder, 'Folder');
      return { type: 'move', folderId };
    }
    case 'tag':
      return { type: 'tag', add: sent.add ?? [], remove: sent.remove ?? [] };
    case 'patch':
      return {
        type: 'patch',
        ...(sent.is_public === undefined ? {} : { isPublic: sent.is_public }),
        ...(sent.description === undefined ? {} : { description: sent.description }),
        ...(sent.metadata === undefined ? {} : { metadata: metadataOf(sent.metadata, 'change.metadata') }),
      };
    default:
      return { type: sent.type };
  }
}
