// While something is uploaded: the screen stays on, so that the machine does not go to sleep, and leaving the page is asked about.

export interface Awake {
  set(isNeeded: boolean): void;
  end(): void;
}

export function createAwake(): Awake {
  let isNeeded = false;
  let lock: WakeLockSentinel | undefined;
  const follow = (): void => void adjust().catch(() => undefined);

  // Only a page that is seen may have it, and it is lost when the page is hidden. Without TLS there is none.
  async function adjust(): Promise<void> {
    if (!isNeeded) {
      const released = lock;
      lock = undefined;
      await released?.release();
    } else if (
      (lock === undefined || lock.released) &&
      document.visibilityState === 'visible' &&
      'wakeLock' in navigator
    ) {
      lock = await navigator.wakeLock.request('screen');
    }
  }

  const question = (event: BeforeUnloadEvent): void => {
    if (isNeeded) event.preventDefault();
  };
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('beforeunload', question);
  return {
    set(needed) {
      if (needed === isNeeded) return;
      isNeeded = needed;
      follow();
    },
    end() {
      isNeeded = false;
      follow();
      document.removeEventListener('visibilitychange', follow);
      window.removeEventListener('beforeunload', question);
    },
  };
}
