// Numbers of pages in a URL: how they are written, and how large they may be. That they are positive is for the schemas.
import type { FastifyRequest } from 'fastify';
import { invalid } from '../../core/index.ts';

export const MOST_PER_PAGE = 100;

/**
 * For routes, before their schema, which would take every spelling of a number: these parameters are decimal digits. What is
 * larger than can be counted becomes the largest number that can.
 */
export const pageNumbers =
  (...names: readonly string[]) =>
  async ({ query }: Pick<FastifyRequest, 'query'>): Promise<void> => {
    if (typeof query !== 'object' || query === null) return;
    for (const name of names) {
      const sent: unknown = Reflect.get(query, name);
      if (typeof sent !== 'string') continue;
      if (!/^[0-9]+$/.test(sent)) throw invalid(name, `${name} must be a positive whole number`);
      if (Number(sent) > Number.MAX_SAFE_INTEGER) Reflect.set(query, name, String(Number.MAX_SAFE_INTEGER));
    }
  };
