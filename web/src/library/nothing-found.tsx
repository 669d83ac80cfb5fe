// Says which words and filters have left nothing over, and offers to be without them.
import { SearchX } from 'lucide-react';
import { useParams } from '../app/use-params.ts';
import { useTranslation } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { chipsOf } from './filter-bar.tsx';
import { hasFilters, LIST_PARAMS, NO_FILTERS } from './list-params.ts';

export function useIsFiltered(): boolean {
  const [params] = useParams(LIST_PARAMS);
  return hasFilters(params) || params.q.trim() !== '';
}

export function NothingFound() {
  const { messages, formats } = useTranslation();
  const words = messages.library;
  const [params, change] = useParams(LIST_PARAMS);
  const sought = params.q.trim();
  const filters = chipsOf(params, messages, formats)
    .map(({ label }) => label)
    .join(', ');
  const lead =
    filters === ''
      ? words.notFoundFor(sought)
      : sought === ''
        ? words.notFoundWith(filters)
        : words.notFoundForWith(sought, filters);
  return (
    <EmptyState icon={SearchX} title={words.notFoundTitle} lead={lead}>
      {filters !== '' && <Button onClick={() => change({ ...NO_FILTERS, q: params.q })}>{words.clearFilters}</Button>}
    </EmptyState>
  );
}
