// What happened to an asset, the newest first, page by page.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { consoleApi, dataOf, storeApi } from '../api/client.ts';
import { explain } from '../api/errors.ts';
import { useSession } from '../api/session.ts';
import { useTranslation } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';

const PAGE = 20;
/** So many are asked for by name. */
const MOST_NAMES = 100;

const namedIn = (actors: readonly (string | null)[]): string[] =>
  [...new Set(actors)]
    .filter((actor) => actor !== null)
    .filter((actor) => /^(user|key):/.test(actor))
    .slice(0, MOST_NAMES);

export function Log({ id }: { readonly id: string }) {
  const { messages, formats } = useTranslation();
  const words = messages.details;
  const { user } = useSession();
  const log = useInfiniteQuery({
    queryKey: ['events', id],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      dataOf(
        storeApi.GET('/api/store/asset/{id}/events', {
          params: { path: { id }, query: { limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  const refs = namedIn(log.data?.pages.flatMap(({ items }) => items.map(({ actor }) => actor)) ?? []);
  const names = useQuery({
    queryKey: ['actors', refs.join()],
    enabled: refs.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => dataOf(consoleApi.GET('/api/console/actors', { params: { query: { refs } }, signal })),
  });
  const who = (actor: string | null): string => {
    if (user && actor === `user:${user.id}`) return words.you;
    const named = names.data?.items.find(({ ref }) => ref === actor);
    if (named !== undefined) return named.name;
    const [type] = (actor ?? '').split(':');
    return type === 'user'
      ? words.somebody
      : type === 'key'
        ? words.program
        : type === 'share'
          ? words.recipient
          : words.nobody;
  };
  if (log.error) return <p className="text-danger">{explain(log.error)}</p>;
  const events: Readonly<Record<string, string>> = words.events;
  return (
    <div className="grid gap-3">
      <ol className="grid gap-2.5">
        {log.data?.pages
          .flatMap(({ items }) => items)
          .map(({ type, at, actor, info }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries of the log have no other name
            <li key={`${at} ${index}`} className="border-s-2 border-line ps-3">
              <p>
                {events[type] ?? type}
                {typeof info['name'] === 'string' && type === 'renamed' && (
                  <span className="text-ink-soft"> · {info['name']}</span>
                )}
              </p>
              <p className="text-xs text-ink-faint">
                {who(actor)} ·{' '}
                <time dateTime={at} title={formats.dateTime(at)}>
                  {formats.relative(at)}
                </time>
              </p>
            </li>
          ))}
      </ol>
      {log.hasNextPage && (
        <Button size="small" kind="quiet" disabled={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {words.earlier}
        </Button>
      )}
    </div>
  );
}
