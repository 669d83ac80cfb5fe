// Selections and changes as they are sent and answered.
import { Type } from 'typebox';
import { ASSET_FIELDS, MOST_EXCEPTIONS, MOST_SELECTED_IDS } from '../../core/index.ts';
import { sortParameters } from '../../http/listing.ts';
import { nullable } from '../../http/nullable.ts';

const ids = (most: number) => Type.Array(Type.String(), { maxItems: most });
const EXACT = { additionalProperties: false };

/** Which of the three forms it is, is for `selectionOf` to find, so that what is wrong with it is named. */
export const Selection = Type.Object(
  {
    assets: Type.Optional(ids(MOST_SELECTED_IDS)),
    folders: Type.Optional(ids(MOST_SELECTED_IDS)),
    query: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Unsafe<unknown>({ anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }),
        {
          description: 'Filters of the list of assets, each as in its address; empty: all assets.',
        },
      ),
    ),
    ...sortParameters(ASSET_FIELDS),
    from: Type.Optional(Type.String({ description: 'The first asset of a range in that order.' })),
    to: Type.Optional(Type.String({ description: 'The last one.' })),
    except: Type.Optional(ids(MOST_EXCEPTIONS)),
    trash: Type.Optional(Type.Boolean({ description: 'All that was put into the trash.' })),
  },
  {
    ...EXACT,
    title: 'Selection',
    description: 'Ids (`assets`, `folders`), or a `query` with `folders` beside it, or the `trash`.',
  },
);

export const SelectionSize = Type.Object(
  {
    assets: Type.Integer(),
    folders: Type.Integer(),
    size: Type.Integer({ description: 'Bytes, with those in the folders.' }),
  },
  { title: 'SelectionSize' },
);

const Tags = Type.Array(Type.String(), { maxItems: 250 });

export const Edit = Type.Union(
  [
    Type.Object({ type: Type.Literal('move'), folder: nullable(Type.String()) }, EXACT),
    Type.Object({ type: Type.Literal('tag'), add: Type.Optional(Tags), remove: Type.Optional(Tags) }, EXACT),
    Type.Object(
      {
        type: Type.Literal('patch'),
        is_public: Type.Optional(Type.Boolean({ description: 'Of assets alone.' })),
        description: Type.Optional(nullable(Type.String())),
        metadata: Type.Optional(
          Type.Object({}, { additionalProperties: true, description: 'Changes single keys; null removes one.' }),
        ),
      },
      EXACT,
    ),
    Type.Object({ type: Type.Literal('trash') }, EXACT),
    Type.Object({ type: Type.Literal('restore') }, EXACT),
    Type.Object({ type: Type.Literal('purge') }, EXACT),
  ],
  { title: 'Edit' },
);

export const ChangeWrite = Type.Object({ selection: Selection, change: Edit }, { ...EXACT, title: 'ChangeWrite' });

const Time = Type.String({ format: 'date-time', description: 'ISO 8601 with milliseconds and `Z`.' });

export const ChangeRead = Type.Object(
  {
    id: Type.String(),
    type: Type.String({ enum: ['move', 'tag', 'patch', 'trash', 'restore', 'purge'] }),
    state: Type.String({ enum: ['running', 'done', 'undoing', 'undone'] }),
    total: Type.Integer({ description: 'Assets and folders; once it is taken back, those to be taken back.' }),
    done: Type.Integer({ description: 'Those that are done with, the failed ones among them.' }),
    failed: Type.Integer(),
    failures: Type.Array(Type.Object({ id: Type.String(), name: nullable(Type.String()), reason: Type.String() }), {
      description: 'The first hundred.',
    }),
    is_undoable: Type.Boolean(),
    created: Time,
    finished: nullable(Time),
  },
  { title: 'ChangeRead' },
);
export const ChangeList = Type.Object({ items: Type.Array(ChangeRead) }, { title: 'ChangeList' });
