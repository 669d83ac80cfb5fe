// Asks for the dialog in which something is shared. The dialog itself is loaded when it is first asked for.
import { createObservable } from '../app/observable.ts';

export interface ShareTarget {
  readonly type: 'asset' | 'folder';
  readonly id: string;
  /** As it is shown. */
  readonly name: string;
}

/** What the dialog is open for. */
export const sharedTarget = createObservable<ShareTarget | undefined>(undefined);

export const openShare = (target: ShareTarget): void => sharedTarget.set(target);
