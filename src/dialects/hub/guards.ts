// Who gets as far as a route: the right it needs, and for whatever changes something, that no other site's page is behind it.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CoreError } from '../../core/index.ts';
import { basicPassword, requireGrant } from '../../http/authenticate.ts';

/** Options of routes that only read. */
export const reading = { onRequest: requireGrant('read') };

/** Options of routes that change something. */
export const writing = { onRequest: [refuseOthersPages, requireGrant('write')] };

/**
 * Options of GETs that change something, as the document has them: safe by nobody's definition, so that no HEAD, no cache and
 * nothing that fetches ahead may stand in for their sender, and no session of a browser either.
 */
export const changingByGet = {
  onRequest: [...writing.onRequest, forbidCaching],
  exposeHeadRoute: false,
  config: { changesByGet: true },
};

/**
 * Links and pictures of pages elsewhere make browsers send requests that nobody meant (Fetch Metadata,
 * https://www.w3.org/TR/fetch-metadata/), and so does fetching ahead. Throws `forbidden`.
 */
async function refuseOthersPages(request: FastifyRequest): Promise<void> {
  const { headers, actor } = request;
  const says = (name: string, word: string): boolean =>
    String(headers[name] ?? '')
      .toLowerCase()
      .includes(word);
  // Browsers say so over TLS and on the machine itself alone. No page elsewhere knows a key, but all can be guests, and
  // passwords of HTTP Basic are sent along by themselves.
  const isOpen = actor.type === 'guest' || basicPassword(headers) !== undefined;
  const isElsewhere = isOpen && [headers.origin, headers.referer].some((page) => isOfOtherHost(request, page));
  const isOfSibling = actor.type === 'guest' && says('sec-fetch-site', 'same-site');
  if (says('sec-fetch-site', 'cross-site') || isElsewhere || isOfSibling)
    throw new CoreError('forbidden', 'A page of another site can not change anything here.');
  if (['purpose', 'sec-purpose', 'x-moz'].some((name) => says(name, 'prefetch')))
    throw new CoreError('forbidden', 'What changes something can not be fetched ahead.');
}

/** Whether it is an address at another host, or none at all. */
const isOfOtherHost = ({ host }: FastifyRequest, page: string | undefined): boolean =>
  page !== undefined && (!URL.canParse(page) || new URL(page).host !== host);

async function forbidCaching(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('cache-control', 'no-store');
}
