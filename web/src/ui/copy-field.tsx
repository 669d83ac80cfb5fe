// Something to copy: a text that can be selected, and a button that copies it, also where the page is not served by HTTPS.
import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import { IconButton } from './button.tsx';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  /** Its name stands above it; otherwise only screen readers say it. */
  readonly isLabelled?: boolean;
}

const TOLD_MS = 2_000;

export function CopyField({ label, value, isLabelled = false }: CopyFieldProps) {
  const { app } = useMessages();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), TOLD_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy(): Promise<void> {
    field.current?.select();
    setCopied(await copyText(value, field.current));
  }

  return (
    <div className="grid gap-1">
      {isLabelled && <span className="text-sm font-medium text-ink-soft">{label}</span>}
      <div className="flex items-center gap-1">
        <input
          ref={field}
          readOnly
          value={value}
          aria-label={label}
          dir="ltr"
          onFocus={({ currentTarget }) => currentTarget.select()}
          className="h-9 min-w-0 flex-1 rounded-lg border border-line bg-sunken px-2.5 font-mono text-xs text-ink"
        />
        <IconButton
          icon={isCopied ? Check : Copy}
          label={isCopied ? app.copied : app.copyNamed(label)}
          onClick={() => void copy()}
        />
        <span role="status" className="sr-only">
          {isCopied && app.copied}
        </span>
      </div>
    </div>
  );
}

/** Answers whether it was copied. `field`: with that text in it, for browsers that copy only what is selected. */
async function copyText(text: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Outside of secure contexts there is no clipboard; this older way works there, with what is selected within the dialog.
    field?.focus();
    field?.select();
    return document.execCommand('copy');
  }
}
