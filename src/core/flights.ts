// Work that several ask for at the same time, done once for all of them.

export type Flights = Map<string, Promise<unknown>>;

/** Joins the work under way under this key, or begins it. The key tells what comes out of it, its type included. */
export async function joinFlight<T>(flights: Flights, key: string, begin: () => Promise<T>): Promise<T> {
  const underway = flights.get(key);
  if (underway) return underway as Promise<T>;
  const flight = begin().finally(() => flights.delete(key));
  flights.set(key, flight);
  return flight;
}
