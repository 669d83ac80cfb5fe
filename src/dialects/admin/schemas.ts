// What requests and answers look like.
import { Type } from 'typebox';

export const Problem = Type.Object({ detail: Type.Any() });

export const KeyInput = Type.Object({
  label: Type.String({ minLength: 1, maxLength: 200 }),
  scopes: Type.Array(Type.String(), { minItems: 1, maxItems: 50 }),
  vault: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'Vault that the key is bound to.' })),
  expires_at: Type.Optional(Type.Union([Type.String({ format: 'date-time' }), Type.Null()])),
});

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

const keyFields = {
  id: Type.String(),
  label: Type.String(),
  prefix: Type.String({ description: 'The first characters of the key.' }),
  scopes: Type.Array(Type.String()),
  vault: Nullable(Type.String()),
  created: Type.String({ format: 'date-time' }),
  created_by: Nullable(Type.String()),
  expires_at: Nullable(Type.String({ format: 'date-time' })),
  last_used: Nullable(Type.String({ format: 'date-time' })),
};

export const KeyRead = Type.Object(keyFields);
export const KeyCreated = Type.Object({ ...keyFields, key: Type.String({ description: 'Shown only here.' }) });

export const WorkspaceInput = Type.Object({ name: Type.String({ minLength: 1 }) });
export const WorkspaceCreated = Type.Object({
  id: Type.String(),
  name: Type.String(),
  key: Type.String({ description: 'The first admin key, shown only here.' }),
});
