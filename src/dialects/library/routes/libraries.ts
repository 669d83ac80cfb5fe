// Libraries: the top-level folders and the collections of the workspace.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { idOf } from '../ids.ts';
import { MOST_PER_PAGE, pageNumbers } from '../paging.ts';
import { pagesOf, presentLibrary } from '../present.ts';
import { LibraryAnswer, LibraryId, LibraryList, LibraryQuery, problems } from '../schemas.ts';
import { requireScope } from '../scopes.ts';

const tags = ['Libraries'];
const reading = { onRequest: requireScope('read:libraries') };

export function libraryRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/v1/libraries',
    {
      ...reading,
      preValidation: pageNumbers('page', 'limit'),
      schema: {
        tags,
        summary: 'List libraries, by title',
        description: 'Scope: `read:libraries`. A library is a top-level folder or a collection.',
        querystring: LibraryQuery,
        response: { 200: LibraryList, ...problems },
      },
    },
    async (request) => {
      const { page } = request.query;
      const limit = Math.min(request.query.limit, MOST_PER_PAGE);
      const { items, total } = await core.listLibraries(request.actor, { offset: (page - 1) * limit, limit });
      const total_pages = pagesOf(total, limit);
      const pagination = { page, limit, total, total_pages, has_next: page < total_pages, has_prev: page > 1 };
      return { success: true as const, data: items.map(presentLibrary), pagination };
    },
  );

  scope.get(
    '/api/v1/libraries/:libraryId',
    {
      ...reading,
      schema: {
        tags,
        summary: 'Get a library',
        description: 'Scope: `read:libraries`.',
        params: LibraryId,
        response: { 200: LibraryAnswer, ...problems },
      },
    },
    async (request) => {
      const library = await core.getLibrary(request.actor, idOf(request.params.libraryId, 'Library'));
      return { success: true as const, data: presentLibrary(library) };
    },
  );
}
