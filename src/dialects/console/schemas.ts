// What requests and answers look like.
import { Type } from 'typebox';
import { nullable } from '../../http/nullable.ts';
import { positionPageOf } from '../../http/positions.ts';

export { Problem, problems } from '../../http/fastapi-errors.ts';

const Time = Type.String({ format: 'date-time', description: 'ISO 8601 with milliseconds and `Z`.' });

export const SignIn = Type.Object(
  {
    email: Type.String({ minLength: 1, maxLength: 320 }),
    password: Type.String({ minLength: 1, maxLength: 1024 }),
  },
  { title: 'SignIn' },
);

export const SessionRead = Type.Object(
  {
    user: nullable(Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() })),
    workspace: Type.Object({ id: Type.String(), name: Type.String() }),
    role: nullable(Type.String({ description: 'Of the person.' })),
    scopes: Type.Array(Type.String()),
    grants: Type.Array(Type.String(), { description: 'What the scopes allow here.' }),
    is_instance_admin: Type.Boolean(),
    expires_at: nullable(Time),
  },
  { title: 'SessionRead' },
);

export const AccountWrite = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 200, description: 'Empty: the e-mail address takes its place.' })),
  },
  { additionalProperties: false, title: 'AccountWrite' },
);

const Ref = Type.String({ maxLength: 200, description: '`user:ID` or `key:ID`.' });
export const ActorQuery = Type.Object({
  refs: Type.Union([Ref, Type.Array(Ref, { maxItems: 100 })], { description: 'Several: the parameter repeated.' }),
});
export const ActorRows = Type.Object(
  { items: Type.Array(Type.Object({ ref: Type.String(), type: Type.String(), name: Type.String() })) },
  { title: 'ActorRows' },
);

const Title = nullable(Type.String({ description: 'Null: it has none of its own.' }));
export const TitleWrite = Type.Object({ title: Title }, { additionalProperties: false, title: 'TitleWrite' });
export const TitleRead = Type.Object(
  { title: Title, shown: Type.String({ description: 'The title, or the name without its extension.' }) },
  { title: 'TitleRead' },
);

export const File = Type.Unsafe<unknown>({ type: 'string', format: 'binary' });

export const IdParams = Type.Object({ id: Type.String() });

const Thumbhash = nullable(
  Type.String({
    description: 'A blurred placeholder, base64 (github.com/evanw/thumbhash); null where there is none yet.',
  }),
);

const Kind = Type.Union([
  Type.Literal('image'),
  Type.Literal('video'),
  Type.Literal('audio'),
  Type.Literal('pdf'),
  Type.Literal('document'),
]);

const AssetRow = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: Kind,
    mime_type: Type.String(),
    extension: Type.String(),
    size: Type.Integer({ description: 'Bytes.' }),
    width: nullable(Type.Integer()),
    height: nullable(Type.Integer()),
    duration: nullable(Type.Number({ description: 'Seconds.' })),
    page_count: nullable(Type.Integer()),
    thumbhash: Thumbhash,
    has_thumbnail: Type.Boolean(),
    is_pending: Type.Boolean({
      description: 'Its file was not looked at yet, so that there may be a thumbnail later.',
    }),
    folder: nullable(Type.String()),
    folder_path: Type.String({ description: '`/Press/2026`; `/` for the top level.' }),
    vault: nullable(Type.String({ description: 'The vault it lies in.' })),
    tags: Type.Array(Type.String()),
    is_public: Type.Boolean(),
    version: Type.Integer(),
    created: Time,
    updated: Time,
  },
  { title: 'AssetRow' },
);
export const AssetRows = positionPageOf(AssetRow, 'AssetRows');

const FolderRow = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    parent: nullable(Type.String()),
    path: Type.String({ description: 'From the top level, each name after a slash.' }),
    description: nullable(Type.String()),
    asset_count: Type.Integer({ description: 'Directly in the folder.' }),
    folder_count: Type.Integer({ description: 'Directly in the folder.' }),
    size: Type.Integer({ description: 'Bytes of all assets at any depth.' }),
    vault: nullable(Type.String({ description: 'Its id, where the folder is a vault.' })),
    created: Time,
    updated: Time,
  },
  { title: 'FolderRow' },
);
export const FolderRows = positionPageOf(FolderRow, 'FolderRows');

const EntryType = Type.Union([Type.Literal('asset'), Type.Literal('folder')]);

const TrashRow = Type.Object(
  {
    type: EntryType,
    id: Type.String(),
    name: Type.String(),
    kind: nullable(Kind),
    size: Type.Integer({ description: 'Bytes, of a folder those of all that went with it.' }),
    thumbhash: Thumbhash,
    has_thumbnail: Type.Boolean(),
    from: Type.String({ description: 'The path of the folder it lay in.' }),
    trashed_at: Time,
    purge_at: nullable(Time),
  },
  { title: 'TrashRow' },
);
export const TrashRows = positionPageOf(TrashRow, 'TrashRows');

export const TagQuery = Type.Object({
  starts: Type.Optional(
    Type.String({ maxLength: 255, description: 'As typed, in lower case, in upper case or capitalised.' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 250, default: 100 })),
});
export const TagRows = Type.Object(
  { items: Type.Array(Type.Object({ tag: Type.String(), assets: Type.Integer({ description: 'That have it.' }) })) },
  { title: 'TagRows' },
);

export const NamesQuery = Type.Object(
  {
    folder: Type.Optional(nullable(Type.String({ description: 'Null: the top level.' }))),
    names: Type.Array(Type.String({ minLength: 1, maxLength: 1024 }), { maxItems: 1000 }),
  },
  { title: 'Names' },
);
export const TakenNames = Type.Object(
  {
    taken: Type.Array(
      Type.Object({
        sent: Type.String({ description: 'The name that was asked for.' }),
        name: Type.String({ description: 'As it is written there.' }),
        type: EntryType,
        id: Type.String(),
        size: Type.Integer({ description: 'Bytes.' }),
        sha256: nullable(Type.String({ description: 'Of an asset.' })),
      }),
    ),
  },
  { title: 'TakenNames' },
);
