// The own account: the name, the password, and where one is signed in.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { adminApi, consoleApi, dataOf } from '../api/client.ts';
import { openSession, useSession } from '../api/session.ts';
import { useTranslation } from '../i18n/settings.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { notify } from '../ui/toast.tsx';
import { Confirm } from './confirm.tsx';
import { useDoing } from './doing.ts';
import { Answer, Badge, Box, Refusal, Row, Rows, Section } from './parts.tsx';

const SESSIONS = ['own-sessions'];

export function AccountSection() {
  const { settings } = useTranslation().messages;
  return (
    <Section title={settings.sections.account} lead={settings.account.lead}>
      <NameBox />
      <PasswordBox />
      <SessionsBox />
    </Section>
  );
}

function NameBox() {
  const { settings, access } = useTranslation().messages;
  const { user, role, workspace, is_instance_admin } = useSession();
  const doing = useDoing();
  const [name, setName] = useState(user?.name ?? '');
  if (user === null) return null;
  const roleWords = role === 'admin' || role === 'editor' || role === 'viewer' ? access.roles[role] : undefined;

  async function save(): Promise<void> {
    await dataOf(consoleApi.PATCH('/api/console/account', { body: { name: name.trim() } }));
    await openSession();
    notify({ text: settings.saved });
  }

  return (
    <Box title={settings.account.profile}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          doing.run(save);
        }}
      >
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            label={settings.name}
            autoComplete="name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextField label={settings.email} readOnly value={user.email} type="email" autoComplete="off" />
        </div>
        <div className="rounded-xl bg-sunken px-4 py-3">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {settings.account.roleIn(workspace.name)}
            <Badge tone="accent">{roleWords?.label ?? role}</Badge>
            {is_instance_admin && <Badge tone="accent">{access.instanceAdmin}</Badge>}
          </p>
          {roleWords && <p className="mt-0.5 text-ink-soft text-pretty">{roleWords.lead}</p>}
        </div>
        <Refusal error={doing.error} />
        <div>
          <Button type="submit" disabled={doing.isBusy || name.trim() === '' || name.trim() === user.name}>
            {settings.save}
          </Button>
        </div>
      </form>
    </Box>
  );
}

const SHORTEST_PASSWORD = 10;

function PasswordBox() {
  const { settings } = useTranslation().messages;
  const { user } = useSession();
  const words = settings.account;
  const doing = useDoing();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const [old, fresh] = [String(entered.get('old') ?? ''), String(entered.get('new') ?? '')];
    if (old === '' || fresh === '') {
      doing.refuse(words.passwordMissing);
      return;
    }
    if (fresh.length < SHORTEST_PASSWORD) {
      doing.refuse(words.passwordShort);
      return;
    }
    doing.run(async () => {
      await adminApi.PUT('/api/admin/me/password', { body: { old_password: old, new_password: fresh } });
      form.current?.reset();
      notify({ text: words.passwordChanged });
      await queries.invalidateQueries({ queryKey: SESSIONS });
    });
  }

  return (
    <Box title={words.password} lead={words.passwordLead}>
      <form ref={form} method="post" noValidate className="grid gap-4" onSubmit={submit}>
        <input type="hidden" autoComplete="username" name="username" value={user?.email ?? ''} readOnly />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField label={words.oldPassword} name="old" type="password" autoComplete="current-password" />
          <TextField
            label={words.newPassword}
            name="new"
            type="password"
            autoComplete="new-password"
            minLength={SHORTEST_PASSWORD}
            hint={words.passwordRule}
          />
        </div>
        <Refusal error={doing.error} />
        <div>
          <Button type="submit" disabled={doing.isBusy}>
            {words.changePassword}
          </Button>
        </div>
      </form>
    </Box>
  );
}

function SessionsBox() {
  const { messages, formats } = useTranslation();
  const words = messages.settings.account;
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const doing = useDoing();
  const sessions = useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => dataOf(adminApi.GET('/api/admin/me/sessions', { signal })),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: SESSIONS });
  const end = (id: string) =>
    doing.run(async () => {
      await adminApi.DELETE('/api/admin/me/sessions/{id}', { params: { path: { id } } });
      await refresh();
    });
  return (
    <Box
      title={words.sessions}
      lead={words.sessionsLead}
      end={
        (sessions.data?.items.length ?? 0) > 1 && (
          <Button size="small" onClick={() => setAsking(true)}>
            {words.endOthers}
          </Button>
        )
      }
    >
      <Refusal error={doing.error} />
      <Answer of={sessions}>
        {({ items }) => (
          <Rows label={words.sessions}>
            {items.map((session) => (
              <Row
                key={session.id}
                icon={<MonitorSmartphone aria-hidden size={20} strokeWidth={1.5} className="text-ink-faint" />}
                title={
                  <>
                    {words.sessionFrom(formats.dateTime(session.created))}
                    {session.is_current && <Badge tone="accent">{words.thisSession}</Badge>}
                  </>
                }
                facts={[words.sessionUntil(formats.date(session.expires_at))]}
                end={
                  !session.is_current && (
                    <Button size="small" kind="quiet" disabled={doing.isBusy} onClick={() => end(session.id)}>
                      {words.endSession}
                    </Button>
                  )
                }
              />
            ))}
          </Rows>
        )}
      </Answer>
      {isAsking && (
        <Confirm
          title={words.endOthersTitle}
          lead={words.endOthersLead}
          label={words.endOthers}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await adminApi.DELETE('/api/admin/me/sessions');
            await refresh();
          }}
        />
      )}
    </Box>
  );
}
