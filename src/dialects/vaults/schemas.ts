// What requests and answers look like.
import { type TSchema, Type } from 'typebox';
import { nullable } from '../../http/nullable.ts';

const Problem = Type.Object(
  { error: Type.Object({ code: Type.String(), message: Type.String(), status: Type.Integer() }) },
  { title: 'Error', description: 'What went wrong; a 400 names the parameter at fault in its message.' },
);

/** Answers every operation can give, and those named. */
export const problems = <const Status extends number>(...statuses: Status[]) => {
  const entries = [400, 401, 403, 404, 429, 500, 503, ...statuses].map((status) => [status, Problem]);
  return Object.fromEntries(entries) as Record<Status | 400 | 401 | 403 | 404 | 429 | 500 | 503, typeof Problem>;
};

const LARGEST_LIMIT = 200;

const Time = (description: string) => Type.String({ description, examples: ['2026-01-15T10:30:00Z'] });
const Component = (description: string) =>
  Type.String({ description: `${description} Lower-case letters, digits and inner hyphens, 1 to 64 characters.` });

export const VaultParams = Type.Object({ vaultId: Type.String({ examples: ['vault_01abc...'] }) });
export const AssetParams = Type.Object({ ...VaultParams.properties, assetId: Type.String() });
export const KeyParams = Type.Object({ ...VaultParams.properties, keyId: Type.String() });

export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'A repeat with the same key answers with what the first one made, and makes nothing.',
    }),
  ),
});

export const pageQuery = (limit: number) => ({
  cursor: Type.Optional(Type.String({ description: '`cursor` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_LIMIT, default: limit })),
});

export const assetQuery = (limit: number) =>
  Type.Object({
    partition: Type.Optional(Type.String({ description: 'Only assets of this partition.' })),
    collection: Type.Optional(Type.String({ description: 'Only assets of this collection, in any partition.' })),
    channel: Type.Optional(Type.String({ description: 'Only assets of this channel, in any collection.' })),
    ...pageQuery(limit),
  });

export const pageOf = <T extends TSchema>(item: T, title: string) =>
  Type.Object(
    {
      data: Type.Array(item),
      cursor: nullable(Type.String({ description: 'For the next page; null on the last one.' })),
      has_more: Type.Boolean(),
    },
    { title },
  );

const Visibility = Type.Union([Type.Literal('public'), Type.Literal('signed')], {
  description: 'Whether anyone may fetch its files, or only who holds a signed URL.',
});
const Presets = Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
  maxItems: 100,
  description: 'The only transforms that delivery makes, as query strings (`w=400&fit=cover`); any when absent.',
});

const vaultInput = {
  slug: Type.Optional(Component('Its name in delivery URLs, unique on this server; made from `name` when absent.')),
  visibility: Type.Optional(Visibility),
  presets: Type.Optional(nullable(Presets)),
};
export const VaultInput = Type.Object({ name: Type.String(), ...vaultInput }, { additionalProperties: false });
export const VaultPatchInput = Type.Object(
  { name: Type.Optional(Type.String()), ...vaultInput },
  { additionalProperties: false },
);

export const VaultRead = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    slug: Type.String(),
    visibility: Visibility,
    presets: Type.Optional(Presets),
    asset_count: Type.Integer(),
    size: Type.Integer({ description: 'Bytes of all its assets.' }),
    created_at: Time('When it was made.'),
    updated_at: Time('When it was last changed; its assets do not count.'),
  },
  { title: 'Vault' },
);

export const SigningSecret = Type.Object(
  { signing_secret: Type.String({ description: 'Signs URLs of this vault; those signed before are void.' }) },
  { title: 'SigningSecret' },
);

const KeyType = Type.Union([Type.Literal('public'), Type.Literal('secret')], {
  description: '`public` keys (`pk_...`) read, `secret` keys (`sk_...`) read and write.',
});
export const KeyInput = Type.Object({ label: Type.String(), type: KeyType }, { additionalProperties: false });
const keyFields = { id: Type.String(), label: Type.String(), type: KeyType, created_at: Time('When it was made.') };
export const KeyRead = Type.Object(
  {
    ...keyFields,
    prefix: Type.String({ description: 'The first characters of the key.' }),
    last_used_at: nullable(Time('When it was last used, to the minute.')),
  },
  { title: 'Key' },
);
export const KeyCreated = Type.Object(
  { ...keyFields, key: Type.String({ description: 'Shown only here.' }) },
  { title: 'NewKey' },
);

/** Read part by part; the schema is for the OpenAPI document. */
export const UploadForm = {
  content: {
    'multipart/form-data': {
      schema: Type.Object({
        file: Type.Unsafe<string>({ type: 'string', format: 'binary', description: 'The file, in any part order.' }),
        partition: Component('Top-level category.'),
        collection: Component('Sub-category.'),
        channel: Component('Specific grouping.'),
        filename: Type.Optional(Type.String({ description: 'Instead of the name of the uploaded file.' })),
        metadata: Type.Optional(Type.String({ description: 'A JSON object.' })),
        tags: Type.Optional(Type.String({ description: 'A JSON array of strings.' })),
      }),
    },
  },
};

const Metadata = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true });
const Tags = Type.Array(Type.String());

export const AssetPatchInput = Type.Object(
  {
    metadata: Type.Optional(
      Type.Unsafe<Record<string, unknown>>({ ...Metadata, description: 'Merged; a null value removes its key.' }),
    ),
    tags: Type.Optional(Type.Array(Type.String(), { description: 'Replace the present ones.' })),
  },
  { additionalProperties: false, description: 'At least one of the two.' },
);

export const SdkAssetPatchInput = Type.Object(
  {
    metadata: Type.Optional(
      Type.Unsafe<Record<string, unknown> | string>({
        anyOf: [Metadata, Type.String()],
        description: 'An object or its JSON text. Merged; a null value removes its key.',
      }),
    ),
    tags: Type.Optional(
      Type.Unsafe<string[] | string>({
        anyOf: [Tags, Type.String()],
        description: 'An array of strings or its JSON text. Replace the present ones.',
      }),
    ),
  },
  { additionalProperties: false, description: 'At least one of the two.' },
);

const assetFields = {
  id: Type.String(),
  vault_id: Type.String(),
  partition: Type.String(),
  collection: Type.String(),
  channel: Type.String(),
  filename: Type.String(),
  r2_key: Type.String(),
  size: Type.Integer({ description: 'Bytes.' }),
  mime_type: Type.String(),
  width: nullable(Type.Integer({ description: 'Pixels, upright; null until known.' })),
  height: nullable(Type.Integer()),
};
const times = { created_at: Time('When it was uploaded.'), updated_at: Time('When it was last changed.') };

export const AssetRead = Type.Object(
  {
    ...assetFields,
    metadata: Type.String({ description: 'A JSON object, as text.' }),
    tags: Type.String({ description: 'A JSON array of strings, as text.' }),
    ...times,
  },
  { title: 'Asset' },
);

export const SdkAssetRead = Type.Object(
  {
    ...assetFields,
    url: Type.String({ description: 'Where it is delivered; not signed.' }),
    path: Type.String({ description: '`partition/collection/channel/filename`, not encoded.' }),
    content_type: Type.String(),
    pages: Type.Optional(Type.Integer()),
    vault: Type.String({ description: 'The slug of the vault.' }),
    metadata: Metadata,
    tags: Tags,
    ...times,
  },
  { title: 'SdkAsset' },
);

export const VaultHeaders = Type.Object({
  'x-vault': Type.Optional(
    Type.String({ description: 'Id or slug of the vault; needed by keys that are not bound to one.' }),
  ),
});

const PATH =
  '`partition/collection/channel/filename` as in `path` of an asset, or the encoded path of a delivery URL, beginning with `/v/`, which may have a query.';

export const SignInput = Type.Object(
  {
    path: Type.String({ description: PATH }),
    expires_at: Type.Union([Type.Integer(), Type.String()], { description: 'Unix seconds, or an ISO 8601 time.' }),
    password: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'Asked for when the URL is used.' }),
    ),
  },
  { additionalProperties: false },
);

export const SignedUrl = Type.Object(
  {
    url: Type.String(),
    path: Type.String({ description: 'Of the asset.' }),
    token: Type.String(),
    expires: Type.Integer({ description: 'Unix seconds.' }),
    expires_at: Time('The same moment.'),
  },
  { title: 'SignedUrl' },
);

export const RevokeInput = Type.Object(
  {
    url: Type.Optional(Type.String({ description: 'One signed URL.' })),
    token: Type.Optional(Type.String({ description: 'One signed URL, by its token.' })),
    path: Type.Optional(Type.String({ description: `All URLs signed so far for this: ${PATH}` })),
    expires: Type.Optional(Type.Integer()),
    expires_at: Type.Optional(Type.Union([Type.Integer(), Type.String()])),
  },
  {
    additionalProperties: false,
    description: 'The narrowest of `url`, `token` and `path` counts, so that an answer of `sign` can be sent as it is.',
  },
);

export const Revoked = Type.Object(
  {
    revoked: Type.Literal(true),
    token: Type.Optional(Type.String()),
    path: Type.Optional(Type.String()),
    generation: Type.Optional(
      Type.Integer({ description: 'What URLs signed from now on for the path must carry as `generation`.' }),
    ),
  },
  { title: 'Revoked' },
);
