// Making publications: of a file that is sent, of one that lies on the server, or of an address.
import type { FastifyRequest } from 'fastify';
import type { Actor, Core, Publication } from '../../../core/index.ts';
import { askerOf } from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { baseUrl } from '../../../http/links.ts';
import { type ReceivedForm, receiveForm, releasingOnFailure } from '../../../http/upload.ts';
import { assetPath, presentPublication } from '../present.ts';
import { formFields, jsonFields, type NewPublication, readNewPublication } from '../publication-fields.ts';
import { AssetAnswer, IdempotencyHeader, NewAsset, Problem, problems } from '../schemas.ts';
import { requireScope } from '../scopes.ts';

export function creationRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;

  scope.post(
    '/api/v1/assets',
    {
      onRequest: requireScope('write:assets'),
      schema: {
        tags: ['Assets'],
        summary: 'Create an asset',
        description:
          'Scope: `write:assets`. A form with a `file`, whose type is found out; or JSON, for what has no file or one that lies below the import folder of the server.',
        headers: IdempotencyHeader,
        body: NewAsset,
        response: {
          201: AssetAnswer,
          ...problems,
          409: Problem,
          413: Problem,
          415: Problem,
          507: Problem,
        },
      },
      validatorCompiler: () => () => true,
    },
    async (request, reply) => {
      const publication = request.isMultipart() ? await createOfForm(core, request) : await createOfJson(core, request);
      return reply
        .code(201)
        .header('location', baseUrl(services, request) + assetPath(publication))
        .send({ success: true, data: presentPublication(publication) });
    },
  );
}

const keyOf = (request: FastifyRequest): string | undefined => creationKey(request, 'library asset');

async function createOfJson(core: Core, request: FastifyRequest): Promise<Publication> {
  const { actor } = request;
  const idempotencyKey = keyOf(request);
  const earlier = await core.findCreatedPublication(actor, idempotencyKey);
  // The file that was taken in then may have gone.
  if (earlier) return earlier;
  const sent = readNewPublication(jsonFields(request.body), false);
  if (sent.type === 'reference') return createReference(core, actor, sent, idempotencyKey);
  return createOfPath(core, request, sent, idempotencyKey);
}

async function createOfForm(core: Core, request: FastifyRequest): Promise<Publication> {
  const { actor } = request;
  const idempotencyKey = keyOf(request);
  await core.findCreatedPublication(actor, idempotencyKey);
  const form = await receiveForm(core, request);
  const [file] = form.files;
  const sent = await releasingOnFailure(core, form, async () => readNewPublication(fieldsOf(form), file !== undefined));
  if (sent.type === 'reference') return createReference(core, actor, sent, idempotencyKey);
  if (!file) return createOfPath(core, request, sent, idempotencyKey);
  const { name, content } = file;
  const details = { ...detailsOf(sent), name, folderId: null, idempotencyKey };
  return core.examineNow(await core.uploadAsset(actor, content, details), askerOf(request));
}

const fieldsOf = (form: ReceivedForm) => formFields(form.fields);

function createReference(
  core: Core,
  actor: Actor,
  { type: _, ...reference }: NewPublication & { readonly type: 'reference' },
  idempotencyKey: string | undefined,
): Promise<Publication> {
  return core.createReference(actor, { ...reference, idempotencyKey });
}

async function createOfPath(
  core: Core,
  request: FastifyRequest,
  sent: NewPublication & { readonly type: 'asset' },
  idempotencyKey: string | undefined,
): Promise<Publication> {
  const details = { ...detailsOf(sent), idempotencyKey };
  const asset = await core.uploadFromFolder(request.actor, sent.filePath ?? '', details);
  return core.examineNow(asset, askerOf(request));
}

const detailsOf = ({ title, description, externalUrl, isPublic }: NewPublication) => ({
  title,
  description,
  externalUrl,
  isPublic,
});
