// Ending a process that runs until it is told to stop.

/** What is not done by then is cut. */
const DRAIN_MS = 30_000;

/** A second signal right after the first is the same one, passed on by npm. */
export function stopOnSignal(app: AsyncDisposable, delayMs = 0): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), delayMs + DRAIN_MS).unref();
    app[Symbol.asyncDispose]().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
