// Which colours the page has. theme-script.js decides the same before anything is painted.
import { createObservable } from './observable.ts';
import { remember, remembered } from './remembered.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const system = matchMedia('(prefers-color-scheme: dark)');

/** What the user chose. */
export const theme = createObservable<Theme>(THEMES.find((name) => name === remembered('theme')) ?? 'system');

export function chooseTheme(chosen: Theme): void {
  remember('theme', chosen === 'system' ? null : chosen);
  theme.set(chosen);
  apply();
}

/** Follows the system from now on. */
export function followSystemTheme(): void {
  system.addEventListener('change', apply);
  apply();
}

function apply(): void {
  const isDark = theme.get() === 'dark' || (theme.get() === 'system' && system.matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--canvas');
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colour.trim());
}
