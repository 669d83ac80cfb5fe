// Making, listing and revoking API keys.
import { Type } from 'typebox';
import { fromBase32, type Id, idOf, invalid, KEY_FIELDS, parseId } from '../../../core/index.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { listRoutes } from '../../../http/list-routes.ts';
import { type ListDefinition, pageOf } from '../../../http/listing.ts';
import { presentKey } from '../present.ts';
import { IdParams, KeyCreated, KeyInput, KeyRead, Problem, problems, RepeatHeader } from '../schemas.ts';

const KEYS: ListDefinition = { name: 'keys', fields: KEY_FIELDS };

export function keyRoutes(scope: Scope, { core }: HttpServices): void {
  const tags = ['API keys'];

  scope.post(
    '/api/admin/api-keys',
    {
      schema: {
        tags,
        summary: 'Create an API key',
        headers: RepeatHeader,
        body: KeyInput,
        response: { 201: KeyCreated, ...problems, 409: Problem },
      },
    },
    async (request, reply) => {
      const { label, scopes, vault, expires_at } = request.body;
      const { key, token } = await core.createKey(request.actor, {
        label,
        scopes,
        vaultId: vault ? vaultId(vault) : null,
        expiresAt: expires_at ? Date.parse(expires_at) : null,
        idempotencyKey: creationKey(request, 'admin key'),
      });
      return reply
        .code(201)
        .header('location', `/api/admin/api-keys/${key.id}`)
        .send({ ...presentKey(key), key: token });
    },
  );

  listRoutes(scope, core, {
    path: '/api/admin/api-keys',
    definition: KEYS,
    what: 'API keys',
    tags,
    scope: 'apikeys:read',
    grant: 'keys:read',
    page: pageOf(KeyRead, 'ApiKeyInDbCursorPage'),
    problems,
    read: core.listApiKeys,
    present: async (_request, rows) => rows.map(presentKey),
  });

  scope.get(
    '/api/admin/api-keys/:id',
    { schema: { tags, summary: 'Get an API key', params: IdParams, response: { 200: KeyRead, ...problems } } },
    async (request) => presentKey(await core.getKey(request.actor, idOf(request.params.id, 'Key'))),
  );

  scope.delete(
    '/api/admin/api-keys/:id',
    { schema: { tags, summary: 'Revoke an API key', params: IdParams, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await core.revokeApiKey(request.actor, idOf(request.params.id, 'Key'));
      return reply.code(204).send(null);
    },
  );
}

/** In the form of this dialect or of the vaults dialect. */
function vaultId(text: string): Id {
  const id = parseId(text) ?? fromBase32(text.replace(/^vault_/, ''));
  if (!id) throw invalid('vault', 'This is not the id of a vault.');
  return id;
}
