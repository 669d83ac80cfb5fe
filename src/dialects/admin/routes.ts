// The routes of the admin dialect.
import { Type } from 'typebox';
import {
  checkPassword,
  fromBase32,
  hashPassword,
  type Id,
  invalid,
  KEY_FIELDS,
  notFound,
  parseId,
  requireInstanceAdmin,
  SYSTEM,
} from '../../core/index.ts';
import { requireGrant } from '../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../http/dialect.ts';
import { creationKey } from '../../http/idempotency.ts';
import { baseUrl } from '../../http/links.ts';
import { listRoutes } from '../../http/list-routes.ts';
import { type ListDefinition, pageOf } from '../../http/listing.ts';
import { parseAssetId, presentAddresses } from './addresses.ts';
import { presentKey } from './present.ts';
import {
  Addresses,
  KeyCreated,
  KeyInput,
  KeyRead,
  Problem,
  problems,
  WorkspaceCreated,
  WorkspaceInput,
} from './schemas.ts';
import { setupPage } from './setup-page.ts';

const creationProblems = { ...problems, 409: Problem };
const RepeatHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'A repeat with the same key makes nothing, and is a 409: a key is shown only once.',
    }),
  ),
});
const KEYS: ListDefinition = { name: 'keys', fields: KEY_FIELDS };
const IdParams = Type.Object({ id: Type.String() });

export function routes(scope: Scope, services: HttpServices): void {
  keyRoutes(scope, services);
  workspaceRoutes(scope, services);
  addressRoutes(scope, services);
  metricsRoutes(scope, services);
  setupRoutes(scope, services);
}

function keyRoutes(scope: Scope, { core }: HttpServices): void {
  const tags = ['API keys'];

  scope.post(
    '/api/admin/api-keys',
    {
      schema: {
        tags,
        summary: 'Create an API key',
        headers: RepeatHeader,
        body: KeyInput,
        response: { 201: KeyCreated, ...creationProblems },
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
    async (request) => presentKey(await core.getKey(request.actor, keyId(request.params.id))),
  );

  scope.delete(
    '/api/admin/api-keys/:id',
    { schema: { tags, summary: 'Revoke an API key', params: IdParams, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      await core.revokeApiKey(request.actor, keyId(request.params.id));
      return reply.code(204).send(null);
    },
  );
}

function workspaceRoutes(scope: Scope, { core }: HttpServices): void {
  scope.post(
    '/api/admin/workspaces',
    {
      schema: {
        tags: ['Workspaces'],
        summary: 'Create a workspace and its first admin key',
        headers: RepeatHeader,
        body: WorkspaceInput,
        response: { 201: WorkspaceCreated, ...creationProblems },
      },
    },
    async (request, reply) => {
      const { id, name } = await core.createWorkspace(
        request.actor,
        request.body.name,
        creationKey(request, 'admin workspace'),
      );
      const { token } = await core.createKey(SYSTEM, { workspaceId: id, label: 'First key', scopes: ['admin'] });
      return reply.code(201).send({ id, name, key: token });
    },
  );
}

function addressRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;
  scope.get(
    '/api/admin/assets/:id/addresses',
    {
      onRequest: requireGrant('read'),
      schema: {
        tags: ['Assets'],
        summary: 'Get the addresses of an asset in every dialect',
        description: 'Scope: `assets:read`. Takes the id in the form of any dialect.',
        params: IdParams,
        response: { 200: Addresses, ...problems },
      },
    },
    async (request) => {
      const id = parseAssetId(request.params.id);
      if (!id) throw notFound('Asset');
      return presentAddresses(core, await core.getAsset(request.actor, id), baseUrl(services, request));
    },
  );
}

/** They tell of all workspaces. */
function metricsRoutes(scope: Scope, { metrics }: HttpServices): void {
  scope.get(
    '/metrics',
    {
      onRequest: [requireGrant('workspace'), async (request) => requireInstanceAdmin(request.actor)],
      schema: {
        tags: ['Operation'],
        summary: 'Get what is measured, for Prometheus',
        description: 'Scope: `admin`, of an administrator of the installation.',
        response: { 200: Type.String(), 401: Problem, 403: Problem },
      },
    },
    async (_request, reply) => {
      const { contentType, text } = await metrics();
      return reply.header('cache-control', 'no-store').type(contentType).send(text);
    },
  );
}

const SetupForm = Type.Object({
  token: Type.String(),
  email: Type.String(),
  name: Type.Optional(Type.String()),
  password: Type.String(),
});

/** The page behind the link that the first start prints. */
function setupRoutes(scope: Scope, { core }: HttpServices): void {
  const open = { config: { access: 'none' as const } };

  scope.get(
    '/setup',
    { ...open, schema: { hide: true, querystring: Type.Object({ token: Type.Optional(Type.String()) }) } },
    async (request, reply) => setupPage(reply, { token: request.query.token ?? '' }),
  );

  scope.post('/setup', { ...open, schema: { hide: true, body: SetupForm } }, async (request, reply) => {
    const { token, email, name = '', password } = request.body;
    try {
      checkPassword(password);
      await core.finishSetup({ token, email, name, passwordHash: await hashPassword(password) });
      return setupPage(reply, { done: true });
    } catch (error) {
      return setupPage(reply, { token, email, name, error });
    }
  });
}

function keyId(text: string): Id {
  const id = parseId(text);
  if (!id) throw notFound('Key');
  return id;
}

/** In the form of this dialect or of the vaults dialect. */
function vaultId(text: string): Id {
  const id = parseId(text) ?? fromBase32(text.replace(/^vault_/, ''));
  if (!id) throw invalid('vault', 'This is not the id of a vault.');
  return id;
}
