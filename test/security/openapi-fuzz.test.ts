// Every operation that an OpenAPI document tells of, tried with requests made of that document: whatever comes, the answer is one
// that it tells of. A failure prints the shortest such request, and the seed that makes it again (`FUZZ_SEED`).
import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/core/access.ts';
import { rounds } from '../support/figures.ts';
import { type GeneratedRequest, requestsTo, simplestRequest } from '../support/generated-requests.ts';
import { knownThings, withKnown } from '../support/known-things.ts';
import { insideShown, type Operation, readOperations, undocumented } from '../support/openapi.ts';
import { exactClient } from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));
/** Requests to each operation. */
const CASES = Number(process.env['FUZZ_CASES'] ?? rounds(25, 2_000));
const TIMEOUT_MS = 300_000 * Math.ceil(CASES / 25);

/** Of the installation, not of a workspace. */
const OF_ALL = /^(get|post|patch) (\/api\/admin\/(workspaces|health)|\/metrics)/;
/** Of who is signed in. */
const OF_PEOPLE = /^\w+ \/api\/(admin\/me\/|console\/(session|account))/;

let server: TestServer;
let key: string;
let client: ReturnType<typeof exactClient>;
let known: ReturnType<typeof knownThings>;
let operations: Operation[];
const succeeded = new Set<string>();
let sent = 0;

beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
  const scratch = await server.json<{ key: string }>('/api/admin/workspaces', {
    method: 'POST',
    json: { name: 'Scratch' },
  });
  key = scratch.key;
  client = exactClient(server.url);
  known = knownThings(server, key);
  operations = await readOperations(server);
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** What is wrong with the answer to a request; undefined when nothing is. */
async function faultOf(operation: Operation, request: GeneratedRequest): Promise<string | undefined> {
  const { method, credential } = request;
  const resolve = async (text: string) => await withKnown(text, known.get);
  const isOfPeople = OF_PEOPLE.test(operation.name);
  const right = OF_ALL.test(operation.name) ? server.rootKey : isOfPeople ? await resolve('«session»') : key;
  const headers: Record<string, string> =
    credential === 'none' ? {} : { authorization: `Bearer ${credential === 'key' ? right : 'wrong'}` };
  for (const [name, text] of Object.entries(request.headers)) headers[name] = await resolve(text);
  const body = request.body === undefined ? undefined : await resolve(request.body);
  const answer = await client.send({ method, path: await resolve(request.path), headers, body });
  sent++;
  if (answer.status < 400) succeeded.add(operation.name);
  const text = answer.body.toString();
  const told = { status: answer.status, contentType: answer.headers['content-type'] ?? '', body: answer.body };
  const shown = insideShown(answer.status < 300 ? '' : text, server.dataFolder);
  const fault =
    undocumented(operation, told) ??
    (answer.status === 500 ? 'a fault of the server' : undefined) ??
    (shown && `"${shown}" is shown`);
  return fault && `${fault}: ${answer.status} ${text.slice(0, 300)}`;
}

/** The shortest request that has a wrong answer, in words; undefined when none was found. */
async function findFault(operation: Operation): Promise<string | undefined> {
  const simplest = simplestRequest(operation);
  const property = fc.asyncProperty(requestsTo(operation), async (request) => {
    const fault = await faultOf(operation, request);
    if (fault !== undefined) throw new Error(fault);
  });
  const found = await fc.check(property, { seed: SEED, numRuns: CASES, examples: [[simplest]] });
  known.forget();
  if (!found.failed) return undefined;
  const [request] = found.counterexample ?? [];
  const reason = found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance);
  return `${operation.name}\n  ${JSON.stringify(request)}\n  ${reason}`;
}

/** What nothing that is there can be the object of. */
const NEVER_DONE: readonly string[] = ['post /api/admin/jobs/{id}/retry'];

describe(`an API that is tried with anything (FUZZ_SEED=${SEED})`, () => {
  it.each(DIALECTS)(
    'answers as its document says: %s',
    async (dialect) => {
      const faults: string[] = [];
      const own = operations.filter((operation) => operation.dialect === dialect);
      for (const operation of own) {
        const fault = await findFault(operation);
        if (fault !== undefined) faults.push(fault);
      }
      expect(faults.join('\n\n')).toBe('');
      expect(own.length).toBeGreaterThan(2);
    },
    TIMEOUT_MS,
  );

  it('was asked for everything with success, and goes on', async () => {
    const never = operations.map(({ name }) => name).filter((name) => !succeeded.has(name));
    expect(never).toEqual(NEVER_DONE);
    expect(sent).toBeGreaterThanOrEqual(operations.length * CASES);
    expect(await server.json('/readyz', { key: null })).toEqual({ status: 'ready' });
  });
});
