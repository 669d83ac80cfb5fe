// What a dialect is to the server: its place, its routes, its way to say that something went wrong.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { Actor, Core, CoreError, Dialect, Grant } from '../core/index.ts';
import type { Attempts } from './attempts.ts';
import type { NodeState } from './node-state.ts';
import type { MetricsText } from './operations.ts';
import type { RateLimits } from './rate-limits.ts';

export type Scope = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What routes work with. */
export interface HttpServices {
  readonly core: Core;
  /** Where clients reach the server; undefined: as the request came. */
  readonly publicUrl: string | undefined;
  /** Vaults are also delivered below this domain. */
  readonly deliveryDomain: string | undefined;
  readonly maxArchiveEntries: number;
  /** What the hub dialect lets everyone do without a key. */
  readonly hubAnonymous: 'read' | 'write' | undefined;
  readonly resumable: ResumableUploads;
  /** What is measured, of all workspaces: for instance administrators. */
  readonly metrics: MetricsText;
  readonly node: NodeState;
  /** Counts wrong passwords. */
  readonly attempts: Attempts;
  readonly rateLimits: RateLimits;
}

/** In which part of the request the fault lies, as far as it is known. */
export type ErrorPlace = 'body' | 'query' | 'path' | 'header';

export interface ErrorAnswer {
  readonly status: number;
  /** Sent as JSON, or as it is when it is a page. */
  readonly body: unknown;
  /** For pages: their own headers, Content-Type included. */
  readonly page?: Readonly<Record<string, string>>;
}

export interface DialectDefinition {
  readonly name: Dialect;
  readonly title: string;
  readonly description: string;
  /** Every path below these is the dialect's, also where it has no route. */
  readonly prefixes: readonly string[];
  /** `path`: what was asked for, without its query; `languages`: `Accept-Language`, for what people read. */
  presentError(error: CoreError, place: ErrorPlace, path: string, languages: string | undefined): ErrorAnswer;
  routes(scope: Scope, services: HttpServices): void;
  /** What whoever presents no credentials may do in the first workspace where a route asks for some; nothing when absent. */
  guestGrants?(services: HttpServices): readonly Grant[];
  /** The credentials a request presents, each of which must be valid; where absent, those every dialect takes. */
  credentials?(request: FastifyRequest): string[];
}

/** Resumable uploads, below `/files` (resumable.ts). */
export interface ResumableUploads {
  /** Adds the routes below `/files` to a dialect, whose errors they take. */
  register(scope: Scope, presentError: (error: CoreError, place: ErrorPlace) => ErrorAnswer): void;
  /** Removes uploads that were not finished in time; answers how many. */
  removeExpired(): Promise<number>;
  /** Ends the requests under way, with what they have brought: their senders go on elsewhere. */
  makeRoom(): void;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before anything of the body is read. */
    actor: Actor;
  }
  interface FastifyContextConfig {
    /**
     * `required` when absent: no route is open by oversight. `optional`: a credential is checked when there is one.
     * `none`: credentials are not looked at.
     */
    access?: 'required' | 'optional' | 'none';
    /** Whose route it is; set by the server. */
    dialect?: Dialect;
    /** It changes something, whatever its method: browsers' own GETs are not enough for it. */
    changesByGet?: boolean;
    /** Its answer or its writing goes by the preconditions of a request (conditions.ts). */
    isConditional?: boolean;
    /** The path is a credential itself: it is logged nowhere. */
    hasSecretPath?: boolean;
    /** Asks how the server is: not refused for being asked too often. */
    isProbe?: boolean;
  }
}
