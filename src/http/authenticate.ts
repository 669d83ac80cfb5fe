// Who sends a request: the credentials in its headers, else the session in its cookie, turned into an actor.
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { type Actor, CoreError, type Grant, workspaceFor } from '../core/index.ts';
import type { DialectDefinition, HttpServices } from './dialect.ts';
import { presentedSession } from './sessions.ts';

export const ANONYMOUS: Actor = { type: 'anonymous' };

/** The actor of a request under the route's rule. Throws `unauthenticated`. */
export async function authenticateRequest(
  services: HttpServices,
  dialect: DialectDefinition,
  request: FastifyRequest,
): Promise<Actor> {
  const { core } = services;
  const access = request.routeOptions.config.access ?? 'required';
  if (access === 'none') return ANONYMOUS;
  const [first, ...others] = (dialect.credentials ?? presentedCredentials)(request);
  if (first === undefined) {
    const person = dialect.credentials ? undefined : await findPerson(services, dialect, request);
    if (person) return person;
    if (access === 'optional') return ANONYMOUS;
    const grants = dialect.guestGrants?.(services) ?? [];
    if (grants.length > 0) return { type: 'guest', workspaceId: core.instance.workspace.id, grants };
    throw new CoreError('unauthenticated', 'Credentials are needed.');
  }
  const actor = await core.authenticate(dialect.name, first);
  for (const other of others) {
    const another = await core.authenticate(dialect.name, other);
    if (workspaceOf(another) !== workspaceOf(actor))
      throw new CoreError('unauthenticated', 'The credentials do not belong together.');
  }
  return actor;
}

/** A session that has ended counts for no more than none. */
async function findPerson(
  services: HttpServices,
  { name }: DialectDefinition,
  request: FastifyRequest,
): Promise<Actor | undefined> {
  const token = presentedSession(services, request);
  return token === undefined ? undefined : services.core.findSessionActor(name, token);
}

/** For routes: refuses whoever lacks the right everywhere, before anything else about the request is looked at. */
export const requireGrant = (grant: Grant) => async (request: FastifyRequest) => {
  workspaceFor(request.actor, grant);
};

/** `Authorization: Bearer K`, `X-API-Key: K`, HTTP Basic with the key as password; the first that is there. */
export function presentedCredentials(request: FastifyRequest): string[] {
  const { authorization } = request.headers;
  const bearer = bearerToken(request.headers);
  if (bearer !== undefined) return [bearer];
  const header = request.headers['x-api-key'];
  if (typeof header === 'string' && header !== '') return [header];
  const password = basicPassword(request.headers);
  if (password !== undefined) return [password];
  if (authorization !== undefined)
    throw new CoreError('unauthenticated', 'The Authorization header is not understood.');
  return [];
}

/** The token of `Authorization: Bearer` (RFC 6750); undefined without it. */
export const bearerToken = ({ authorization = '' }: IncomingHttpHeaders): string | undefined =>
  /^bearer +(\S+) *$/i.exec(authorization)?.[1];

/** The password of HTTP Basic (RFC 7617), whoever the user; undefined without it. */
export function basicPassword({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  const [, encoded] = /^basic +(\S+) *$/i.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1);
}

const workspaceOf = (actor: Actor) => ('workspaceId' in actor ? actor.workspaceId : undefined);
