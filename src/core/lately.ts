// What many ask for and nobody needs to the second: found out for all who ask meanwhile, and told again for a while.

/**
 * Joins the question under way, or answers as the last one was answered for `keptMs` from its end on, also where it failed;
 * begins another one otherwise. So there is never more than one.
 */
export function toldLately<T>(keptMs: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let until = Number.POSITIVE_INFINITY;
  return () => {
    if (answer !== undefined && performance.now() < until) return answer;
    until = Number.POSITIVE_INFINITY;
    answer = ask().finally(() => {
      until = performance.now() + keptMs;
    });
    return answer;
  };
}
