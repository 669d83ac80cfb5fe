// What requests and answers of this dialect look like.
import { type TSchema, Type } from 'typebox';
import { PUBLICATION_KINDS } from '../../core/index.ts';
import { nullable } from '../../http/nullable.ts';

const Time = Type.String({ format: 'date-time', description: 'ISO 8601 in whole seconds, with `Z`.' });
const Uuid = Type.String({ format: 'uuid' });
const AssetType = Type.Unsafe<(typeof PUBLICATION_KINDS)[number]>({ type: 'string', enum: PUBLICATION_KINDS });

export const File = Type.Unsafe<unknown>({ type: 'string', format: 'binary' });
export const AssetId = Type.Object({ assetId: Type.String({ description: 'A UUID.' }) });
export const LibraryId = Type.Object({ libraryId: Type.String({ description: 'A UUID.' }) });
export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ description: 'A repeated request with the same key creates nothing more.' }),
  ),
});

export const Problem = Type.Object(
  {
    error: Type.String(),
    message: Type.String(),
    field: Type.Optional(Type.String({ description: 'The first field at fault.' })),
  },
  { title: 'Error' },
);
/** What any operation can answer. */
export const problems = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 429: Problem };

const optionalNumber = (description: string) => Type.Optional(nullable(Type.Number({ description })));
const optionalInteger = (description: string) => Type.Optional(nullable(Type.Integer({ description })));

export const AssetRead = Type.Object(
  {
    id: Uuid,
    title: Type.String(),
    slug: Type.String(),
    description: nullable(Type.String()),
    asset_type: Type.String({ description: PUBLICATION_KINDS.join(', ') }),
    file_path: nullable(Type.String({ description: 'Path of the file on this server.' })),
    file_size: nullable(Type.Integer({ description: 'Bytes.' })),
    mime_type: nullable(Type.String()),
    thumbnail_path: nullable(Type.String({ description: 'Path of a small picture on this server.' })),
    external_url: nullable(Type.String()),
    page_count: optionalInteger('Of `pdf` and `document`.'),
    word_count: optionalInteger('Of `pdf` and `document`.'),
    width: optionalInteger('Pixels, of `image` and `video`.'),
    height: optionalInteger('Pixels, of `image` and `video`.'),
    duration: optionalNumber('Seconds, of `video` and `audio`.'),
    video_embed: Type.Optional(nullable(Type.String({ description: 'A player for an `external_video`.' }))),
    items: Type.Optional(Type.Array(Uuid, { description: 'What a `collection` holds, in its order.' })),
    download_count: Type.Integer(),
    is_public: Type.Boolean(),
    created_at: Time,
    updated_at: Time,
  },
  { title: 'Asset' },
);

const success = Type.Literal(true);
const one = (data: TSchema, title: string) => Type.Object({ success, data }, { title });
export const AssetAnswer = one(AssetRead, 'AssetAnswer');
export const AssetList = Type.Object(
  {
    success,
    data: Type.Array(AssetRead),
    pagination: Type.Object({
      page: Type.Integer(),
      per_page: Type.Integer(),
      total: Type.Integer(),
      total_pages: Type.Integer(),
    }),
  },
  { title: 'AssetList' },
);
export const Done = Type.Object({ success }, { title: 'Done' });

const Page = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, default: 1 });
const PerPage = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  default: 20,
  description: 'More than 100 are 100.',
});
export const AssetQuery = Type.Object({
  page: Page,
  per_page: PerPage,
  asset_type: Type.Optional(AssetType),
  search: Type.Optional(
    Type.String({ description: 'Words, or beginnings of words, of title, description and text; all must be there.' }),
  ),
  sort: Type.Optional(
    Type.Unsafe<'created_at' | 'title' | 'updated_at'>({
      type: 'string',
      enum: ['created_at', 'title', 'updated_at'],
      description: '`created_at` when absent; a search without `sort` and `order` gives the best matches first.',
    }),
  ),
  order: Type.Optional(
    Type.Unsafe<'asc' | 'desc'>({ type: 'string', enum: ['asc', 'desc'], description: '`desc` when absent.' }),
  ),
});

const written = {
  description: Type.Optional(nullable(Type.String({ maxLength: 10_000 }))),
  external_url: Type.Optional(
    nullable(Type.String({ description: '`http` or `https`; needed for `link` and `external_video`.' })),
  ),
  is_public: Type.Optional(Type.Boolean({ default: false })),
  items: Type.Optional(Type.Array(Uuid, { maxItems: 1000, description: 'Of a `collection`: ids of assets.' })),
};
const Title = Type.String({ minLength: 1, maxLength: 500 });
const AssetCreate = Type.Object(
  {
    title: Title,
    asset_type: AssetType,
    ...written,
    file_path: Type.Optional(
      Type.String({ description: 'A file below the import folder of the server, which is copied in.' }),
    ),
  },
  { title: 'AssetCreate' },
);
const AssetUpload = Type.Object(
  {
    file: Type.Optional(File),
    title: Type.Optional(Type.String({ maxLength: 500, description: 'With a file: its name when absent.' })),
    asset_type: Type.Optional(AssetType),
    description: Type.Optional(Type.String({ maxLength: 10_000 })),
    external_url: Type.Optional(Type.String()),
    is_public: Type.Optional(Type.String({ description: 'true or false.' })),
    items: Type.Optional(Type.String({ description: 'A JSON array of ids.' })),
    file_path: Type.Optional(Type.String()),
  },
  { title: 'AssetUpload' },
);
/** Both are read by the route itself (publication-fields.ts); these are for the OpenAPI document. */
export const NewAsset = {
  content: { 'application/json': { schema: AssetCreate }, 'multipart/form-data': { schema: AssetUpload } },
};
export const AssetChange = {
  content: {
    'application/json': {
      schema: Type.Object({ title: Type.Optional(Title), ...written }, { title: 'AssetChange' }),
    },
  },
};

const LibraryRead = Type.Object(
  {
    id: Uuid,
    title: Type.String(),
    slug: Type.String(),
    description: nullable(Type.String()),
    type: Type.String({ description: 'folder or collection' }),
    asset_count: Type.Integer({ description: 'At any depth of a folder.' }),
    items: Type.Optional(Type.Array(Uuid, { description: 'What a collection holds, in its order.' })),
    created_at: Time,
    updated_at: Time,
  },
  { title: 'Library' },
);
export const LibraryAnswer = one(LibraryRead, 'LibraryAnswer');
export const LibraryList = Type.Object(
  {
    success,
    data: Type.Array(LibraryRead),
    pagination: Type.Object({
      page: Type.Integer(),
      limit: Type.Integer(),
      total: Type.Integer(),
      total_pages: Type.Integer(),
      has_next: Type.Boolean(),
      has_prev: Type.Boolean(),
    }),
  },
  { title: 'LibraryList' },
);
export const LibraryQuery = Type.Object({ page: Page, limit: PerPage });
