// What requests and answers look like.
import { Type } from 'typebox';
import { nullable } from '../../http/nullable.ts';

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
