// A library with nothing in it yet, which invites to put something there.
import { useMessages } from '../i18n/index.ts';
import { UploadInvitation } from '../upload/upload-invitation.tsx';

export function EmptyLibrary() {
  const { library } = useMessages();
  return (
    <div className="h-full p-4 sm:p-6">
      <div className="grid h-full min-h-96 place-items-center rounded-3xl border-2 border-dashed border-line px-6 py-10">
        <div className="grid max-w-md justify-items-center text-center">
          <Things />
          <h1 className="mt-8 text-2xl font-semibold tracking-tight text-balance">{library.emptyTitle}</h1>
          <p className="mt-2 text-lg text-ink-soft text-pretty">{library.emptyLead}</p>
          <div className="mt-6 flex flex-wrap justify-center gap-2">
            <UploadInvitation />
          </div>
        </div>
      </div>
    </div>
  );
}

/** A document, a picture and a recording, fanned out. */
const Things = () => (
  <svg viewBox="0 0 240 150" width="240" height="150" aria-hidden="true" className="max-w-full">
    <g transform="rotate(-12 70 90)">
      <rect x="34" y="36" width="78" height="98" rx="12" className="fill-surface stroke-line" strokeWidth="2" />
      <path d="M50 62h46M50 78h46M50 94h30" className="stroke-line" strokeWidth="6" strokeLinecap="round" />
    </g>
    <g transform="rotate(12 170 90)">
      <rect x="128" y="36" width="78" height="98" rx="12" className="fill-surface stroke-line" strokeWidth="2" />
      <path d="M158 70v30l26-15z" className="fill-line" />
    </g>
    <rect x="70" y="18" width="100" height="112" rx="14" className="fill-surface stroke-line" strokeWidth="2" />
    <rect x="80" y="28" width="80" height="92" rx="8" className="fill-accent-soft" />
    <circle cx="138" cy="52" r="9" className="fill-accent opacity-50" />
    <path d="M80 106l24-32 17 21 12-13 27 30v0a8 8 0 0 1-8 8H88a8 8 0 0 1-8-8z" className="fill-accent" />
  </svg>
);
