// What this browser shows, and how: colours, language, sizes, keys. Kept here alone, and at once.
import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useObservable } from '../app/observable.ts';
import { chooseTheme, THEMES, theme } from '../app/theme.ts';
import { chooseSingleKeys, runCommand, singleKeys } from '../commands/running.ts';
import { chooseLanguage, LANGUAGES, type Language } from '../i18n/index.ts';
import { useTranslation } from '../i18n/settings.ts';
import { chooseDensity, DENSITIES, density } from '../library/look.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { Box, Section } from './parts.tsx';

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const LANGUAGE_CHOICES = (Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, label: LANGUAGES[value] }));

export function AppearanceSection() {
  const { messages, language } = useTranslation();
  const { settings, app, commands, library } = messages;
  const words = settings.appearance;
  const [chosenTheme, chosenDensity, areSingleOn] = [
    useObservable(theme),
    useObservable(density),
    useObservable(singleKeys),
  ];
  return (
    <Section title={settings.sections.appearance} lead={words.lead}>
      <Box>
        <fieldset>
          <legend className="mb-2 font-medium">{app.theme}</legend>
          <div className="grid gap-2 sm:grid-cols-3">
            {THEMES.map((value) => {
              const Icon = THEME_ICONS[value];
              return (
                <label
                  key={value}
                  className="flex min-h-16 cursor-pointer items-center gap-3 rounded-xl border border-line px-4 font-medium transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
                >
                  <input
                    type="radio"
                    name="theme"
                    checked={chosenTheme === value}
                    onChange={() => chooseTheme(value)}
                    className="sr-only"
                  />
                  <Icon aria-hidden size={20} strokeWidth={1.75} />
                  {app.themes[value]}
                </label>
              );
            })}
          </div>
        </fieldset>
      </Box>
      <Box>
        <div className="grid gap-5">
          <Line label={app.language}>
            <Select
              label={app.language}
              choices={LANGUAGE_CHOICES}
              value={language}
              onChange={(chosen) => void chooseLanguage(chosen)}
            />
          </Line>
          <Line label={words.density} lead={words.densityLead}>
            <Select
              label={words.density}
              choices={DENSITIES.map((value) => ({ value, label: library.densities[value] }))}
              value={chosenDensity}
              onChange={chooseDensity}
            />
          </Line>
        </div>
      </Box>
      <Box title={words.keys} lead={words.keysLead}>
        <div className="flex flex-wrap items-center justify-between gap-4">
          <Switch label={commands.single} isOn={areSingleOn} onChange={chooseSingleKeys} />
          <Button onClick={() => runCommand('shortcuts.open')}>{commands.openShortcuts}</Button>
        </div>
      </Box>
    </Section>
  );
}

const Line = ({
  label,
  lead,
  children,
}: {
  readonly label: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) => (
  <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
    <div className="min-w-0">
      <p className="font-medium">{label}</p>
      {lead !== undefined && <p className="text-sm text-ink-soft text-pretty">{lead}</p>}
    </div>
    {children}
  </div>
);
