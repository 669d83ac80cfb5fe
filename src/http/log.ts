// The log: JSON lines on standard output. They are written in the background, and what is left when the process ends: none is
// lost by that, also where an error that nobody caught ends it.
import fastify, { type FastifyBaseLogger } from 'fastify';

export type Log = FastifyBaseLogger;

/** What a line may be given by mistake and must not tell. The last is how the form parser is traced. */
const REDACTED = [
  'req.headers.authorization',
  'req.headers["x-api-key"]',
  'req.headers.partner_key',
  'req.headers.cookie',
  'busboyOptions.headers',
];

/** As the framework makes it, whether or not there is to be a server. */
export const createLog = (level: string): Log => fastify({ logger: { level, redact: REDACTED } }).log;
