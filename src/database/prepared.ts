// Queries that are built and compiled once for each engine, and run with other values each time: doing so anew costs as much
// processor time as running a small one.
import type { CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema>;

/** What can be bound. */
type Values = { readonly [name: string]: string | number | null };

/** Longer lists are compiled each time: they are rare, and each length is a query of its own. */
const MOST_ROWS = 8;

/** Stands for a value while a query is compiled. */
class Place {
  readonly row: number;
  readonly name: string;

  constructor(row: number, name: string) {
    this.row = row;
    this.name = name;
  }
}

interface Prepared {
  readonly query: CompiledQuery;
  /** Its parameters with the values of the rows. */
  bind(rows: readonly Values[]): unknown[];
}

/**
 * `build` is given places in the stead of the values, by the names of the first ones: it can put them where a value is bound, and not
 * look at them.
 */
export function prepared<V extends { [K in keyof V]: Values[string] }, Row>(
  build: (db: Db, values: V) => CompiledQuery<Row>,
): (db: Db, values: V) => Promise<QueryResult<Row>> {
  const known = new Map<unknown, Prepared>();
  return (db, values) => {
    const dialect = dialectOf(db);
    const found = known.get(dialect) ?? prepare(build(db, placesOf(values, 0)));
    known.set(dialect, found);
    return db.executeQuery<Row>({ ...found.query, parameters: found.bind([values]) });
  };
}

/** The same for lists of rows, none of which may be empty. */
export function preparedRows<V extends { [K in keyof V]: Values[string] }, Row>(
  build: (db: Db, rows: readonly V[]) => CompiledQuery<Row>,
): (db: Db, rows: readonly V[]) => Promise<QueryResult<Row>> {
  const known = new Map<unknown, Prepared[]>();
  return (db, rows) => {
    if (rows.length > MOST_ROWS) return db.executeQuery(build(db, rows));
    const dialect = dialectOf(db);
    const lengths = known.get(dialect) ?? [];
    known.set(dialect, lengths);
    const found = lengths[rows.length] ?? prepare(build(db, rows.map(placesOf)));
    lengths[rows.length] = found;
    return db.executeQuery<Row>({ ...found.query, parameters: found.bind(rows) });
  };
}

/** The same for all that is compiled alike. */
const dialectOf = (db: Db): unknown => db.getExecutor().adapter.constructor;

function placesOf<V extends object>(values: V, row: number): V {
  const places: object = Object.fromEntries(Object.keys(values).map((name) => [name, new Place(row, name)]));
  // They have the names of the values, and whoever builds a query only passes them on.
  return places as V;
}

function prepare(query: CompiledQuery): Prepared {
  const { parameters } = query;
  return {
    query,
    bind: (rows) =>
      parameters.map((parameter) => (parameter instanceof Place ? rows[parameter.row]?.[parameter.name] : parameter)),
  };
}
