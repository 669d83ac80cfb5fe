// What is said of uploads to those who do not see them: every five seconds at most, and at once when all is over.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../i18n/index.ts';
import type { UploadsNow } from './use-uploads.ts';

const SAID_EVERY_MS = 5_000;

export function Announcer({ now }: { readonly now: UploadsNow }) {
  const { messages, formats } = useTranslation();
  const { upload: words } = messages;
  const [said, setSaid] = useState('');
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  const { counts, isBusy, total } = now;
  const current = ((): string => {
    if (total === 0) return '';
    if (counts.asking > 0) return words.taken(counts.asking, formats.number(counts.asking));
    if (isBusy) return words.uploading(formats.number(counts.done), formats.number(total));
    const failed = counts.failed > 0 ? words.failed(counts.failed, formats.number(counts.failed)) : '';
    return [words.finished(counts.done, formats.number(counts.done)), failed].filter(Boolean).join('. ');
  })();
  useEffect(() => {
    const wait = isBusy ? Math.max(0, saidAt.current + SAID_EVERY_MS - performance.now()) : 0;
    const timer = setTimeout(() => {
      saidAt.current = performance.now();
      setSaid(current);
    }, wait);
    return () => clearTimeout(timer);
  }, [current, isBusy]);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {said}
    </div>
  );
}
