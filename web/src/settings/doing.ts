// Something that is asked of the server by a button: whether it is under way, and why it was refused.
import { useState } from 'react';
import { explain } from '../api/errors.ts';

export interface Doing {
  readonly isBusy: boolean;
  /** Absent: nothing was refused. */
  readonly error: string | undefined;
  readonly run: (work: () => Promise<unknown>) => void;
  readonly refuse: (error: string | undefined) => void;
}

export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  return {
    isBusy,
    error,
    refuse: setError,
    run: (work) => {
      setBusy(true);
      setError(undefined);
      void work()
        .catch((refusal: unknown) => setError(explain(refusal)))
        .finally(() => setBusy(false));
    },
  };
}
