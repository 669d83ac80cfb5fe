// What lists are asked for: every order, every filter alone, and the combinations that planners get wrong.
import type { Filter, FilterValue, ListQuery, Operator, Sort } from '../src/core/index.ts';
import { RARE_TAG, RARE_WORD, TAG_NAMES, VOCABULARY } from './seeding/words.ts';

export interface Case {
  readonly name: string;
  readonly filters: readonly Filter[];
  readonly sort: Sort;
  /** Far down the list instead of its beginning. */
  readonly deep: boolean;
}

export interface Places {
  /** The fullest folder, one with few assets, a channel. */
  readonly fullFolder: string;
  readonly smallFolder: string;
  readonly channel: string;
}

const NEWEST: Sort = { field: 'created', order: 'desc' };
const ORDERS: readonly Sort[] = ['created', 'updated', 'name', 'size'].flatMap((field) => [
  { field, order: 'asc' as const },
  { field, order: 'desc' as const },
]);

const is = (field: string, value: FilterValue, operator: Operator = 'eq'): Filter => ({ field, operator, value });
const from2024 = Date.UTC(2024, 0, 1);

export function listCases({ fullFolder, smallFolder, channel }: Places): Case[] {
  const frequentTag = TAG_NAMES[0] ?? '';
  const middlingTag = TAG_NAMES[60] ?? '';
  const alone: Record<string, Filter> = {
    'kind image': is('kind', 'image'),
    'kind audio': is('kind', 'audio'),
    'kind in audio, video': is('kind', ['audio', 'video'], 'in'),
    'mime_type image/jpeg': is('mime_type', 'image/jpeg'),
    'mime_type photoshop': is('mime_type', 'image/vnd.adobe.photoshop'),
    'mime_type starts image/': is('mime_type', 'image/', 'startswith'),
    'mime_type starts audio/': is('mime_type', 'audio/', 'startswith'),
    'extension png': is('extension', 'png'),
    'extension in psd, svg': is('extension', ['psd', 'svg'], 'in'),
    'is_public true': is('is_public', true),
    'is_public false': is('is_public', false),
    'tag frequent': is('tags', frequentTag),
    'tag middling': is('tags', middlingTag),
    'tag of three assets': is('tags', RARE_TAG),
    'tags in two': is('tags', [frequentTag, middlingTag], 'in'),
    'tags all of two': is('tags', [frequentTag, middlingTag], 'all'),
    'folder full': is('folder', fullFolder),
    'folder small': is('folder', smallFolder),
    'folder channel': is('folder', channel),
    'folder in two': is('folder', [fullFolder, smallFolder], 'in'),
    'folder none': is('folder', true, 'isnull'),
    'name equal': is('name', 'IMG_0042.jpg'),
    'name starts IMG_00': is('name', 'IMG_00', 'startswith'),
    'name starts s': is('name', 's', 'startswith'),
    'size from 50 MB': is('size', 50_000_000, 'gte'),
    'size from 2 GB': is('size', 2_000_000_000, 'gte'),
    'size to 1 MB': is('size', 1_000_000, 'lt'),
    'created from 2024': is('created', from2024, 'gte'),
    'created before 2020-02': is('created', Date.UTC(2020, 1, 1), 'lt'),
    'updated from 2026-03': is('updated', Date.UTC(2026, 2, 1), 'gte'),
    'updated from 2024': is('updated', from2024, 'gte'),
    'width equal 512': is('width', 512),
    'width from 3000': is('width', 3000, 'gte'),
    'height to 700': is('height', 700, 'lt'),
    'duration from 600': is('duration', 600, 'gte'),
    'duration to 5': is('duration', 5, 'lt'),
  };
  const together: Record<string, readonly Filter[]> = {
    'image, frequent tag': [is('kind', 'image'), is('tags', frequentTag)],
    'audio, rare tag': [is('kind', 'audio'), is('tags', RARE_TAG)],
    'audio, middling tag': [is('kind', 'audio'), is('tags', middlingTag)],
    'audio, full folder': [is('kind', 'audio'), is('folder', fullFolder)],
    'photoshop, full folder': [is('mime_type', 'image/vnd.adobe.photoshop'), is('folder', fullFolder)],
    'public pdf since 2024': [is('is_public', true), is('kind', 'pdf'), is('created', from2024, 'gte')],
    'image, 1 to 2 MB': [is('kind', 'image'), is('size', 1_000_000, 'gte'), is('size', 2_000_000, 'lt')],
    'audio, width (none)': [is('kind', 'audio'), is('width', 512)],
    'photoshop, public': [is('mime_type', 'image/vnd.adobe.photoshop'), is('is_public', true)],
    'size from 50 MB, frequent tag': [is('size', 50_000_000, 'gte'), is('tags', frequentTag)],
  };
  const searches: Record<string, string> = {
    'search rare word': RARE_WORD,
    'search frequent word': VOCABULARY[0] ?? '',
    'search jpg': 'jpg',
    'search two words': `${VOCABULARY[3]} ${VOCABULARY[40]}`,
    'search frequent and rare': `jpg ${RARE_WORD}`,
    'search prefix of 2': 'im',
    'search prefix of 3': 'sca',
    'search prefix of 5': 'img_0',
    'search nothing found': 'zzzzzz',
  };
  const cases = ORDERS.flatMap((sort) => [listed('all', [], sort), listed('all', [], sort, true)]);
  for (const [name, filter] of Object.entries(alone)) {
    for (const sort of [
      NEWEST,
      ...ORDERS.filter(
        (order) => order.order === (order.field === 'name' ? 'asc' : 'desc') && order.field !== 'created',
      ),
    ]) {
      cases.push(listed(name, [filter], sort));
    }
  }
  for (const [name, filters] of Object.entries(together)) {
    for (const sort of [NEWEST, { field: 'name', order: 'asc' } as const]) cases.push(listed(name, filters, sort));
  }
  for (const [name, text] of Object.entries(searches)) {
    for (const sort of [NEWEST, { field: 'name', order: 'asc' } as const, { field: 'size', order: 'desc' } as const])
      cases.push(listed(name, [is('search', text)], sort));
  }
  cases.push(
    listed(
      'search jpg, kind image, frequent tag',
      [is('search', 'jpg'), is('kind', 'image'), is('tags', frequentTag)],
      NEWEST,
    ),
  );
  cases.push(listed('search rare, kind image', [is('search', RARE_WORD), is('kind', 'image')], NEWEST));
  return cases;
}

const listed = (name: string, filters: readonly Filter[], sort: Sort, deep = false): Case => ({
  name: `${name}, by ${sort.field} ${sort.order}${deep ? ', deep' : ''}`,
  filters,
  sort,
  deep,
});

export type AssetListQuery = Omit<ListQuery, 'workspaceId' | 'vaultId'>;
