// What was cut off when the page was left: offered to go on with, once the same files are chosen again.
import { FileClock } from 'lucide-react';
import { useObservable } from '../app/observable.ts';
import { useTranslation } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import type { UploadEngine } from './engine.ts';
import { pickFiles } from './intake.ts';
import type { UploadTarget } from './target.ts';

const NAMED = 3;

export function RestOffer({ engine, target }: { readonly engine: UploadEngine; readonly target: UploadTarget }) {
  const { messages, formats } = useTranslation();
  const words = messages.upload;
  const rest = useObservable(engine.unfinished);
  const more = rest.length - NAMED;
  const isInFolders = rest.some(({ place }) => place.path.length > 0);
  const isLoose = rest.some(({ place }) => place.path.length === 0);
  return (
    <div className="flex flex-col gap-2 border-t border-line px-4 pt-3 pb-4 first:border-t-0">
      <h2 className="flex items-center gap-2 font-semibold">
        <FileClock aria-hidden size={18} className="shrink-0 text-accent-ink" />
        {words.restTitle(rest.length, formats.number(rest.length))}
      </h2>
      <p className="text-ink-soft text-pretty">{words.restLead}</p>
      <ul className="text-sm text-ink-faint">
        {rest.slice(0, NAMED).map(({ name, place, sizeBytes }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same in everything
          <li key={index} className="flex gap-2">
            <span className="min-w-0 truncate">{[...place.path, name].join('/')}</span>
            <span className="ms-auto shrink-0 tabular-nums">{formats.bytes(sizeBytes)}</span>
          </li>
        ))}
        {more > 0 && <li>{words.restMore(formats.number(more))}</li>}
      </ul>
      <div className="mt-1 flex flex-wrap gap-2">
        {isLoose && (
          <Button size="small" kind="primary" onClick={() => pickFiles('files', target, true)}>
            {words.chooseFiles}
          </Button>
        )}
        {isInFolders && (
          <Button
            size="small"
            kind={isLoose ? 'secondary' : 'primary'}
            onClick={() => pickFiles('folder', target, true)}
          >
            {words.chooseFolder}
          </Button>
        )}
        <Button size="small" kind="quiet" onClick={engine.discardUnfinished}>
          {words.discard}
        </Button>
      </div>
    </div>
  );
}
