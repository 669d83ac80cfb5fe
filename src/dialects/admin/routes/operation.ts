// How the installation and its work are doing, and how much there is.
import { Type } from 'typebox';
import {
  idOf,
  isInstanceAdmin,
  MINUTE_MS,
  MOST_USAGE_DAYS,
  requireInstanceAdmin,
  SYSTEM,
  toldLately,
  workspaceFor,
} from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { presentHealth, presentUsage } from '../present.ts';
import { Health, IdParams, Problem, problems, Usage } from '../schemas.ts';

const DEFAULT_DAYS = 30;
const SHOWN_JOBS = 50;
const SHOWN_DAMAGE = 50;
/** Pages ask again and again; telling how much is verified looks at the record of every blob. */
const FIGURES_KEPT_MS = 2_000;
const VERIFIED_KEPT_MS = MINUTE_MS;

export function operationRoutes(scope: Scope, services: HttpServices): void {
  usageRoutes(scope, services);
  healthRoutes(scope, services);
  metricsRoutes(scope, services);
}

function usageRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/admin/usage',
    {
      onRequest: requireGrant('workspace'),
      schema: {
        tags: ['Operation'],
        summary: 'Get how much there is, now and day by day',
        description: 'Scope: `admin`. Days are those of UTC; one on which the server did not run is left out.',
        querystring: Type.Object({
          days: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_USAGE_DAYS, default: DEFAULT_DAYS })),
          all: Type.Optional(
            Type.Boolean({ default: false, description: 'Of all workspaces, for administrators of the installation.' }),
          ),
        }),
        response: { 200: Usage, ...problems },
      },
    },
    async (request) => {
      const { days = DEFAULT_DAYS, all = false } = request.query;
      const { actor } = request;
      return presentUsage(await (all ? core.getTotalUsage(actor, days) : core.getUsage(actor, days)));
    },
  );
}

function healthRoutes(scope: Scope, { core, node }: HttpServices): void {
  const tags = ['Operation'];
  const getFigures = toldLately(FIGURES_KEPT_MS, () => core.getFigures(SYSTEM));
  const getVerified = toldLately(VERIFIED_KEPT_MS, () => core.getVerified(SYSTEM));

  scope.get(
    '/api/admin/health',
    {
      onRequest: requireGrant('workspace'),
      schema: {
        tags,
        summary: 'Get how the work goes',
        description:
          'Scope: `admin`. Figures of the installation are for its administrators alone, null for others; `node` is the server that answers.',
        response: { 200: Health, ...problems },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const deadJobs = await core.listLastDeadJobs(request.actor, SHOWN_JOBS);
      if (!isInstanceAdmin(request.actor)) return presentHealth(node.version, deadJobs);
      const [figures, verified, knownDamage, disk] = await Promise.all([
        getFigures(),
        getVerified(),
        core.listKnownDamage(request.actor, SHOWN_DAMAGE),
        node.disk(),
      ]);
      return presentHealth(node.version, deadJobs, {
        node,
        disk,
        figures,
        verified,
        knownDamage,
        settings: core.settings,
        healsFromElsewhere: core.healsFromElsewhere,
      });
    },
  );

  scope.post(
    '/api/admin/jobs/:id/retry',
    {
      schema: {
        tags,
        summary: 'Try a job again that was laid aside',
        params: IdParams,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      workspaceFor(request.actor, 'workspace');
      await core.retryJob(request.actor, idOf(request.params.id, 'Job'));
      return reply.code(204).send(null);
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
        response: { 200: Type.String({ contentMediaType: 'text/plain' }), 401: Problem, 403: Problem },
      },
    },
    async (_request, reply) => {
      const { contentType, text } = await metrics();
      return reply.header('cache-control', 'no-store').type(contentType).send(text);
    },
  );
}
