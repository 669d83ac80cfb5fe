// Which answers leave their bytes to somebody else, decided in this one place: to the proxy in front of this server
// (X-Accel-Redirect), or to an object store that the client is sent to.
import type { FastifyRequest } from 'fastify';
import type { Presentation as HandedOut, Offload } from '../../core/ports.ts';
import { cameByProxy } from '../proxies.ts';
import type { RangeChoice } from './ranges.ts';
import type { Presentation } from './safety.ts';

interface Offloadable {
  readonly offload?: ((as: HandedOut) => Promise<Offload | undefined>) | undefined;
  readonly everyFetchCounts?: boolean | undefined;
}

interface Decided {
  readonly sizeBytes: number;
  readonly choice: RangeChoice;
  readonly presentation: Presentation;
  /** The whole header. */
  readonly disposition: string;
}

/** Smaller files are read in one go, which costs less than a look at the file and another pair of hands. */
const LEAST_BYTES = 256 * 1024;
/** Understood alike by everybody: of several ranges, empty elements and numbers without end that can not be said. */
const PLAIN_RANGE = /^bytes=(?:\d{1,15}-\d{0,15}|-\d{1,15})$/i;
/** Judged already, by our tag and date: whoever has the bytes would judge them again, by its own. */
const CONDITIONS = ['if-match', 'if-modified-since', 'if-unmodified-since'] as const;

/** After preconditions, and before the download is counted. Undefined: the bytes are sent from here. */
export async function chooseOffload(
  request: FastifyRequest,
  { offload, everyFetchCounts }: Offloadable,
  { sizeBytes, choice, presentation, disposition }: Decided,
): Promise<Offload | undefined> {
  const { method, headers } = request;
  if (offload === undefined || method !== 'GET' || sizeBytes <= LEAST_BYTES) return undefined;
  if (CONDITIONS.some((name) => headers[name] !== undefined)) return undefined;
  // A Range that was not followed would be followed after all.
  if (headers.range !== undefined && !(choice.kind === 'single' && PLAIN_RANGE.test(headers.range))) return undefined;

  const where = await offload({ contentType: presentation.contentType, contentDisposition: disposition });
  // Anybody else would be left with an empty answer.
  if (where?.kind === 'proxy') return cameByProxy(request) ? where : undefined;
  // Elsewhere the tag is another one, and an address works for minutes and without our headers.
  const mayBeSentAway = headers['if-range'] === undefined && !everyFetchCounts && presentation.standsAlone;
  return mayBeSentAway ? where : undefined;
}
