// Work on many items, a few at a time.

/** Takes items as it gets to them. Throws the first error, once everything under way has ended; nothing is begun after it. */
export async function inParallel<T>(
  items: AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const source = items[Symbol.asyncIterator]();
  const errors: unknown[] = [];
  const lane = async (): Promise<void> => {
    try {
      for (let next = await source.next(); !next.done && errors.length === 0; next = await source.next()) {
        await work(next.value);
      }
    } catch (error) {
      errors.push(error);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  await source.return?.();
  if (errors.length > 0) throw errors[0];
}
