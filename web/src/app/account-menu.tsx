// Who is signed in, and what they choose for themselves: colours, language, keys, and to leave.
import { BookOpen, Keyboard, LogOut } from 'lucide-react';
import { explain } from '../api/errors.ts';
import { signOut, useSession } from '../api/session.ts';
import { chooseLanguage, LANGUAGES, type Language, useTranslation } from '../i18n/index.ts';
import { Menu, MenuChoice, MenuCommand, MenuItem, MenuLink, MenuSeparator } from '../ui/menu.tsx';
import { notify } from '../ui/toast.tsx';
import { addressOf } from './base.ts';
import { useObservable } from './observable.ts';
import { chooseTheme, THEMES, theme } from './theme.ts';

const LANGUAGE_CHOICES = (Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, label: LANGUAGES[value] }));

export function AccountMenu() {
  const { messages, language } = useTranslation();
  const { user, workspace } = useSession();
  const chosenTheme = useObservable(theme);
  const name = user?.name || user?.email || workspace.name;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={messages.app.account}
          className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-ink uppercase"
        >
          {[...name][0]}
        </button>
      }
    >
      <div className="px-2.5 pt-1.5 pb-2">
        <div className="max-w-56 truncate font-semibold">{name}</div>
        {user && user.email !== name && <div className="max-w-56 truncate text-sm text-ink-faint">{user.email}</div>}
      </div>
      <MenuSeparator />
      <MenuChoice
        label={messages.app.theme}
        choices={THEMES.map((value) => ({ value, label: messages.app.themes[value] }))}
        value={chosenTheme}
        onChange={chooseTheme}
      />
      <MenuChoice
        label={messages.app.language}
        choices={LANGUAGE_CHOICES}
        value={language}
        onChange={(chosen) => void chooseLanguage(chosen)}
      />
      <MenuSeparator />
      <MenuCommand id="shortcuts.open" icon={Keyboard} />
      <MenuLink icon={BookOpen} label={messages.app.documentation} href={addressOf('/docs')} />
      <MenuSeparator />
      <MenuItem
        icon={LogOut}
        label={messages.app.signOut}
        onSelect={() => void signOut().catch((error: unknown) => notify({ text: explain(error), isError: true }))}
      />
    </Menu>
  );
}
