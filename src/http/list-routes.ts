// The two routes of a list: its pages, and the description of what they can be asked.
import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { type Actor, type Core, type Grant, type Page, workspaceFor } from '../core/index.ts';
import { requireGrant } from './authenticate.ts';
import type { Scope } from './dialect.ts';
import {
  describeList,
  FilterMetadata,
  type ListDefinition,
  listParameters,
  type ParsedList,
  parseList,
  presentPage,
} from './listing.ts';

export interface ListRoutes<Row> {
  /** The descriptions are at `/filters` below it. */
  readonly path: string;
  readonly definition: ListDefinition;
  /** What the list is of, in the plural, for the documents. */
  readonly what: string;
  readonly tags: string[];
  readonly scope: string;
  readonly grant: Grant;
  /** Of a page, and of what else may be answered. */
  readonly page: TSchema;
  readonly problems: Readonly<Record<number, TSchema>>;
  read(actor: Actor, query: ParsedList['query']): Promise<Page<Row>>;
  present(request: FastifyRequest, rows: Row[], hydrate: boolean): Promise<unknown[]>;
}

export function listRoutes<Row>(scope: Scope, core: Core, list: ListRoutes<Row>): void {
  const { path, definition, tags, grant, what, page, problems } = list;
  const description = `Scope: \`${list.scope}\`.`;
  const guarded = { onRequest: requireGrant(grant) };

  scope.get(
    path,
    {
      ...guarded,
      schema: {
        tags,
        summary: `List ${what}`,
        description,
        querystring: listParameters(definition),
        response: { 200: page, ...problems },
      },
    },
    async (request) => {
      const parsed = parseList(core, definition, workspaceFor(request.actor, grant), request.query);
      const found = await list.read(request.actor, parsed.query);
      return presentPage(core, parsed, found, await list.present(request, found.items, parsed.hydrate));
    },
  );

  scope.get(
    `${path}/filters`,
    {
      ...guarded,
      schema: {
        tags,
        summary: `What the list of ${what} can be asked`,
        description,
        response: { 200: FilterMetadata, ...problems },
      },
    },
    async () => describeList(definition),
  );
}
