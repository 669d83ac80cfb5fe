// What requests and answers look like.
import { Type } from 'typebox';
import { nullable } from '../../http/nullable.ts';

export { Problem, problems } from '../../http/fastapi-errors.ts';

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
