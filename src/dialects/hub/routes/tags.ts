// Tags: those in use, and adding some.
import { invalid, recordOf } from '../../../core/index.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { ADDRESSINGS, findEntry } from '../addresses.ts';
import { reading, writing } from '../guards.ts';
import { presentOne } from '../present.ts';
import { Asset, problems, Tags, TagsInput } from '../schemas.ts';

const tags = ['Tags'];

export function tagRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/assets/tags',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List all tags',
        description: 'Scope: `hub:read`. Of everything live, each once.',
        response: { 200: Tags, ...problems() },
      },
    },
    async (request) => core.listTags(request.actor),
  );

  for (const { by, url, params, query, addressOf } of ADDRESSINGS) {
    scope.post(
      url('/tags'),
      {
        ...writing,
        schema: {
          tags,
          summary: `Add tags to a file or folder (${by})`,
          description: 'Scope: `hub:write`. To those it has; PATCH replaces them.',
          params: params(),
          querystring: query(),
          body: TagsInput,
          response: { 200: Asset, ...problems(409) },
        },
      },
      async (request) => {
        const entry = await findEntry(core, request.actor, addressOf(request), { grant: 'write', state: 'live' });
        const added = Array.isArray(request.body) ? request.body : request.body.tags;
        if (added.length === 0) throw invalid('tags', 'A tag is needed.');
        return presentOne(core, request.actor, await core.addTags(request.actor, recordOf(entry).id, added));
      },
    );
  }
}
