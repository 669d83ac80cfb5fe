// The port of those who watch the work: how often, how long, with what outcome, and what caused what. What they make of it
// (metrics, traces) is theirs; who is watched knows none of them.
import { CoreError, type ErrorCode } from './errors.ts';

/** What is watched. Everything in it but ids and trace contexts is one of few values, known when the program is written. */
export type Activity =
  | RequestActivity
  /** A named transaction, waiting for its turn included. */
  | { readonly kind: 'transaction'; readonly name: string; readonly engine: string }
  /** An operation of the blob store. */
  | { readonly kind: 'blob'; readonly name: string }
  /** An operation of the media decoder, waiting for a process included. */
  | { readonly kind: 'decoding'; readonly name: 'examine' | 'transform'; readonly isBackground: boolean }
  /** A look into the cache of pictures: `ok` where the picture is there, `absent` where it is not. */
  | { readonly kind: 'cached picture'; readonly name: 'get' }
  /** The same for blobs that are kept in memory. */
  | { readonly kind: 'cached blob'; readonly name: 'get' }
  /** An attempt at a job; `name` is its type. */
  | { readonly kind: 'job'; readonly name: string; readonly id: string; readonly attempt: number }
  /** A file that comes in, however it is sent, and one or more that go out. */
  | { readonly kind: 'transfer'; readonly name: 'upload' | 'download' };

export interface RequestActivity {
  readonly kind: 'request';
  /** Of HTTP. */
  readonly name: string;
  /** The pattern, never the address; undefined where no route fits. */
  readonly route: string | undefined;
  readonly dialect: string | undefined;
  readonly id: string;
  /** `http` or `https`. */
  readonly scheme: string;
  /** Who has sent it, where that is part of a trace. */
  readonly caller: TraceCaller | undefined;
}

/** W3C Trace Context. */
export interface TraceCaller {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  readonly isSampled: boolean;
  /** As it was sent. */
  readonly state: string | undefined;
}

/**
 * `absent`: what was asked for is not there, which may be quite right. `abandoned`: whoever asked has gone, or gave up. `dead`: a
 * job that is not tried again.
 */
export type Outcome = 'ok' | 'absent' | 'abandoned' | 'dead' | ErrorCode;

export interface Measures {
  /** Of HTTP. */
  readonly status?: number;
  /** Over the wire, heads included. */
  readonly receivedBytes?: number;
  readonly sentBytes?: number;
  /** Of the files that were transferred. */
  readonly fileBytes?: number;
  /** 1 when absent. */
  readonly files?: number;
}

/** Something under way. */
export interface Observation {
  /** 32 hex digits, where it is part of a trace. */
  readonly traceId?: string | undefined;
  /** Runs the work so that whatever begins in it, also later, counts as caused by this. */
  run<T>(work: () => T): T;
  /** Once. Never throws. */
  end(outcome: Outcome, measures?: Measures): void;
}

export interface Observer {
  /** Never throws. */
  begin(activity: Activity): Observation;
}

/** Nobody watches. */
export const NO_OBSERVER: Observer = {
  begin: () => NO_OBSERVATION,
};

const NO_OBSERVATION: Observation = {
  run: (work) => work(),
  end: () => undefined,
};

/** The same to several; the first that traces gives the trace id. */
export function observers(all: readonly Observer[]): Observer {
  const [only, ...others] = all;
  if (only && others.length === 0) return only;
  return {
    begin(activity) {
      const observations = all.map((observer) => observer.begin(activity));
      return {
        traceId: observations.find(({ traceId }) => traceId !== undefined)?.traceId,
        run: <T>(work: () => T): T => observations.reduce<() => T>((inner, one) => () => one.run(inner), work)(),
        end(outcome, measures) {
          for (const one of observations) one.end(outcome, measures);
        },
      };
    },
  };
}

/** Work as a whole. `judge` tells the outcome of what did not throw: `ok` when absent. */
export async function observe<T>(
  observer: Observer,
  activity: Activity,
  work: () => Promise<T>,
  judge?: (result: T) => Outcome,
): Promise<T> {
  const observation = observer.begin(activity);
  try {
    const result = await observation.run(work);
    observation.end(judge?.(result) ?? 'ok');
    return result;
  } catch (error) {
    observation.end(outcomeOf(error));
    throw error;
  }
}

export const outcomeOf = (error: unknown): Outcome => {
  if (error instanceof CoreError) return error.code;
  return error instanceof Error && error.name === 'AbortError' ? 'abandoned' : 'internal';
};
