// Where dropped and picked files go: the seam to the pages that show folders. A page says which folder it shows by
// useShownFolder, and takes that back by going. Elements that stand for a folder (a tile, a row, a node of the tree) have the
// attributes of uploadTargetAttributes, so that files can be dropped on them. What is dragged within the page carries
// INTERNAL_DRAG as a type, which files from outside never do.
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { createObservable, useObservable } from '../app/observable.ts';

export interface UploadTarget {
  /** null: the top level. */
  readonly folderId: string | null;
  /** Its name, for people; empty: the library. */
  readonly label: string;
  readonly canUpload: boolean;
}

export const INTERNAL_DRAG = 'application/x-vitrine-items';

const shown = createObservable<UploadTarget | undefined>(undefined);

/** For the page that shows a folder. */
export function useShownFolder({ folderId, label, canUpload }: UploadTarget): void {
  useEffect(() => {
    const target = { folderId, label, canUpload };
    shown.set(target);
    return () => {
      if (shown.get() === target) shown.set(undefined);
    };
  }, [folderId, label, canUpload]);
}

/** What the page says, else what the address says. */
export function useUploadTarget(): UploadTarget {
  const said = useObservable(shown);
  const [path] = useLocation();
  if (said !== undefined) return said;
  const folderId = /^\/folder\/([^/]+)/.exec(path)?.[1];
  return {
    folderId: folderId === undefined ? null : decodeURIComponent(folderId),
    label: '',
    canUpload: path === '/' || folderId !== undefined,
  };
}

/** To be spread over an element that stands for a folder. */
export const uploadTargetAttributes = (folderId: string, label: string) => ({
  'data-upload-folder': folderId,
  'data-upload-label': label,
});

/** The folder that the element stands for, or lies in one that does. */
export function targetOf(element: EventTarget | null): UploadTarget | undefined {
  if (!(element instanceof Element)) return undefined;
  const holder = element.closest<HTMLElement>('[data-upload-folder]');
  const folderId = holder?.dataset['uploadFolder'];
  if (folderId === undefined) return undefined;
  return { folderId, label: holder?.dataset['uploadLabel'] ?? '', canUpload: true };
}
