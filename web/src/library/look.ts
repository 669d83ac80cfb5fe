// How lists look: grid or lines, and how large. What was chosen last holds for every list whose address says nothing else.
import { createObservable } from '../app/observable.ts';
import { remember, remembered } from '../app/remembered.ts';
import type { ViewMode } from './layout.ts';

export const DENSITIES = ['small', 'medium', 'large'] as const;
export type Density = (typeof DENSITIES)[number];

export const viewMode = createObservable<ViewMode>(remembered('view') === 'list' ? 'list' : 'grid');
export const density = createObservable<Density>(DENSITIES.find((one) => one === remembered('density')) ?? 'medium');

export function chooseViewMode(mode: ViewMode): void {
  remember('view', mode === 'grid' ? null : mode);
  viewMode.set(mode);
}

export function chooseDensity(chosen: Density): void {
  remember('density', chosen === 'medium' ? null : chosen);
  density.set(chosen);
}

const TILE_WIDTHS = { small: 124, medium: 172, large: 256 } as const;
const ROW_HEIGHTS = { small: 40, medium: 48, large: 60 } as const;

/** On a phone two columns are more than one large one. */
export const tileWidthOf = (chosen: Density): number =>
  Math.min(TILE_WIDTHS[chosen], Math.max(96, Math.floor((window.innerWidth - 36) / 2)));
export const rowHeightOf = (chosen: Density): number => ROW_HEIGHTS[chosen];
