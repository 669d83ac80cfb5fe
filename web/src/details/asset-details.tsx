// Everything about one asset: what can be changed first, then what is known.
import { Link2 } from 'lucide-react';
import { ApiError, explain } from '../api/errors.ts';
import { useSession } from '../api/session.ts';
import { useTranslation } from '../i18n/index.ts';
import type { OpenList } from '../library/openers.ts';
import { linkTarget } from '../preview/link-host.tsx';
import { getViewed } from '../preview/viewed.ts';
import { Button } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Switch } from '../ui/switch.tsx';
import { notify } from '../ui/toast.tsx';
import { EmbeddedFacts, FileFacts } from './file-facts.tsx';
import { Addresses, Shares } from './links.tsx';
import { Log } from './log.tsx';
import { MetadataField } from './metadata-field.tsx';
import { type AssetRecord, useAssetRecord, usePatch } from './record.ts';
import { Section } from './section.tsx';
import { TagField } from './tag-field.tsx';
import { TextEditor } from './text-editor.tsx';
import { TitleEditor } from './title-editor.tsx';
import { Versions } from './versions.tsx';

interface AssetDetailsProps {
  readonly id: string;
  readonly open: OpenList | undefined;
}

export function AssetDetails({ id, open }: AssetDetailsProps) {
  const record = useAssetRecord(id);
  if (record.error) return <p className="p-4 text-ink-soft">{explain(record.error)}</p>;
  if (record.data === undefined)
    return (
      <div className="grid gap-3 p-4">
        <Skeleton className="h-10 rounded-lg" />
        <Skeleton className="h-18 rounded-lg" />
        <Skeleton className="h-10 rounded-lg" />
      </div>
    );
  return <Loaded record={record.data} open={open} />;
}

function Loaded({ record, open }: { readonly record: AssetRecord; readonly open: OpenList | undefined }) {
  const { messages, formats } = useTranslation();
  const words = messages.details;
  const { grants, scopes } = useSession();
  const patch = usePatch(record.id, open);
  const canEdit = grants.includes('write');
  const canShare = grants.includes('share');
  const { metadata } = record;
  const count = Object.keys(metadata).length;

  async function rename(name: string): Promise<string | undefined> {
    if (name.trim() === '') return words.nameMissing;
    try {
      await patch({ name: name.trim() });
      return undefined;
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) return words.nameTaken;
      throw error;
    }
  }

  return (
    <>
      <div className="grid gap-4 px-4 pt-1 pb-5">
        <TextEditor label={words.name} value={record.name} canEdit={canEdit} save={rename} />
        <TitleEditor id={record.id} name={record.name} canEdit={canEdit} />
        <TextEditor
          label={words.description}
          value={record.description ?? ''}
          placeholder={canEdit ? words.descriptionHint : ''}
          isLong
          canEdit={canEdit}
          save={(text) => patch({ description: text.trim() === '' ? null : text })}
        />
        <TagField tags={record.tags} canEdit={canEdit} save={(tags) => patch({ tags })} />
        <div className="grid gap-2">
          {canEdit ? (
            <Switch
              label={words.isPublic}
              isOn={record.is_public}
              onChange={(isOn) => {
                patch({ is_public: isOn }).catch((error: unknown) => notify({ text: explain(error), isError: true }));
              }}
            />
          ) : (
            <p className="text-ink-soft">{record.is_public ? words.isPublicNow : words.isPrivateNow}</p>
          )}
          {record.is_public && <CopyField label={words.publicLink} value={record.url} />}
          <div>
            <Button
              size="small"
              icon={Link2}
              onClick={() => {
                getViewed(record.id, new AbortController().signal).then(linkTarget.set, (error: unknown) =>
                  notify({ text: explain(error), isError: true }),
                );
              }}
            >
              {messages.links.build}
            </Button>
          </div>
        </div>
      </div>
      <Section title={words.file} isOpenAtFirst>
        {() => <FileFacts record={record} />}
      </Section>
      <Section title={words.embedded} isOpenAtFirst>
        {() => <EmbeddedFacts record={record} />}
      </Section>
      <Section title={words.metadata} note={count > 0 ? formats.number(count) : undefined}>
        {() => <MetadataField metadata={metadata} canEdit={canEdit} save={(next) => patch({ metadata: next })} />}
      </Section>
      <Section title={words.versions} note={formats.number(record.version)}>
        {() => <Versions record={record} open={open} canEdit={canEdit} />}
      </Section>
      <Section title={words.shares}>{() => <Shares record={record} canShare={canShare} />}</Section>
      {scopes.some((scope) => scope === 'assets:read' || scope === 'admin') && (
        <Section title={words.addresses}>{() => <Addresses record={record} />}</Section>
      )}
      <Section title={words.log}>{() => <Log id={record.id} />}</Section>
    </>
  );
}
