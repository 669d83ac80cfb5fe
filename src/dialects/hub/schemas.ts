// What requests and answers of this dialect look like.
import { Type } from 'typebox';
import { nullable } from '../../http/nullable.ts';

const Time = (description: string) => Type.String({ format: 'date-time', description });

const Problem = Type.Object(
  { status: Type.Literal('ERROR'), error: Type.String() },
  { title: 'Error', description: 'What went wrong; a 400 names the parameter at fault in its message.' },
);

/** Answers every operation can give, and those named. */
export const problems = <const Status extends number>(...statuses: Status[]) => {
  const entries = [400, 401, 403, 404, 429, 500, 503, ...statuses].map((status) => [status, Problem]);
  return Object.fromEntries(entries) as Record<Status | 400 | 401 | 403 | 404 | 429 | 500 | 503, typeof Problem>;
};

const LogEntry = Type.Object(
  {
    timestamp: Time('When it happened.'),
    username: nullable(Type.String({ description: 'Of the user or key; null where nobody is known.' })),
    action: Type.String({ description: 'CREATED, DELETED, RENAMED, MOVED, UPDATED, REPLACED or RESTORED.' }),
    info: Type.Object({}, { additionalProperties: true }),
  },
  { title: 'LogEntry' },
);

const assetFields = {
  _id: Type.String(),
  name: Type.String(),
  type: Type.Union([Type.Literal('FILE'), Type.Literal('FOLDER')]),
  mediaType: Type.Optional(
    Type.String({
      description: 'AUDIO, VIDEO, IMAGE, or SEQUENCE for an image of several frames; absent for all else.',
    }),
  ),
  size: Type.Integer({ description: 'Bytes; of a folder those of all that is below it.' }),
  tags: Type.Array(Type.String()),
  parent: nullable(Type.String({ description: 'The folder it is in; null for the root alone.' })),
  path: Type.String({ description: 'Ids after slashes: of the folders above, and of a file its own.' }),
  originalPath: Type.Optional(
    Type.String({ description: 'In the trash: the ids of the folders above, and its name.' }),
  ),
  meta: Type.Object(
    {},
    {
      additionalProperties: true,
      description: 'What is known of the file (`content-type`, `width`, ...), and what users set.',
    },
  ),
  log: Type.Array(LogEntry, { description: 'Oldest first, at most the newest 100.' }),
  createdAt: Time('When it was made.'),
  updatedAt: Time('When it was last changed.'),
  expiery: Type.Optional(Time('The same as `expiry`.')),
  expiry: Type.Optional(Time('When it goes to the trash by itself.')),
  deleted: Type.Optional(Time('When it was put into the trash.')),
};

export const Asset = Type.Object(assetFields, { title: 'Asset' });
const List = Type.Array(Asset);
export const FolderWithFiles = Type.Object({ ...assetFields, files: List }, { title: 'FolderWithFiles' });
export const FolderWithFolders = Type.Object(
  { ...assetFields, files: Type.Array(Asset, { maxItems: 0 }), folders: List },
  { title: 'FolderWithFolders' },
);
export const Tree = Type.Array(Asset, {
  title: 'Tree',
  description: 'Every folder, parents before children, siblings by name.',
});
export const TrashedFiles = Type.Object({ files: List }, { title: 'TrashedFiles' });
export const TrashedFolders = Type.Object(
  { files: Type.Array(Asset, { maxItems: 0 }), folders: List },
  { title: 'TrashedFolders' },
);
export const Tags = Type.Array(Type.String(), { title: 'Tags' });
export const Success = Type.Object({ success: Type.String() }, { title: 'Success' });
export const File = Type.Unsafe<unknown>({ type: 'string', format: 'binary' });

export const Name = { name: Type.String({ description: 'The new name.' }) };

export const Destination = {
  folder: Type.String({ description: 'The id or name of a folder; `root`, `hub` and `trash` are ids.' }),
};
export const RecursiveQuery = Type.Object({
  recursive: Type.Optional(Type.Boolean({ default: false, description: 'Folders with all below them.' })),
});

/** As many as a person could have picked, and a request can look up. */
const MOST_IDS = 2_000;
const Ids = Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: MOST_IDS });
export const IdsInput = Type.Union([Ids, Type.Object({ ids: Ids })], {
  title: 'Ids',
  description: 'Ids or names, alone or as `ids`.',
});

const TagList = Type.Array(Type.String());
export const TagsInput = Type.Union([TagList, Type.Object({ tags: TagList })], { title: 'NewTags' });

const Expiry = Type.Optional(
  nullable(Type.String({ description: 'ISO 8601; without an offset it is UTC. Null: never.' })),
);
export const PatchInput = Type.Object(
  {
    name: Type.Optional(Type.String()),
    tags: Type.Optional(TagList),
    meta: Type.Optional(
      Type.Object(
        {},
        { additionalProperties: true, description: 'Merged; a null removes its key. What is known of the file stays.' },
      ),
    ),
    expiry: Expiry,
    expiery: Expiry,
  },
  { title: 'Patch', description: 'What is absent stays, what can not be written is ignored.' },
);

export const UploadQuery = {
  name: Type.Optional(Type.String({ description: 'Of the file, where the body is the file itself.' })),
};
export const UploadHeaders = Type.Object({
  'content-disposition': Type.Optional(Type.String({ description: '`filename` or `filename*`, in place of `name`.' })),
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'A repeat with the same key answers with what the first one made, and makes nothing.',
    }),
  ),
});
/** Read as it comes; the schemas are for the OpenAPI document. */
export const UploadBody = {
  content: {
    'multipart/form-data': {
      schema: Type.Object({
        file: Type.Unsafe<string>({ type: 'string', format: 'binary', description: 'One or several, under any name.' }),
      }),
    },
    '*/*': { schema: Type.Unsafe<unknown>({ description: 'The file itself.' }) },
  },
};

export const ThumbnailQuery = {
  size: Type.Optional(
    Type.Integer({
      minimum: 16,
      maximum: 1_024,
      default: 320,
      description: 'Pixels of the square it fits into.',
    }),
  ),
};
