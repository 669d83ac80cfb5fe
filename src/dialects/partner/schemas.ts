// What requests and answers look like.
import { Type } from 'typebox';
import { nullable } from '../../http/nullable.ts';
import { PICTURES } from './present.ts';

const Problem = Type.Object(
  {
    error: Type.String({ description: 'What kind of error.' }),
    message: Type.String({ description: 'What is wrong, for people.' }),
    status: Type.Integer({ description: 'Of the answer, once more.' }),
  },
  { title: 'Error' },
);

export const problems = (...statuses: number[]) => Object.fromEntries(statuses.map((status) => [status, Problem]));

const AssetType = Type.Unsafe<'Photo' | 'Document'>({ type: 'string', enum: ['Photo', 'Document'] });
const PublicUrl = nullable(Type.String({ description: 'The file, for everyone; null for a private asset.' }));
const picture = (side: number) =>
  nullable(Type.String({ description: `A picture within ${side} x ${side} pixels; null where there is none.` }));
const Milliseconds = Type.Integer({ description: 'Unix milliseconds.' });

export const CompanyAsset = Type.Object(
  {
    id: Type.String(),
    companyId: Type.String({ description: 'The workspace.' }),
    created: Milliseconds,
    modified: Milliseconds,
    deleted: Type.Boolean(),
    updated: Type.Boolean({ description: 'Whether it was changed since it was created.' }),
    name: Type.String(),
    key: Type.String({ description: 'What the asset is fetched by.' }),
    type: AssetType,
    assetType: AssetType,
    publicURL: PublicUrl,
    active: Type.Boolean(),
    priority: Type.Integer(),
    secured: Type.Boolean({ description: 'Whether fetching it needs credentials.' }),
    thumbURL: picture(PICTURES.thumbURL),
    mediumURL: picture(PICTURES.mediumURL),
    largeURL: picture(PICTURES.largeURL),
    largeX2URL: picture(PICTURES.largeX2URL),
    origURL: Type.String({ description: 'The file.' }),
    platformFileUrl: Type.String({ description: 'The same as `origURL`.' }),
  },
  { title: 'CompanyAsset' },
);

export const UploadForm = {
  content: {
    'multipart/form-data': {
      schema: Type.Object({
        file: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }),
        name: Type.Optional(Type.String({ description: 'That of the file when absent or blank.' })),
        assetType: Type.Optional(
          Type.String({
            description:
              '`Photo`, which has to be an image, or `Document`, in any case. When absent, an image is a `Photo` and all else a `Document`.',
          }),
        ),
      }),
    },
  },
};

export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'A repeated request with the same key creates nothing more.',
    }),
  ),
});

export const AssetKey = Type.Object({ assetKey: Type.String({ description: '`key` of the asset.' }) });

export const AssetQuery = Type.Object({
  size: Type.Optional(
    Type.Integer({
      enum: Object.values(PICTURES),
      description: 'A picture that fits into a square of so many pixels, in place of the file.',
    }),
  ),
  handleError: Type.Optional(
    Type.Boolean({
      description:
        'Answer 200 with a neutral picture where the asset, its bytes or its picture are missing; `X-Asset-Error` says which.',
    }),
  ),
});

export const Bytes = {
  description: 'The file, or a picture of it.',
  content: { '*/*': { schema: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }) } },
};
