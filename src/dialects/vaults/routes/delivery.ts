// Delivery: the files themselves, at addresses that people can read; open to everyone, or to who holds a signed URL.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { CoreError, isPreset, notFound, type UrlParts, urlLocks, urlParts, type Vault } from '../../../core/index.ts';
import { clientNetwork } from '../../../http/attempts.ts';
import { ANONYMOUS, basicPassword } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { sendDownload } from '../../../http/download/index.ts';
import { assetDownload, requestedTransform, transformParameters } from '../../../http/transforms/index.ts';
import { assetPath } from '../present.ts';
import { problems } from '../schemas.ts';

/** Another file may take the place: caches ask again soon, which costs a 304. */
const PUBLIC_CACHING = 'public, max-age=60, must-revalidate';
/** A signed URL that was revoked must not live on in caches. */
const SIGNED_CACHING = 'private, no-cache';

const File = Type.Object({
  slug: Type.String({ description: 'Of the vault.' }),
  partition: Type.String(),
  collection: Type.String(),
  channel: Type.String(),
  filename: Type.String(),
});

/** Any value is let through to the check of the signature, so that a wrong one is answered as every other. */
const Query = Type.Object({
  expires: Type.Optional(Type.Unsafe({ description: 'Of a signed URL: Unix seconds.' })),
  token: Type.Optional(Type.Unsafe({ description: 'Of a signed URL: its signature.' })),
  ...transformParameters,
});

const Bytes = {
  description: 'The file.',
  content: { '*/*': { schema: Type.Unsafe({ type: 'string', format: 'binary' }) } },
};

const DESCRIPTION = `Public vaults serve anyone. Vaults whose visibility is \`signed\` serve signed URLs alone; those work
in public vaults too. A signed URL has \`expires\` (Unix seconds) and \`token\`: base64url, without padding, of
HMAC-SHA256 with the vault's signing secret (the whole text, as UTF-8) over \`path\\nquery\\nexpires\`. \`path\` is the
path exactly as it stands in the URL, percent-encoding included. \`query\` is every other \`name=value\` as it stands in
the URL, sorted by name (equal names stay as they came), joined by \`&\`; it is empty when there is none. A URL that asks
for a password takes it in \`X-Vault-Password\` or as the password of HTTP Basic. Parameters of a transform give a picture
made of the file; 404 where there is none. A vault with presets makes no others: 403.`;

export function deliveryRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;

  async function checkLocks(request: FastifyRequest, reply: FastifyReply, vault: Vault, url: UrlParts): Promise<void> {
    const locks = urlLocks(url);
    if (locks.length === 0) return;
    const refusal = (message: string): CoreError => {
      // Lets a browser ask for it.
      reply.header('www-authenticate', 'Basic realm="vitrine", charset="UTF-8"');
      return new CoreError('unauthenticated', message);
    };
    const password = sentPassword(request);
    if (password === undefined) throw refusal('A password is needed.');
    await services.attempts.make(`vault url ${url.token.join()} ${clientNetwork(request)}`, password, async () => {
      if (!locks.every((lock) => core.urlLockOpens(vault, lock, password))) throw refusal('The password is wrong.');
    });
  }

  scope.get(
    '/v/:slug/:partition/:collection/:channel/:filename',
    {
      config: { access: 'none' },
      schema: {
        tags: ['Delivery'],
        summary: 'Fetch a file',
        description: DESCRIPTION,
        security: [],
        params: File,
        querystring: Query,
        response: { 200: Bytes, ...problems(416) },
      },
    },
    async (request, reply) => {
      const { slug, partition, collection, channel, filename } = request.params;
      const name = filename.normalize('NFC');
      const vault = await core.findDeliveryVault(slug);
      if (!vault) throw notFound('Vault');
      const url = urlParts(request.originalUrl);
      const isSigned = vault.visibility === 'signed' || url.token.length > 0 || url.expires.length > 0;
      if (isSigned) {
        // By host name, the path may be signed with or without what the host name stands for.
        const paths = [url.path, urlParts(request.url).path];
        await core.checkSignedUrl(vault, url, paths, assetPath({ partition, collection, channel }, name));
        await checkLocks(request, reply, vault, url);
      }
      const transform = requestedTransform(request);
      if (transform && vault.presets && !isPreset(vault.presets, transform))
        throw new CoreError('forbidden', 'Only the presets of this vault are served.');
      const asset = await core.findAddressedAsset({ vaultId: vault.id, partition, collection, channel }, name);
      if (!asset) throw notFound('Asset');
      reply.header('access-control-allow-origin', '*');
      return sendDownload(request, reply, {
        ...assetDownload(core, request, asset, transform, {
          disposition: 'inline',
          cacheControl: isSigned ? SIGNED_CACHING : PUBLIC_CACHING,
          onServe: () => core.countDownload(ANONYMOUS, asset),
        }),
        resourcePolicy: 'cross-origin',
      });
    },
  );
}

function sentPassword({ headers }: FastifyRequest): string | undefined {
  const header = headers['x-vault-password'];
  // Node reads header bytes as Latin-1.
  return typeof header === 'string' ? Buffer.from(header, 'latin1').toString('utf8') : basicPassword(headers);
}
