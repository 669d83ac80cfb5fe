// What the span of each activity is called and says, by OpenTelemetry's semantic conventions where there is one. No address is
// in it, since addresses hold names and secrets: the route's pattern is.
import {
  type Attributes,
  type Context,
  createTraceState,
  ROOT_CONTEXT,
  SpanKind,
  type SpanOptions,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import type { Activity, Measures, Outcome } from '../../core/observation.ts';

interface Described {
  readonly name: string;
  readonly options: SpanOptions;
}

const SYSTEMS: Readonly<Record<string, string>> = { postgres: 'postgresql' };

export function spanOf(activity: Activity): Described {
  switch (activity.kind) {
    case 'request': {
      const { name: method, route, scheme, dialect, id } = activity;
      return {
        name: route === undefined ? method : `${method} ${route}`,
        options: {
          kind: SpanKind.SERVER,
          attributes: {
            'http.request.method': method,
            'url.scheme': scheme,
            ...(route !== undefined && { 'http.route': route }),
            ...(dialect !== undefined && { 'vitrine.dialect': dialect }),
            'vitrine.request_id': id,
          },
        },
      };
    }
    case 'transaction': {
      const attributes = {
        'db.system.name': SYSTEMS[activity.engine] ?? activity.engine,
        'db.operation.name': activity.name,
      };
      return { name: activity.name, options: { kind: SpanKind.CLIENT, attributes } };
    }
    case 'job': {
      const attributes = {
        'vitrine.job_type': activity.name,
        'vitrine.job_id': activity.id,
        'vitrine.job_attempt': activity.attempt,
      };
      return { name: `job ${activity.name}`, options: { kind: SpanKind.INTERNAL, attributes } };
    }
    case 'decoding':
      return internal(activity, { 'vitrine.is_background': activity.isBackground });
    case 'blob':
    case 'cached blob':
    case 'cached picture':
    case 'transfer':
      return internal(activity, {});
  }
}

const internal = ({ kind, name }: Activity, attributes: Attributes): Described => ({
  name: `${kind} ${name}`,
  options: { kind: SpanKind.INTERNAL, attributes },
});

export function endAttributes({ kind }: Activity, outcome: Outcome, measures: Measures): Attributes {
  const { status, receivedBytes, sentBytes, fileBytes, files } = measures;
  return {
    ...(kind !== 'request' && { 'vitrine.outcome': outcome }),
    ...(status !== undefined && { 'http.response.status_code': status }),
    ...(status !== undefined && status >= 500 && { 'error.type': String(status) }),
    ...(receivedBytes !== undefined && { 'vitrine.received_bytes': receivedBytes }),
    ...(sentBytes !== undefined && { 'vitrine.sent_bytes': sentBytes }),
    ...(fileBytes !== undefined && { 'vitrine.file_bytes': fileBytes }),
    ...(files !== undefined && { 'vitrine.files': files }),
  };
}

const FAULTS: ReadonlySet<Outcome> = new Set(['internal', 'unavailable', 'storage_full', 'busy', 'dead']);

/** Of ours: what a client did wrong is none. */
export const isFault = ({ kind }: Activity, outcome: Outcome, { status = 0 }: Measures): boolean =>
  kind === 'request' ? status >= 500 : FAULTS.has(outcome);

/** Where a trace begins or goes on: with the requests of a dialect, and with jobs. Undefined: not here. */
export function parentOf(activity: Activity): Context | undefined {
  if (activity.kind === 'job') return ROOT_CONTEXT;
  if (activity.kind !== 'request' || activity.dialect === undefined) return undefined;
  const { caller } = activity;
  if (!caller) return ROOT_CONTEXT;
  const { traceId, spanId, isSampled, state } = caller;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
    ...(state !== undefined && { traceState: createTraceState(state) }),
  });
}
