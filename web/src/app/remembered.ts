// What this browser remembers of the user's choices. A store that may not be used is the same as an empty one.

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`vitrine.${name}`);
  } catch {
    return null;
  }
}

/** null forgets. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`vitrine.${name}`);
    else localStorage.setItem(`vitrine.${name}`, value);
  } catch {
    // The choice then holds until the page is left.
  }
}
