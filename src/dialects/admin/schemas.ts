// What requests and answers look like.
import { Type } from 'typebox';
import { eventFields, eventPageOf } from '../../http/event-pages.ts';
import { nullable } from '../../http/nullable.ts';

export { Problem, problems } from '../../http/fastapi-errors.ts';

export const IdParams = Type.Object({ id: Type.String() });
export const RepeatHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'A repeat with the same key makes nothing, and is a 409: a key is shown only once.',
    }),
  ),
});

export const KeyInput = Type.Object({
  label: Type.String({ minLength: 1, maxLength: 200 }),
  scopes: Type.Array(Type.String(), { minItems: 1, maxItems: 50 }),
  vault: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'Vault that the key is bound to.' })),
  expires_at: Type.Optional(Type.Union([Type.String({ format: 'date-time' }), Type.Null()])),
});

const keyFields = {
  id: Type.String(),
  label: Type.String(),
  prefix: Type.String({ description: 'The first characters of the key.' }),
  scopes: Type.Array(Type.String()),
  vault: nullable(Type.String()),
  created: Type.String({ format: 'date-time' }),
  created_by: nullable(Type.String()),
  expires_at: nullable(Type.String({ format: 'date-time' })),
  last_used: nullable(Type.String({ format: 'date-time' })),
};

export const KeyRead = Type.Object(keyFields);
export const KeyCreated = Type.Object({ ...keyFields, key: Type.String({ description: 'Shown only here.' }) });

export const WorkspaceInput = Type.Object({ name: Type.String({ minLength: 1 }) });
export const WorkspaceCreated = Type.Object({
  id: Type.String(),
  name: Type.String(),
  key: Type.String({ description: 'The first admin key, shown only here.' }),
});

const Time = Type.String({ format: 'date-time' });
const Count = Type.Integer({ minimum: 0 });
const TrashDays = Type.Integer({ minimum: 0, maximum: 36_500 });

export const WorkspaceRead = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    created: Time,
    asset_count: Count,
    folder_count: Count,
    size: Count,
    trash_days: nullable(Type.Integer({ description: 'Null: as long as the server is set to; 0: for ever.' })),
    trash_days_in_effect: Count,
  },
  { title: 'Workspace' },
);
export const WorkspacePatchInput = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1 })),
  trash_days: Type.Optional(Type.Union([TrashDays, Type.Null()])),
});

const Role = Type.String({ description: '`admin`, `editor` or `viewer`.' });
export const UserInput = Type.Object({
  email: Type.String({ maxLength: 320 }),
  name: Type.Optional(Type.String({ maxLength: 200 })),
  role: Role,
  password: Type.Optional(Type.String({ description: 'Absent: the user sets one by a link.' })),
  workspace: Type.Optional(Type.String({ description: 'The own one when absent.' })),
});
export const UserPatchInput = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 200 })),
  role: Type.Optional(Role),
  disabled: Type.Optional(Type.Boolean()),
  is_instance_admin: Type.Optional(
    Type.Boolean({ description: 'For administrators of the installation to give and take; needs the role `admin`.' }),
  ),
});
const userFields = {
  id: Type.String(),
  workspace: Type.String(),
  email: Type.String(),
  name: Type.String(),
  role: Type.String(),
  is_instance_admin: Type.Boolean(),
  has_password: Type.Boolean(),
  created: Time,
  disabled_at: nullable(Time),
};
export const UserRead = Type.Object(userFields, { title: 'User' });
const linkFields = {
  url: Type.String({ format: 'uri', description: 'Shown only here; works once.' }),
  expires_at: Time,
};
export const PasswordLinkRead = Type.Object(linkFields, { title: 'PasswordLink' });
export const UserCreated = Type.Object({ ...userFields, password_link: nullable(Type.Object(linkFields)) });

export const PasswordInput = Type.Object({ old_password: Type.String(), new_password: Type.String() });
export const Sessions = Type.Object(
  {
    items: Type.Array(Type.Object({ id: Type.String(), created: Time, expires_at: Time, is_current: Type.Boolean() })),
  },
  { title: 'Sessions' },
);

export const EventPage = eventPageOf(
  Type.Object(
    {
      id: Type.String({ description: 'A number that grows from one event to the next.' }),
      asset_id: nullable(Type.String({ description: 'What it happened to, if that was an asset.' })),
      folder_id: nullable(Type.String({ description: 'What it happened to, if that was a folder.' })),
      ...eventFields,
    },
    { title: 'Event' },
  ),
  'EventPage',
);

const UsageDay = Type.Object({
  day: Type.String({ format: 'date' }),
  assets: Count,
  size: Count,
  folders: Count,
  uploads: Count,
  downloads: Count,
});
export const Usage = Type.Object(
  {
    workspaces: Count,
    assets: Count,
    size: Count,
    folders: Count,
    shares: Count,
    users: Count,
    trash: Type.Object({ entries: Count, size: Count }),
    kinds: Type.Array(Type.Object({ kind: Type.String(), assets: Count })),
    days: Type.Array(UsageDay),
  },
  { title: 'Usage' },
);

const nullableNumber = nullable(Type.Number());
const Node = Type.Object({
  started: Time,
  database: Type.String({ description: '`sqlite` or `postgres`.' }),
  blobs: Type.String({ description: '`disk` or `s3`.' }),
  disk: nullable(Type.Object({ free: Count, total: Count })),
  requests: Type.Array(
    Type.Object({
      from: Time,
      requests: Count,
      errors: Type.Integer({ description: 'Answered by a status from 500 on.' }),
      p50_ms: nullableNumber,
      p95_ms: nullableNumber,
    }),
  ),
});
const JobFigures = Type.Object({
  type: Type.String(),
  due: Count,
  waiting: Count,
  dead: Count,
  oldest_due: nullable(Time),
});
const DeadJob = Type.Object({
  id: Type.String(),
  type: Type.String(),
  asset: nullable(Type.String()),
  attempts: Count,
  dead_since: Time,
  reason: nullable(Type.String()),
});
const Verification = Type.Object({
  blobs: Count,
  size: Count,
  verified: Type.Integer({ description: 'Found right at least once.' }),
  damaged: Count,
  last: nullable(Type.String({ format: 'date-time', description: 'When bytes were last found right.' })),
  oldest: nullable(Type.String({ format: 'date-time', description: 'The oldest of the last times of each.' })),
  scrub: Type.Object({
    days: Type.Number({ description: 'Within which all bytes are read; 0: never.' }),
    mends_from_elsewhere: Type.Boolean({ description: 'Whether there is another store to mend from.' }),
    found: Type.Integer({ description: 'Blobs ever found damaged or missing.' }),
    mended: Type.Integer({ description: 'Of these, the ones that are right again, or deleted.' }),
    rounds: Type.Array(
      Type.Object({
        check: Type.String({ description: '`records`: every blob is there, every day; `bytes`: all are read.' }),
        began: Time,
        progress: Type.Number({ description: 'From 0 to 1.' }),
        blobs: Count,
        size: Type.Integer({ description: 'Bytes read in this round and found right.' }),
        damaged: Count,
        finished_rounds: Count,
        last_finished: nullable(Type.String({ format: 'date-time' })),
      }),
    ),
  }),
  damaged_blobs: Type.Array(
    Type.Object({
      sha256: Type.String(),
      since: Time,
      damage: nullable(
        Type.String({ description: '`missing`, `wrong_size`, `wrong_bytes`, `unreadable` or `quarantined`.' }),
      ),
      assets: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    }),
    { description: 'The last that were found.' },
  ),
});
export const Health = Type.Object(
  {
    version: Type.String(),
    node: nullable(Node),
    jobs: nullable(Type.Array(JobFigures)),
    dead_jobs: Type.Array(DeadJob),
    verification: nullable(Verification),
  },
  { title: 'Health' },
);

const Address = Type.String({ format: 'uri' });
export const Addresses = Type.Object(
  {
    id: Type.String(),
    store: Address,
    hub: Address,
    library: Address,
    partner: Type.String({ format: 'uri', description: 'With the key that the dialect fetches the file by.' }),
    vaults: nullable(Type.String({ format: 'uri', description: 'Null for an asset that lies in no vault.' })),
  },
  { title: 'Addresses' },
);
