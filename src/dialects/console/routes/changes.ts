// How large a selection is, and changes of all that is selected.
import { Type } from 'typebox';
import { type BulkChange, editOf, idOf, isUndoable } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { isoTime, isoTimeOrNull } from '../../../http/times.ts';
import { Problem, problems } from '../schemas.ts';
import { ChangeList, ChangeRead, ChangeWrite, Selection, SelectionSize } from '../selection-schemas.ts';
import { editOfSent, selectionOf } from '../selections.ts';

const tags = ['Changes'];
const writing = { onRequest: requireGrant('write') };
const Id = Type.Object({ id: Type.String() });
const SCOPE = 'Scope: `store:write`.';

export function changeRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;

  scope.post(
    '/api/console/selection',
    {
      onRequest: requireGrant('read'),
      schema: {
        tags,
        summary: 'How many a selection has, and how large they are',
        description: 'Scope: `store:read`.',
        body: Type.Object({ selection: Selection }, { additionalProperties: false }),
        response: { 200: SelectionSize, ...problems },
      },
    },
    async (request) => {
      const { assets, folders, bytes } = await core.measureSelection(
        request.actor,
        selectionOf(request.body.selection),
      );
      return { assets, folders, size: bytes };
    },
  );

  scope.post(
    '/api/console/changes',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Change all of a selection',
        description: `${SCOPE} 202 while it is under way. What can not be changed is counted, and the others are changed.`,
        headers: Type.Object({
          'idempotency-key': Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 255,
              description: 'A repeated request with the same key makes no other change.',
            }),
          ),
        }),
        body: ChangeWrite,
        response: { 201: ChangeRead, 202: ChangeRead, ...problems, 409: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const { selection, change } = request.body;
      const begun = await core.beginBulkChange(request.actor, {
        selection: selectionOf(selection),
        edit: editOfSent(change),
        idempotencyKey: creationKey(request, 'change'),
      });
      return reply.code(begun.finishedAt === null ? 202 : 201).send(presentChange(begun));
    },
  );

  scope.get(
    '/api/console/changes',
    {
      ...writing,
      schema: {
        tags,
        summary: 'List the latest changes of the one who asks',
        description: `${SCOPE} Newest first, up to 50.`,
        response: { 200: ChangeList, ...problems },
      },
    },
    async (request) => ({ items: (await core.listBulkChanges(request.actor)).map(presentChange) }),
  );

  scope.get(
    '/api/console/changes/:id',
    {
      ...writing,
      schema: {
        tags,
        summary: 'How far a change is',
        description: `${SCOPE} Only its maker sees it.`,
        params: Id,
        response: { 200: ChangeRead, ...problems },
      },
    },
    async (request) => presentChange(await core.getBulkChange(request.actor, idOf(request.params.id, 'Change'))),
  );

  scope.post(
    '/api/console/changes/:id/undo',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Take a change back',
        description: `${SCOPE} For seven days, and not a purge. What was changed again since stays as it is.`,
        params: Id,
        response: { 200: ChangeRead, 202: ChangeRead, ...problems, 409: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const change = await core.undoBulkChange(request.actor, idOf(request.params.id, 'Change'));
      return reply.code(change.finishedAt === null ? 202 : 200).send(presentChange(change));
    },
  );
}

const presentChange = (change: BulkChange) => ({
  id: change.id,
  type: editOf(change).type,
  state: change.state,
  total: change.total,
  done: change.done,
  failed: change.failed,
  failures: change.failures.map(({ id, name, reason }) => ({ id, name, reason })),
  is_undoable: isUndoable(change, Date.now()),
  created: isoTime(change.createdAt),
  finished: isoTimeOrNull(change.finishedAt),
});
