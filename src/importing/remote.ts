// HTTP with another service, which may be slow, broken or hostile: the key goes to its own origin alone, redirects are
// few and checked, answers bounded, and what fails for a while is tried again.
import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { CoreError, invalid } from '../core/index.ts';
import { checkedLink, checkPublicHost, isPrivateHost, publicLookup, serviceAddress } from './addresses.ts';
import { asCoreError, type Patience, refusal, retrying } from './patience.ts';
import { readBounded, unstalled } from './stalling.ts';

const MOST_REDIRECTS = 5;
const SOCKETS = 8;

/** How a key can be sent; which one a service takes shows at its first answer. */
const CREDENTIALS = {
  bearer: (key: string) => ({ authorization: `Bearer ${key}` }),
  'x-api-key': (key: string) => ({ 'x-api-key': key }),
  raw: (key: string) => ({ authorization: key }),
} as const;
export type Credential = keyof typeof CREDENTIALS;

export interface RemoteOptions {
  readonly url: string;
  readonly key?: string | undefined;
  /** The ways of sending the key, in the order they are tried. */
  readonly credentials: readonly Credential[];
  /** Aborted when nobody wants the import any more. */
  readonly signal: AbortSignal;
  readonly patience: Patience;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Where it came from in the end. */
  readonly url: URL;
  /** Throws `unavailable` when it breaks off or stalls. To be read to its end, or destroyed. */
  readonly bytes: AsyncIterable<Uint8Array>;
  destroy(): void;
}

export interface RequestInit {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly withoutKey?: boolean;
}

export interface JsonInit extends RequestInit {
  readonly mostBytes?: number;
}

export interface Remote extends Disposable {
  readonly base: URL;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Of a path with its query below the address of the service. */
  at(path: string): URL;
  /**
   * Of a link that the service gave. One that begins with `basePath`, as the paths of its dialect do, is below the address of
   * the service: who serves it there need not know. Throws `invalid`.
   */
  link(text: string, basePath?: string): URL;
  /** A success, whatever has to be tried again. Throws `unavailable`, `not_found`, `forbidden`, `unauthenticated`, `invalid`. */
  open(url: URL, init?: RequestInit): Promise<Answer>;
  /** The same for JSON; `malformed` for what is none or is too large. */
  json(url: URL, init?: JsonInit): Promise<unknown>;
}

const MOST_JSON_BYTES = 16 * 1024 * 1024;

/** Throws `invalid` for a bad address, `unavailable` for a host that is unknown. */
export async function openRemote(options: RemoteOptions): Promise<Remote> {
  const { key, credentials, signal, patience } = options;
  const base = serviceAddress(options.url);
  const mayReachPrivate = await isPrivateHost(base);
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: SOCKETS }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: SOCKETS }),
  };
  let chosen = 0;
  let isKeyAccepted = false;

  const isKeySent = (url: URL, { withoutKey = false }: RequestInit): boolean =>
    key !== undefined && !withoutKey && url.origin === base.origin;

  function keyHeaders(url: URL, init: RequestInit): Record<string, string> {
    const style = credentials[chosen];
    return key === undefined || style === undefined || !isKeySent(url, init) ? {} : CREDENTIALS[style](key);
  }

  /** Another request may have gone on to it already. */
  const hasOtherStyle = (used: number): boolean => chosen > used || (!isKeyAccepted && used + 1 < credentials.length);

  /** One exchange, without redirects. */
  function exchange(url: URL, init: RequestInit): Promise<IncomingMessage> {
    if (!mayReachPrivate) checkPublicHost(url);
    const body = init.json === undefined ? undefined : JSON.stringify(init.json);
    const isSecure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const request = (isSecure ? requestHttps : requestHttp)(url, {
        method: init.method ?? 'GET',
        agent: agents[isSecure ? 'https:' : 'http:'],
        signal,
        headers: {
          accept: '*/*',
          'accept-encoding': 'identity',
          'user-agent': 'vitrine-import',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...init.headers,
          ...keyHeaders(url, init),
        },
        ...(!mayReachPrivate && { lookup: publicLookup }),
      });
      const timer = setTimeout(
        () => request.destroy(new CoreError('unavailable', 'The other service does not answer.')),
        patience.answerMs,
      );
      request.on('response', (response) => {
        clearTimeout(timer);
        // Whoever reads the body is told; nobody may be reading it yet.
        response.on('error', () => undefined);
        resolve(response);
      });
      request.on('error', (error) => {
        clearTimeout(timer);
        reject(asCoreError(error));
      });
      request.end(body);
    });
  }

  /** With redirects, and with the next way of sending the key where none was accepted yet. */
  async function follow(from: URL, init: RequestInit): Promise<Answer> {
    const isHead = init.method === 'HEAD';
    let url = from;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const usedStyle = chosen;
      const response = await exchange(url, init);
      const { statusCode: status = 0, headers } = response;
      const { location } = headers;
      if (status === 401 && isKeySent(url, init) && hasOtherStyle(usedStyle)) {
        response.destroy();
        if (chosen === usedStyle) chosen++;
        continue;
      }
      if (status < 300 || status === 304 || status >= 400 || location === undefined) {
        isKeyAccepted ||= status < 400 && isKeySent(url, init);
        if (status < 300 && (headers['content-encoding'] ?? 'identity') !== 'identity') {
          response.destroy();
          throw invalid('encoding', 'The other service encodes what it sends, though it was asked not to.');
        }
        const bytes = unstalled(response, patience.stallMs);
        return { status, headers, url, bytes, destroy: () => void (isHead ? response.resume() : response.destroy()) };
      }
      response.destroy();
      if (init.method === 'POST') throw invalid('url', 'The other service redirects what is sent to it.');
      url = checkedLink(location, url);
    }
    throw invalid('url', 'The other service redirects without end.');
  }

  const at = (path: string): URL => new URL(base.href.replace(/\/+$/, '') + path);

  async function succeed(url: URL, init: RequestInit): Promise<Answer> {
    const answer = await follow(url, init);
    if (answer.status < 300) return answer;
    answer.destroy();
    throw refusal(answer.status, answer.headers['retry-after']);
  }

  return {
    base,
    patience,
    signal,
    at,
    link: (text, basePath) =>
      checkedLink(basePath !== undefined && text.startsWith(basePath) ? at(text).href : text, base),
    open: (url, init = {}) => retrying(patience, signal, () => succeed(url, init)),
    json: (url, { mostBytes = MOST_JSON_BYTES, ...init } = {}) =>
      retrying(patience, signal, async () => {
        const answer = await succeed(url, { ...init, headers: { accept: 'application/json', ...init.headers } });
        return parsed(await readBounded(answer.bytes, mostBytes));
      }),
    [Symbol.dispose]() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CoreError('malformed', 'The other service answered with something that is not JSON.');
  }
}
