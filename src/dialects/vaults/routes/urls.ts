// Signing delivery URLs, and taking that back.
import { type Core, invalid, isUrlToken, notFound, urlParts, type Vault } from '../../../core/index.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { baseUrl } from '../../../http/links.ts';
import { parseTime } from '../../../http/times.ts';
import { readLocation } from '../addresses.ts';
import { impliedVault } from '../implied-vault.ts';
import { assetPath, deliveryPath, time } from '../present.ts';
import { problems, Revoked, RevokeInput, SignedUrl, SignInput, VaultHeaders } from '../schemas.ts';

/** What a signed URL carries on its own account; whatever the client wrote there gives way. */
const OWN_PARAMETER = /^(?:generation|lock)(?:=|$)/;
const ORIGIN = /^https?:\/\/[^/?#]*/i;
const LARGEST_EXPIRES = 10 ** 12;

export function urlRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;
  const tags = ['SDK: signed URLs'];

  scope.post(
    '/v1/urls/sign',
    {
      schema: {
        tags,
        summary: 'Sign a delivery URL',
        description: 'Needs the right to write, because whoever holds the URL can fetch the file.',
        headers: VaultHeaders,
        body: SignInput,
        response: { 200: SignedUrl, ...problems(413, 415) },
      },
    },
    async (request) => {
      const vault = await impliedVault(core, request, 'write');
      const { path, expires_at, password } = request.body;
      const { address, name, parameters } = readLocation(vault, path);
      const expires = readExpiry(expires_at);
      if (!(await core.findAddressedAsset(address, name))) throw notFound('Asset');
      const { generation } = await core.findUrlRevocation(vault.id, assetPath(address, name), '');
      const toSign = {
        path: deliveryPath(vault, address, name),
        parameters: [
          ...parameters.filter((parameter) => !OWN_PARAMETER.test(parameter)),
          ...(generation > 0 ? [`generation=${generation}`] : []),
          ...(password === undefined ? [] : [core.urlLock(vault, password)]),
        ],
        expires: String(expires),
      };
      const token = core.signUrl(vault, toSign);
      const query = [...toSign.parameters, `expires=${expires}`, `token=${token}`].join('&');
      return {
        url: `${baseUrl(services, request)}${toSign.path}?${query}`,
        path: assetPath(address, name),
        token,
        expires,
        expires_at: time(expires * 1000),
      };
    },
  );

  scope.post(
    '/v1/urls/revoke',
    {
      schema: {
        tags,
        summary: 'Make signed URLs stop working at once',
        headers: VaultHeaders,
        body: RevokeInput,
        response: { 200: Revoked, ...problems(413, 415, 507) },
      },
    },
    async (request) => {
      const vault = await impliedVault(core, request, 'write');
      const { url, token, path } = request.body;
      if (url !== undefined || token !== undefined) {
        const one = url === undefined ? readToken(token ?? '') : readSignedUrl(core, vault, url);
        await core.revokeUrl(request.actor, vault.id, one);
        return { revoked: true as const, token: one.token };
      }
      if (path === undefined) throw invalid('url', 'url, token or path must be given.');
      const { address, name } = readLocation(vault, path);
      const all = assetPath(address, name);
      const generation = await core.revokeUrlsOf(request.actor, vault.id, all);
      return { revoked: true as const, path: all, generation };
    },
  );
}

/** Unix seconds. */
function readExpiry(sent: number | string): number {
  const expires = typeof sent === 'number' ? sent : Math.floor(parseTime(sent, 'expires_at') / 1000);
  if (expires >= LARGEST_EXPIRES) throw invalid('expires_at', 'expires_at is in Unix seconds, not milliseconds.');
  if (expires * 1000 <= Date.now()) throw invalid('expires_at', 'expires_at lies in the past.');
  return expires;
}

function readSignedUrl(core: Core, vault: Vault, url: string): { token: string; expiresAt: number } {
  const parts = urlParts(url.replace(ORIGIN, ''));
  const proven = core.provenSignature(vault, parts, [parts.path, `/v/${vault.slug}${parts.path}`]);
  if (!proven) throw invalid('url', 'url is not a signed URL of this vault.');
  return { token: proven.token, expiresAt: Number(proven.expires) * 1000 };
}

/** When the URL expires can not be told from its token. */
function readToken(token: string): { token: string; expiresAt: null } {
  if (!isUrlToken(token)) throw invalid('token', 'token is not the token of a signed URL.');
  return { token, expiresAt: null };
}
