// Parts of the console that are loaded when they are first shown. Not by React's own `lazy`: whatever has shown nothing for a moment
// waits there until 300 ms are over, however soon it has come.
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

interface Deferred<Props> {
  (props: Props): ReactNode;
  /** Whoever seems to want it soon: then it is shown at once. */
  preload(): void;
}

/** Shows `meanwhile`, or nothing, while it is loaded; what goes wrong is for the nearest ErrorBoundary. */
export function deferred<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile?: (props: Props) => ReactNode,
): Deferred<Props> {
  let loaded: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  const ensureLoaded = (): Promise<void> => {
    loading ??= load().then(
      (component) => {
        loaded = component;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  function Part(props: Props): ReactNode {
    const [Shown, show] = useState(() => loaded);
    useEffect(() => {
      if (Shown !== undefined) return;
      ensureLoaded().then(
        () => show(() => loaded),
        (error: unknown) =>
          show(() => {
            throw error;
          }),
      );
    }, [Shown]);
    return Shown === undefined ? meanwhile?.(props) : <Shown {...props} />;
  }
  return Object.assign(Part, { preload: () => void ensureLoaded().catch(() => undefined) });
}
