// Answers in fewer bytes: JSON of some length, packed while it is sent to whoever takes that (RFC 9110, section 12.5.3). Only for dialects
// none of whose answers holds a secret beside something that the client has sent: how long a packed answer is tells of what it repeats.
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** Below this, one packet carries the answer either way. */
const FROM_BYTES = 1_400;
/** The cheapest: a page of a list takes less than half a millisecond, and a fifth of its bytes; higher ones save little more. */
const BROTLI_QUALITY = 1;
const GZIP_LEVEL = 1;

const packings = {
  br: promisify((text: string, done: (error: Error | null, packed: Buffer) => void) =>
    brotliCompress(
      text,
      {
        params: {
          [zlib.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT,
          [zlib.BROTLI_PARAM_SIZE_HINT]: text.length,
        },
      },
      done,
    ),
  ),
  gzip: promisify((text: string, done: (error: Error | null, packed: Buffer) => void) =>
    gzip(text, { level: GZIP_LEVEL }, done),
  ),
} as const;

/** For all routes of the scope. */
export function packAnswers(scope: FastifyInstance): void {
  scope.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || !String(reply.getHeader('content-type')).startsWith('application/json'))
      return payload;
    reply.header('vary', 'Accept-Encoding');
    const coding = codingFor(request.headers['accept-encoding']);
    if (coding === undefined || payload.length < FROM_BYTES || request.method === 'HEAD') return payload;
    const packed = await packings[coding](payload);
    reply.header('content-encoding', coding);
    return packed;
  });
}

/** The one we like best of those that are taken; undefined: none is. */
function codingFor(accepted = ''): keyof typeof packings | undefined {
  const taken = new Map(
    accepted.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      return [name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))];
    }),
  );
  return (['br', 'gzip'] as const).find((coding) => taken.get(coding) ?? taken.get('*') ?? false);
}
