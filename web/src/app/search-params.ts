// What of a page's state is in its address, after the question mark: each parameter with its kind and what it is when absent. Text
// that makes no sense counts as absent, so that any address can be opened.

interface Param<T> {
  /** undefined: makes no sense. */
  parse(text: string): T | undefined;
  print(value: T): string;
  readonly absent: T;
}

export type ValuesOf<P> = { readonly [Name in keyof P]: P[Name] extends Param<infer T> ? T : never };

export const text = (absent = ''): Param<string> => ({ parse: (value) => value, print: (value) => value, absent });

export function oneOf<const T extends string>(choices: readonly T[], absent: NoInfer<T>): Param<T> {
  return { parse: (value) => choices.find((choice) => choice === value), print: (value) => value, absent };
}

export const flag = (): Param<boolean> => ({
  parse: (value) => (value === '1' ? true : undefined),
  print: (value) => (value ? '1' : ''),
  absent: false,
});

export const wholeNumber = (absent: number): Param<number> => ({
  parse: (value) => (/^\d{1,15}$/.test(value) ? Number(value) : undefined),
  print: String,
  absent,
});

/** Several words: `tag=sea,sand`. A comma in a word is written `%2C` once more. */
export const list = (): Param<readonly string[]> => ({
  parse: (value) => value.split(',').filter(Boolean).map(decoded),
  print: (values) => values.map((value) => value.replaceAll('%', '%25').replaceAll(',', '%2C')).join(','),
  absent: [],
});

function decoded(word: string): string {
  return word.replaceAll('%2C', ',').replaceAll('%25', '%');
}

/** `search`: with or without its question mark. */
export function readParams<P extends object>(params: P, search: string): ValuesOf<P> {
  const query = new URLSearchParams(search);
  const read = ([name, param]: [string, Param<unknown>]): [string, unknown] => {
    const value = query.get(name);
    return [name, (value === null ? undefined : param.parse(value)) ?? param.absent];
  };
  return Object.fromEntries(Object.entries(params).map(read)) as ValuesOf<P>;
}

/** The address's text with some values changed: what equals its absence is left out, what belongs to others stays. */
export function writeParams<P extends object>(params: P, search: string, patch: Partial<ValuesOf<P>>): string {
  const query = new URLSearchParams(search);
  const known = new Map<string, Param<unknown>>(Object.entries(params));
  for (const [name, value] of Object.entries(patch)) {
    const param = known.get(name);
    if (param === undefined) continue;
    const printed = param.print(value);
    if (printed === param.print(param.absent)) query.delete(name);
    else query.set(name, printed);
  }
  const printed = query.toString();
  return printed === '' ? '' : `?${printed}`;
}
