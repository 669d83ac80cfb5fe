// Files that are dragged over the page or pasted into it. Nothing happens for what is dragged within the page.
import { UploadCloud } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import { addUploads } from './intake.ts';
import { INTERNAL_DRAG, targetOf, type UploadTarget } from './target.ts';
import { pastedFiles, takeDropped, walk } from './walk.ts';

/** Browsers tell often that something is over the page, and not always that it has gone. */
const GONE_MS = 400;

const hasFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer?.types.includes('Files') === true && !transfer.types.includes(INTERNAL_DRAG);

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA'].includes(target.tagName));

export function DropOverlay({ target }: { readonly target: UploadTarget }) {
  const { upload } = useMessages();
  /** Where files would go if they were let go of now. */
  const [over, setOver] = useState<UploadTarget>();
  const latest = useRef(target);
  useEffect(() => {
    latest.current = target;
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const gone = (): void => {
      clearTimeout(timer);
      setOver(undefined);
    };
    const aim = (event: DragEvent): UploadTarget => targetOf(event.target) ?? latest.current;
    const dragOver = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      const aimed = aim(event);
      event.dataTransfer.dropEffect = aimed.canUpload ? 'copy' : 'none';
      setOver((before) => (before?.folderId === aimed.folderId ? before : aimed));
      clearTimeout(timer);
      timer = setTimeout(gone, GONE_MS);
    };
    const dragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) gone();
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      // Else the browser would open the file in place of the page.
      event.preventDefault();
      gone();
      const aimed = aim(event);
      if (aimed.canUpload) void addUploads(walk(takeDropped(event.dataTransfer)), aimed);
    };
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || event.defaultPrevented || isEditable(event.target) || !latest.current.canUpload) return;
      event.preventDefault();
      void addUploads(pastedFiles(files, new Date()), latest.current);
    };
    window.addEventListener('dragenter', dragOver);
    window.addEventListener('dragover', dragOver);
    window.addEventListener('dragleave', dragLeave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('dragenter', dragOver);
      window.removeEventListener('dragover', dragOver);
      window.removeEventListener('dragleave', dragLeave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, []);

  if (over === undefined) return null;
  const words = !over.canUpload
    ? upload.dropNowhere
    : over.label === ''
      ? upload.dropHere
      : upload.dropInto(over.label);
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid place-items-end justify-center bg-accent-soft/40 p-3 pb-10">
      <div className="absolute inset-2 rounded-2xl border-2 border-dashed border-accent" />
      <div className="flex max-w-full items-center gap-3 rounded-full bg-accent py-3 ps-4 pe-6 text-lg font-semibold text-on-accent shadow-3">
        <UploadCloud aria-hidden size={24} strokeWidth={1.75} className="shrink-0" />
        <span className="truncate">{words}</span>
      </div>
    </div>
  );
}
