// What every query works with: a connection, or what an engine gives for one, and what is the engine's own in SQL.
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { EngineTraits } from './traits.ts';

export type Db = Kysely<Schema> & { readonly traits: EngineTraits };
