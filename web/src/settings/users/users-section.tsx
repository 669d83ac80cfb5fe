// The people of a workspace: who may do what, who is invited, who is shut out.
import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Link as LinkIcon, Pencil, UserCheck, UserPlus, UserX } from 'lucide-react';
import { useState } from 'react';
import { adminApi, dataOf } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { text } from '../../app/search-params.ts';
import { useParams } from '../../app/use-params.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { notify } from '../../ui/toast.tsx';
import { Confirm } from '../confirm.tsx';
import { PagedRows, usePaged } from '../paged.tsx';
import { Badge, Row, Section } from '../parts.tsx';
import type { User } from '../records.ts';
import { SecretOnce } from '../secret-once.tsx';
import { EditUser } from './edit-user.tsx';
import { InviteUser } from './invite-user.tsx';
import { roleOf } from './roles.ts';

/** `workspace`: another than the own one, for administrators of the installation. */
const PARAMS = { workspace: text() };
const PAGE_SIZE = 50;

type Asked = { readonly what: 'invite' } | { readonly what: 'edit' | 'disable' | 'link'; readonly user: User };

export function UsersSection() {
  const { messages, formats } = useTranslation();
  const { settings, access } = messages;
  const own = useSession().workspace.id;
  const [params] = useParams(PARAMS);
  const workspace = params.workspace || own;
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const [link, setLink] = useState<{ readonly name: string; readonly url: string; readonly expiresAt: string }>();
  const queryKey = ['users', workspace];
  const users = usePaged(queryKey, async (cursor, signal) => {
    const query = { limit: PAGE_SIZE, workspace, ...(cursor !== undefined && { cursor }) };
    const page = await dataOf(adminApi.GET('/api/admin/users', { params: { query }, signal }));
    return { items: page.items, next: page.next_cursor };
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['users'] });
  const close = (): void => setAsked(undefined);

  async function setDisabled({ id }: User, disabled: boolean): Promise<void> {
    await adminApi.PATCH('/api/admin/users/{id}', { params: { path: { id } }, body: { disabled } });
    await refresh();
  }

  async function createLink({ id, name, email }: User): Promise<void> {
    const made = await dataOf(adminApi.POST('/api/admin/users/{id}/password-link', { params: { path: { id } } }));
    setLink({ name: name || email, url: made.url, expiresAt: made.expires_at });
  }

  return (
    <Section
      title={settings.sections.users}
      lead={access.usersLead}
      actions={
        <Button kind="primary" icon={UserPlus} onClick={() => setAsked({ what: 'invite' })}>
          {access.invite}
        </Button>
      }
    >
      <PagedRows
        of={users}
        label={settings.sections.users}
        row={(user) => (
          <UserRow
            key={user.id}
            user={user}
            onAsk={(what) => setAsked({ what, user })}
            onEnable={() =>
              void setDisabled(user, false).then(() => notify({ text: access.enabled(user.name || user.email) }))
            }
          />
        )}
      />
      {asked?.what === 'invite' && (
        <InviteUser
          workspace={workspace === own ? undefined : workspace}
          onClose={close}
          onInvited={(invited) => {
            close();
            setLink(invited);
            void refresh();
          }}
        />
      )}
      {asked?.what === 'edit' && <EditUser user={asked.user} onClose={close} onSaved={() => void refresh()} />}
      {asked?.what === 'disable' && (
        <Confirm
          title={access.disableTitle(asked.user.name || asked.user.email)}
          lead={access.disableLead}
          label={access.disable}
          onClose={close}
          onConfirm={() => setDisabled(asked.user, true)}
        />
      )}
      {asked?.what === 'link' && (
        <Confirm
          title={access.linkTitle(asked.user.name || asked.user.email)}
          lead={access.linkLead}
          label={access.createLink}
          isDangerous={false}
          onClose={close}
          onConfirm={() => createLink(asked.user)}
        />
      )}
      {link && (
        <SecretOnce
          title={access.linkFor(link.name)}
          label={access.link}
          secret={link.url}
          note={access.linkNote(formats.dateTime(link.expiresAt))}
          onClose={() => setLink(undefined)}
        />
      )}
    </Section>
  );
}

interface UserRowProps {
  readonly user: User;
  readonly onAsk: (what: 'edit' | 'disable' | 'link') => void;
  readonly onEnable: () => void;
}

function UserRow({ user, onAsk, onEnable }: UserRowProps) {
  const { messages, formats } = useTranslation();
  const { settings, access } = messages;
  const session = useSession();
  const name = user.name || user.email;
  const isDisabled = user.disabled_at !== null;
  const mayChange = session.is_instance_admin || !user.is_instance_admin;
  return (
    <Row
      icon={
        <span
          aria-hidden
          className={`grid size-9 shrink-0 place-items-center rounded-full font-semibold uppercase ${isDisabled ? 'bg-sunken text-ink-faint' : 'bg-accent-soft text-accent-ink'}`}
        >
          {[...name][0]}
        </span>
      }
      title={
        <>
          <span className={isDisabled ? 'text-ink-faint' : ''}>{name}</span>
          {user.id === session.user?.id && <span className="text-sm text-ink-faint">{access.you}</span>}
          <Badge tone={user.role === 'admin' ? 'accent' : 'plain'}>{access.roles[roleOf(user.role)].label}</Badge>
          {user.is_instance_admin && <Badge>{access.instanceAdmin}</Badge>}
          {isDisabled && <Badge tone="danger">{access.isDisabled}</Badge>}
          {!isDisabled && !user.has_password && <Badge tone="warning">{access.isInvited}</Badge>}
        </>
      }
      facts={[user.email !== name && user.email, access.since(formats.date(user.created))]}
      end={
        mayChange && (
          <Menu trigger={<IconButton icon={Ellipsis} label={settings.actionsOf(name)} />}>
            <MenuItem icon={Pencil} label={access.editUser} onSelect={() => onAsk('edit')} />
            <MenuItem
              icon={LinkIcon}
              label={access.passwordLink}
              isDisabled={isDisabled}
              onSelect={() => onAsk('link')}
            />
            <MenuSeparator />
            {isDisabled ? (
              <MenuItem icon={UserCheck} label={access.enable} onSelect={onEnable} />
            ) : (
              <MenuItem icon={UserX} label={`${access.disable} …`} isDangerous onSelect={() => onAsk('disable')} />
            )}
          </Menu>
        )
      }
    />
  );
}
