// What requests and answers of this dialect look like.
import { type TSchema, Type } from 'typebox';
import { eventFields, eventPageOf } from '../../http/event-pages.ts';
import { pageOf } from '../../http/listing.ts';
import { nullable, recordOrId } from '../../http/nullable.ts';

export { Problem, problems } from '../../http/fastapi-errors.ts';

const Time = Type.String({ format: 'date-time', description: 'ISO 8601 with milliseconds and `Z`.' });
const Metadata = Type.Object({}, { additionalProperties: true });

export const File = Type.Unsafe<unknown>({ type: 'string', format: 'binary' });

export const Id = Type.Object({ id: Type.String() });
export const Hydration = Type.Object({
  hydrate: Type.Optional(Type.Boolean({ default: true, description: 'Nest referenced records instead of their ids.' })),
});
export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'A repeated request with the same key creates nothing more.',
    }),
  ),
});

const Creator = Type.Object(
  { id: Type.String(), type: Type.String(), name: nullable(Type.String()) },
  { title: 'Creator' },
);

const folderFields = {
  id: Type.String(),
  name: Type.String(),
  description: nullable(Type.String()),
  path: Type.String({ description: 'From the top level, each name after a slash.' }),
  asset_count: Type.Integer({ description: 'Directly in the folder.' }),
  folder_count: Type.Integer({ description: 'Directly in the folder.' }),
  size: Type.Integer({ description: 'Bytes of all assets at any depth.' }),
  url: Type.String(),
  created: Time,
  updated: Time,
};
const FolderReference = Type.Object({ ...folderFields, parent: nullable(Type.String()) }, { title: 'FolderReference' });
export const FolderRead = Type.Object(
  { ...folderFields, parent: recordOrId(FolderReference) },
  { title: 'FolderRead' },
);
export const FolderPage = pageOf(FolderRead, 'FolderInDbCursorPage');

const assetFields = {
  id: Type.String(),
  name: Type.String(),
  description: nullable(Type.String()),
  mime_type: Type.String(),
  extension: Type.String(),
  kind: Type.String(),
  size: Type.Integer(),
  sha256: Type.String(),
  width: nullable(Type.Integer()),
  height: nullable(Type.Integer()),
  duration: nullable(Type.Number()),
  page_count: nullable(Type.Integer()),
  word_count: nullable(Type.Integer()),
  tags: Type.Array(Type.String()),
  metadata: Metadata,
  is_public: Type.Boolean(),
  url: Type.String({ description: 'The file itself, to be shown; of a public asset for everyone.' }),
  download_url: Type.String(),
  thumbnail_url: nullable(Type.String()),
  download_count: Type.Integer(),
  version: Type.Integer(),
  created: Time,
  updated: Time,
};
const AssetReference = Type.Object(
  { ...assetFields, folder: nullable(Type.String()), created_by: nullable(Type.String()) },
  { title: 'AssetReference' },
);
export const AssetRead = Type.Object(
  {
    ...assetFields,
    folder: recordOrId(FolderReference),
    created_by: recordOrId(Creator),
  },
  { title: 'AssetRead' },
);
export const AssetPage = pageOf(AssetRead, 'AssetInDbCursorPage');

/** An id, or the record itself as it was read. */
const Reference = Type.Union([Type.String(), Type.Object({ id: Type.String() })]);

const assetWrites = {
  description: Type.Optional(nullable(Type.String())),
  folder: Type.Optional(nullable(Reference)),
  tags: Type.Optional(Type.Array(Type.String())),
  metadata: Type.Optional(Metadata),
  is_public: Type.Optional(Type.Boolean()),
};
const AssetName = Type.String({ minLength: 1 });
export const AssetWriteReplace = Type.Object({ name: AssetName, ...assetWrites }, { title: 'AssetWriteReplace' });
export const AssetWriteUpdate = Type.Object(
  { name: Type.Optional(AssetName), ...assetWrites },
  { title: 'AssetWriteUpdate' },
);

/** Forms are read part by part; these are for the OpenAPI document. */
const form = (schema: TSchema) => ({ content: { 'multipart/form-data': { schema } } });
export const ContentForm = form(Type.Object({ file: File }, { title: 'Body_Assets-Replace_Content' }));
export const UploadForm = form(
  Type.Object(
    {
      file: File,
      name: Type.Optional(Type.String({ description: 'Instead of the file’s own name.' })),
      description: Type.Optional(Type.String()),
      tags: Type.Optional(Type.String({ description: 'A JSON array of texts, or texts separated by commas.' })),
      metadata: Type.Optional(Type.String({ description: 'A JSON object.' })),
      is_public: Type.Optional(Type.String({ description: 'true or false.' })),
    },
    { title: 'Body_Assets-Upload_Asset' },
  ),
);

export const VersionRead = Type.Object(
  {
    version: Type.Integer(),
    current: Type.Boolean(),
    name: Type.String(),
    mime_type: Type.String(),
    size: Type.Integer(),
    sha256: Type.String(),
    width: nullable(Type.Integer()),
    height: nullable(Type.Integer()),
    created: Time,
    created_by: nullable(Type.String()),
  },
  { title: 'VersionRead' },
);

export const EventPage = eventPageOf(Type.Object(eventFields, { title: 'EventRead' }), 'EventCursorPage');

const folderWrites = {
  description: Type.Optional(nullable(Type.String())),
  parent: Type.Optional(nullable(Reference)),
};
const FolderName = Type.String({ minLength: 1 });
export const FolderWriteReplace = Type.Object({ name: FolderName, ...folderWrites }, { title: 'FolderWriteReplace' });
export const FolderWriteUpdate = Type.Object(
  { name: Type.Optional(FolderName), ...folderWrites },
  { title: 'FolderWriteUpdate' },
);

export const ShareRead = Type.Object(
  {
    id: Type.String(),
    token: Type.String(),
    url: Type.String({ description: 'The page for the recipients.' }),
    asset: recordOrId(AssetReference),
    folder: recordOrId(FolderReference),
    expires_at: nullable(Time),
    has_password: Type.Boolean(),
    max_downloads: nullable(Type.Integer()),
    download_count: Type.Integer(),
    view_count: Type.Integer(),
    last_accessed: nullable(Time),
    recipients: Type.Array(Type.String()),
    note: nullable(Type.String()),
    active: Type.Boolean(),
    created: Time,
    created_by: recordOrId(Creator),
  },
  { title: 'ShareRead' },
);
export const ShareList = Type.Array(ShareRead);
export const SharePage = pageOf(ShareRead, 'ShareInDbCursorPage');

const Password = Type.String({ minLength: 1, maxLength: 1024 });
const shareWrites = {
  expires_at: Type.Optional(nullable(Type.String({ description: 'ISO 8601; UTC where it has no offset.' }))),
  password: Type.Optional(nullable(Password)),
  max_downloads: Type.Optional(nullable(Type.Integer({ minimum: 1 }))),
  recipients: Type.Optional(Type.Array(Type.String())),
  note: Type.Optional(nullable(Type.String())),
};
export const ShareCreate = Type.Object(
  { asset: Type.Optional(nullable(Reference)), folder: Type.Optional(nullable(Reference)), ...shareWrites },
  { title: 'ShareCreate', description: 'Of either an asset or a folder.' },
);
export const ShareWrite = Type.Object(
  { ...shareWrites, active: Type.Optional(Type.Boolean()) },
  { title: 'ShareWrite', description: 'An absent password stays as it is; null removes it.' },
);

export const AccessRequest = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.Optional(nullable(Type.String({ maxLength: 1024 }))),
  },
  { title: 'ShareAccessRequest' },
);
/** What outsiders learn of a record: nothing of its place, its maker or its metadata. */
const SharedAsset = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: nullable(Type.String()),
    mime_type: Type.String(),
    extension: Type.String(),
    kind: Type.String(),
    size: Type.Integer(),
    width: nullable(Type.Integer()),
    height: nullable(Type.Integer()),
    duration: nullable(Type.Number()),
  },
  { title: 'SharedAsset' },
);
const SharedFolder = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: nullable(Type.String()),
    asset_count: Type.Integer(),
    folder_count: Type.Integer(),
    size: Type.Integer(),
  },
  { title: 'SharedFolder' },
);
export const AccessRead = Type.Object(
  {
    type: Type.Union([Type.Literal('asset'), Type.Literal('folder')]),
    name: Type.String(),
    asset: nullable(SharedAsset),
    folder: nullable(SharedFolder),
    download_url: Type.String({ description: 'Needs no further credentials until `expires_at`.' }),
    expires_at: Time,
  },
  { title: 'ShareAccess' },
);

export const LoginForm = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 320, description: 'The e-mail address.' }),
    password: Type.String({ minLength: 1, maxLength: 1024 }),
    grant_type: Type.Optional(Type.String({ pattern: '^(password)?$' })),
    scope: Type.Optional(Type.String()),
    client_id: Type.Optional(Type.String()),
    client_secret: Type.Optional(Type.String()),
  },
  { title: 'OAuth2PasswordForm' },
);
export const AccessToken = Type.Object(
  { access_token: Type.String(), token_type: Type.String() },
  { title: 'AccessToken' },
);

/** Of the pages of a folder. */
export const FolderQuery = Type.Object({
  after: Type.Optional(Type.String({ description: 'Where the page before ended.' })),
});
export const Token = Type.Object({ token: Type.String() });
export const TokenAndId = Type.Object({ token: Type.String(), id: Type.String() });
export const Download = Type.Object({
  access: Type.Optional(Type.String({ description: 'From `get_access`.' })),
  view: Type.Optional(Type.Boolean({ description: 'Show it in the browser where that is safe.' })),
});
export const HtmlPage = Type.Unsafe<string>({ type: 'string', description: 'A page.', contentMediaType: 'text/html' });
