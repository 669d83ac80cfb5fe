// The way to a folder, each step of which leads back and takes what is dropped on it.
import { ChevronRight } from 'lucide-react';
import { Link } from 'wouter';
import { useSession } from '../api/session.ts';
import { useMessages } from '../i18n/index.ts';
import { uploadTargetAttributes } from '../upload/target.ts';
import type { FolderRecord } from './records.ts';
import { useDrop, useMoveInto } from './use-drop.ts';

/** Steps that are shown before the folder itself. */
const MOST = 3;

export function Breadcrumbs({ folder }: { readonly folder: FolderRecord }) {
  const { library } = useMessages();
  const above = folder.above.slice(-MOST);
  return (
    <nav aria-label={library.path} className="flex min-w-0 items-center gap-1 text-lg">
      <ol className="flex min-w-0 items-center gap-1">
        <Step href="/" name={library.title} isHidden={above.length > 0} />
        {above.length < folder.above.length && (
          <li aria-hidden className="text-ink-faint">
            …
          </li>
        )}
        {above.map(({ id, name }, index) => (
          <Step key={id} href={`/folder/${id}`} id={id} name={name} isHidden={index < above.length - 1} />
        ))}
        <li className="min-w-0" aria-current="page">
          <h1 className="truncate text-xl font-semibold tracking-tight" title={folder.path}>
            {folder.name}
          </h1>
        </li>
      </ol>
    </nav>
  );
}

/** `isHidden`: on small screens, where only the nearest one has room. */
function Step({
  href,
  id,
  name,
  isHidden,
}: {
  readonly href: string;
  readonly id?: string;
  readonly name: string;
  readonly isHidden: boolean;
}) {
  const canWrite = useSession().grants.includes('write');
  const moveInto = useMoveInto();
  const drop = useDrop(id ?? null, canWrite ? (taken) => moveInto(taken, id ?? null, name) : undefined);
  return (
    <li className={`flex min-w-0 items-center gap-1 ${isHidden ? 'max-sm:hidden' : ''}`}>
      <Link
        href={href}
        className="-mx-1 block min-h-6 max-w-24 truncate rounded px-1 text-ink-soft hover:bg-hover hover:text-ink sm:max-w-40 data-target:bg-accent-soft data-target:text-accent-ink"
        {...drop}
        {...(id !== undefined && uploadTargetAttributes(id, name))}
      >
        {name}
      </Link>
      <ChevronRight aria-hidden size={16} className="shrink-0 text-ink-faint rtl:rotate-180" />
    </li>
  );
}
