// An address of the console where nothing is.
import { Compass } from 'lucide-react';
import { Link } from 'wouter';
import { useMessages } from '../i18n/index.ts';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { usePageTitle } from './page-title.ts';

export function NotFoundPage() {
  const { errors } = useMessages();
  usePageTitle(errors.notFoundTitle);
  return (
    <EmptyState icon={Compass} title={errors.notFoundTitle} lead={errors.notFoundLead}>
      <Link href="/" className={buttonClass({ kind: 'primary' })}>
        {errors.toLibrary}
      </Link>
    </EmptyState>
  );
}
