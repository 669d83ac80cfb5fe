// Work that several ask for at the same time, done once for all of them, and given up when nobody waits for it any more.
import { CoreError } from './errors.ts';

interface Flight {
  readonly result: Promise<unknown>;
  readonly abandoned: AbortController;
  /** Those who wait. */
  passengers: number;
}

export type Flights = Map<string, Flight>;

/**
 * Joins the work under way under this key, or begins it. The key tells what comes out of it, its type included. Throws
 * `unavailable` once `signal` is aborted; `begin` is given a signal that is aborted when that has happened to all who joined.
 */
export async function joinFlight<T>(
  flights: Flights,
  key: string,
  begin: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (signal?.aborted) throw gone();
  const flight = flights.get(key) ?? depart(flights, key, begin);
  flight.passengers++;
  const left = Promise.withResolvers<never>();
  const leave = (): void => left.reject(gone());
  signal?.addEventListener('abort', leave);
  try {
    return (await Promise.race([flight.result, left.promise])) as T;
  } finally {
    signal?.removeEventListener('abort', leave);
    flight.passengers--;
    if (flight.passengers === 0) {
      // Whoever comes now begins anew.
      if (flights.get(key) === flight) flights.delete(key);
      flight.abandoned.abort(gone());
    }
  }
}

const gone = (): CoreError => new CoreError('unavailable', 'Whoever asked for it has gone.');

function depart(flights: Flights, key: string, begin: (signal: AbortSignal) => Promise<unknown>): Flight {
  const abandoned = new AbortController();
  const result = begin(abandoned.signal);
  const flight: Flight = { result, abandoned, passengers: 0 };
  flights.set(key, flight);
  const land = (): void => {
    if (flights.get(key) === flight) flights.delete(key);
  };
  result.then(land, land);
  return flight;
}
