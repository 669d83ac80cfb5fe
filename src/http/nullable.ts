// Schemas of what may be null, or be a record or just its id. Written as a list of types where that says all: the answers'
// serializer then looks at the value's type, while it would validate the alternatives of a union one after the other.
import { type Static, type TObject, type TSchema, Type } from 'typebox';

export function nullable<T extends TSchema>(schema: T) {
  const { type } = schema as { readonly type?: unknown };
  const plain = typeof type === 'string' && !('enum' in schema) && !('const' in schema);
  return Type.Unsafe<Static<T> | null>(plain ? { ...schema, type: [type, 'null'] } : Type.Union([schema, Type.Null()]));
}

/** A record nested in another, or its id where nothing is nested; null where there is none. */
export const recordOrId = <T extends TObject>(schema: T) =>
  Type.Unsafe<Static<T> | string | null>({ ...schema, type: ['object', 'string', 'null'] });
