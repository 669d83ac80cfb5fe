// Preconditions of requests about records (RFC 9110, section 13): the tag that an answer gives, what a writer says to have seen, and
// no writing for those who say it where nothing is compared. Those of files are in download/conditionals.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CoreError, type Revised, revisionOf, type WriteCondition } from '../core/index.ts';
import { evaluatePreconditions } from './download/conditionals.ts';
import { parseHttpDate } from './download/dates.ts';
import { type EntityTag, readEntityTags } from './entity-tags.ts';

/** Of routes whose answer or whose writing goes by conditions. */
export const conditional = { config: { isConditional: true } } as const;

/** Gives the record's tag along with an answer that shows it. No cache keeps such an answer: it shows more than its tag stands for. */
export function tagRecord(reply: FastifyReply, record: Revised): void {
  reply.headers({ etag: `"${revisionOf(record)}"`, 'cache-control': 'no-store' });
}

/** As `tagRecord`; whether the asker has the record already, which is a 304. Throws `precondition_failed`. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, record: Revised): boolean {
  tagRecord(reply, record);
  const validators = { etag: `"${revisionOf(record)}"`, lastModified: new Date(record.updatedAt) };
  const verdict = evaluatePreconditions(request.method, request.headers, validators);
  if (verdict === 'failed') throw new CoreError('precondition_failed', 'It is not what you asked for any more.');
  return verdict === 'not_modified';
}

/** To who has it already. */
export const answerKnown = (reply: FastifyReply): FastifyReply => reply.code(304).send();

/** What the sender of a change says to have seen; undefined when nothing. In the order of section 13.2.2. */
export function writeCondition({ headers }: Pick<FastifyRequest, 'headers'>): WriteCondition | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch, 'if-unmodified-since': since } = headers;
  const seconds = match === undefined && since !== undefined ? parseHttpDate(since) : undefined;
  if (match === undefined && noneMatch === undefined && seconds === undefined) return undefined;
  return {
    // Weak ones never match here (section 13.1.1).
    ...(match !== undefined && { match: unquoted(readEntityTags(match), ({ isWeak }) => !isWeak) }),
    ...(noneMatch !== undefined && { noneMatch: unquoted(readEntityTags(noneMatch), () => true) }),
    ...(seconds !== undefined && { unmodifiedSince: seconds * 1000 }),
  };
}

const unquoted = (tags: ReturnType<typeof readEntityTags>, isMeant: (tag: EntityTag) => boolean) =>
  tags === 'any' ? tags : tags.filter(isMeant).map(({ tag }) => tag.slice(1, -1));

const WRITING: readonly string[] = ['PUT', 'PATCH', 'DELETE'];

/** Where no tag is ever given, none of those sent can be right. Throws `precondition_failed`. */
export async function refuseVainConditions(request: FastifyRequest): Promise<void> {
  const { isConditional = false, changesByGet = false } = request.routeOptions.config;
  if (isConditional || !(changesByGet || WRITING.includes(request.method))) return;
  if ((writeCondition(request)?.match ?? 'any') !== 'any')
    throw new CoreError('precondition_failed', 'Nothing at this address has a tag to compare.');
}
