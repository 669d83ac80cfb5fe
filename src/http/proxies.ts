// Who has passed a request on to us: only proxies that the settings name are believed in what they say of it.
import type { FastifyRequest } from 'fastify';

/** Whether it was a proxy that is trusted, and says for whom it asks. */
export const cameByProxy = ({ ips = [] }: Pick<FastifyRequest, 'ips'>): boolean => ips.length > 1;
