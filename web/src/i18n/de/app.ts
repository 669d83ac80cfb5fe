// Der Rahmen der Konsole, die Anmeldung, und was überall misslingen kann.
import type { Messages } from '../en/index.ts';

export const app: Messages['app'] = {
  name: 'Vitrine',
  skipToContent: 'Zum Inhalt springen',
  navigation: 'Hauptnavigation',
  openNavigation: 'Navigation öffnen',
  closeNavigation: 'Navigation schließen',
  library: 'Bibliothek',
  settings: 'Einstellungen',
  account: 'Konto',
  theme: 'Farben',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  shortcuts: 'Tastenkürzel',
  documentation: 'API-Dokumentation',
  signOut: 'Abmelden',
  close: 'Schließen',
  copied: 'Kopiert',
  copyNamed: (what) => `${what} kopieren`,
  cancel: 'Abbrechen',
  undo: 'Rückgängig',
  retry: 'Noch einmal versuchen',
  loading: 'Wird geladen',
  notifications: 'Meldungen',
};

export const signIn: Messages['signIn'] = {
  title: 'Anmelden',
  lead: 'Alles, was Ihr Team aufbewahrt, an einem Ort.',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  showPassword: 'Passwort zeigen',
  hidePassword: 'Passwort verbergen',
  submit: 'Anmelden',
  submitting: 'Wird angemeldet …',
  wrong: 'E-Mail-Adresse oder Passwort stimmen nicht.',
  missing: 'Geben Sie E-Mail-Adresse und Passwort ein.',
  tooOften: (wait) => `Zu viele Versuche. Wieder möglich in ${wait}.`,
  againTitle: 'Noch einmal anmelden',
  againLead: 'Ihre Sitzung ist zu Ende. Auf dieser Seite geht nichts verloren: Melden Sie sich an, um fortzufahren.',
  otherUser: 'Als jemand anders anmelden',
};

export const errors: Messages['errors'] = {
  notFoundTitle: 'Hier ist nichts',
  notFoundLead: 'Vielleicht stimmt die Adresse nicht, oder es wurde verschoben oder gelöscht.',
  toLibrary: 'Zur Bibliothek',
  brokenTitle: 'Diese Seite ist gescheitert',
  brokenLead:
    'Was gespeichert war, ist sicher. Laden Sie die Seite neu; hilft das nicht, sagen Sie es dem Betreiber dieses Servers.',
  reload: 'Neu laden',
  offline: 'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung.',
  forbidden: 'Das dürfen Sie nicht.',
  gone: 'Es ist nicht mehr da.',
  conflict: 'Jemand hat es inzwischen geändert. Sehen Sie nach und wiederholen Sie es dann.',
  tooLarge: 'Es ist zu groß.',
  tooMany: (wait) => `Zu viele Anfragen. Wieder möglich in ${wait}.`,
  invalid: 'Etwas daran stimmt nicht.',
  failed: 'Der Server ist gescheitert. Versuchen Sie es gleich noch einmal.',
};
