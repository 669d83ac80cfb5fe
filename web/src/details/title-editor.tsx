// The title of an asset, which the library shows others in place of its name.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { consoleApi, dataOf } from '../api/client.ts';
import { useMessages } from '../i18n/index.ts';
import { TextEditor } from './text-editor.tsx';

interface TitleEditorProps {
  readonly id: string;
  /** Without a title, the name is shown. */
  readonly name: string;
  readonly canEdit: boolean;
}

const PATH = '/api/console/assets/{id}/title';

export function TitleEditor({ id, name, canEdit }: TitleEditorProps) {
  const { details } = useMessages();
  const queries = useQueryClient();
  const queryKey = ['title', id, name];
  const params = { path: { id } };
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => dataOf(consoleApi.GET(PATH, { params, signal })),
  });
  async function save(text: string): Promise<undefined> {
    const title = text.trim() === '' ? null : text.trim();
    queries.setQueryData(queryKey, await dataOf(consoleApi.PUT(PATH, { params, body: { title } })));
    await queries.invalidateQueries({ queryKey: ['events', id] });
    return undefined;
  }
  return (
    <TextEditor
      label={details.assetTitle}
      value={data?.title ?? ''}
      placeholder={data?.title === null && canEdit ? details.titleHint(data.shown) : ''}
      canEdit={canEdit && data !== undefined}
      save={save}
    />
  );
}
