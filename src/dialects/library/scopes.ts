// The scopes of this dialect, and how it says that a key lacks one.
import type { FastifyRequest } from 'fastify';
import { CoreError, type Grant } from '../../core/index.ts';
import { requireGrant } from '../../http/authenticate.ts';

const GRANTS = {
  'read:assets': 'read',
  'write:assets': 'write',
  'read:libraries': 'libraries',
} as const satisfies Record<string, Grant>;
type LibraryScope = keyof typeof GRANTS;

/** For routes: refuses whoever lacks the scope, before anything else about the request is looked at. */
export const requireScope = (scope: LibraryScope) => {
  const check = requireGrant(GRANTS[scope]);
  return (request: FastifyRequest): Promise<void> => namingScope(scope, () => check(request));
};

/** Runs what a credential may be too weak for. */
export async function namingScope<T>(scope: LibraryScope, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'forbidden') throw error;
    throw new CoreError('forbidden', `API key does not have ${scope} scope`);
  }
}
