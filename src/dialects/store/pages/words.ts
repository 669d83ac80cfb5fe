// What the recipients' pages say, in the languages they know; and how each writes numbers, sizes and dates.
import type { Asset, ErrorCode } from '../../../core/index.ts';

export interface Words {
  readonly language: string;
  readonly footer: string;
  readonly password: {
    readonly title: string;
    readonly lead: string;
    readonly label: string;
    readonly submit: string;
    readonly missing: string;
    readonly wrong: string;
  };
  readonly folder: {
    readonly above: string;
    readonly empty: string;
    readonly folders: string;
    readonly files: string;
    readonly more: string;
    readonly fromStart: string;
    readonly downloadAll: string;
    readonly zipSize: (size: string, isExact: boolean) => string;
    readonly tooMany: string;
    readonly count: (count: number, shown: string) => string;
  };
  readonly file: {
    readonly download: string;
    readonly downloadNamed: (name: string) => string;
    readonly open: string;
    readonly openNamed: (name: string) => string;
    readonly preview: (name: string) => string;
    readonly previous: (name: string) => string;
    readonly next: (name: string) => string;
    readonly back: (folder: string) => string;
    readonly noPreview: string;
    readonly costs: string;
    readonly kinds: Readonly<Record<Asset['kind'], string>>;
    readonly pixels: (width: number, height: number) => string;
    readonly pages: (count: number, shown: string) => string;
  };
  readonly limits: {
    readonly until: string;
    readonly left: (count: number, shown: string) => string;
  };
  /** In words for people who know nothing of the server; other codes are trouble of ours. */
  readonly errors: Partial<Record<ErrorCode | 'expired' | 'used_up', readonly [title: string, text: string]>>;
  readonly failed: readonly [title: string, text: string];
  readonly number: (value: number) => string;
  readonly size: (bytes: number) => string;
  readonly date: (time: number) => string;
}

const UNITS = ['kB', 'MB', 'GB', 'TB'];

const formattersOf = (language: string) => ({
  number: new Intl.NumberFormat(language),
  fine: new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  bytes: new Intl.NumberFormat(language, { style: 'unit', unit: 'byte', unitDisplay: 'long' }),
  date: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
});

function formats(language: string) {
  // Made for the first page in that language: each takes milliseconds and a part of a megabyte.
  let made: ReturnType<typeof formattersOf> | undefined;
  const formatters = (): ReturnType<typeof formattersOf> => {
    made ??= formattersOf(language);
    return made;
  };
  return {
    number: (value: number) => formatters().number.format(value),
    date: (time: number) => `${formatters().date.format(time)} UTC`,
    size(bytes: number) {
      const { number, fine, bytes: whole } = formatters();
      if (bytes < 1000) return whole.format(bytes);
      const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length);
      const value = bytes / 1000 ** power;
      return `${value < 10 ? fine.format(value) : number.format(Math.round(value))} ${UNITS[power - 1]}`;
    },
  };
}

const en: Words = {
  language: 'en',
  ...formats('en-GB'),
  footer: 'Shared with Vitrine',
  password: {
    title: 'This link has a password',
    lead: 'Whoever sent you the link can tell you the password.',
    label: 'Password',
    submit: 'Open',
    missing: 'This share needs its password.',
    wrong: 'The password is wrong.',
  },
  folder: {
    above: 'Folders above',
    empty: 'There is nothing in this folder yet.',
    folders: 'Folders',
    files: 'Files',
    more: 'More files',
    fromStart: 'From the beginning',
    downloadAll: 'Download all as zip',
    zipSize: (size, isExact) => (isExact ? size : `about ${size}`),
    tooMany: 'Too many files for one download: take them folder by folder.',
    count: (count, shown) => (count === 1 ? '1 file' : `${shown} files`),
  },
  file: {
    download: 'Download',
    downloadNamed: (name) => `Download ${name}`,
    open: 'Open',
    openNamed: (name) => `Open ${name} in a new tab`,
    preview: (name) => `Preview of ${name}`,
    previous: (name) => `Previous: ${name}`,
    next: (name) => `Next: ${name}`,
    back: (folder) => `Back to ${folder}`,
    noPreview: 'There is no preview of this file.',
    costs: 'Showing or downloading the file uses one of its downloads.',
    kinds: { image: 'image', video: 'video', audio: 'audio', pdf: 'PDF', document: 'document' },
    pixels: (width, height) => `${width} × ${height} pixels`,
    pages: (count, shown) => (count === 1 ? '1 page' : `${shown} pages`),
  },
  limits: {
    until: 'Available until',
    left: (count, shown) => (count === 1 ? '1 download left' : `${shown} downloads left`),
  },
  errors: {
    not_found: [
      'There is nothing here',
      'The link may have been withdrawn, or its address may be incomplete. Ask whoever sent it to you for a new one.',
    ],
    gone: ['This link is no longer valid', 'Ask whoever sent it to you for a new one.'],
    expired: ['This link has expired', 'It was good for some time only. Ask whoever sent it to you for a new one.'],
    used_up: [
      'The downloads of this link are used up',
      'It was good for a number of downloads only. Ask whoever sent it to you for a new one.',
    ],
    forbidden: ['A password is needed', 'Open the link itself to type in its password.'],
    method_not_allowed: ['This does not work here', 'The address can not be used in this way.'],
    too_large: ['This is too much at once', 'Download the files one by one, or folder by folder.'],
    rate_limited: ['Too many attempts', 'Wait a quarter of an hour, and then try again.'],
    invalid: ['There is nothing here', 'The address is not complete. Open the link again.'],
    malformed: ['There is nothing here', 'The address is not complete. Open the link again.'],
    range_not_satisfiable: ['The file ends before that', 'Download it again from the beginning.'],
    precondition_failed: ['The file has changed', 'Download it again from the beginning.'],
  },
  failed: ['Something went wrong', 'This is not your fault. Try again in a little while.'],
};

const de: Words = {
  language: 'de',
  ...formats('de'),
  footer: 'Geteilt mit Vitrine',
  password: {
    title: 'Dieser Link hat ein Passwort',
    lead: 'Wer Ihnen den Link geschickt hat, kann Ihnen das Passwort sagen.',
    label: 'Passwort',
    submit: 'Öffnen',
    missing: 'Geben Sie das Passwort ein.',
    wrong: 'Das Passwort ist falsch.',
  },
  folder: {
    above: 'Ordner darüber',
    empty: 'In diesem Ordner ist noch nichts.',
    folders: 'Ordner',
    files: 'Dateien',
    more: 'Weitere Dateien',
    fromStart: 'Von vorn',
    downloadAll: 'Alles als Zip herunterladen',
    zipSize: (size, isExact) => (isExact ? size : `etwa ${size}`),
    tooMany: 'Zu viele Dateien auf einmal: Laden Sie sie Ordner für Ordner herunter.',
    count: (count, shown) => (count === 1 ? '1 Datei' : `${shown} Dateien`),
  },
  file: {
    download: 'Herunterladen',
    downloadNamed: (name) => `${name} herunterladen`,
    open: 'Öffnen',
    openNamed: (name) => `${name} in neuem Tab öffnen`,
    preview: (name) => `Vorschau von ${name}`,
    previous: (name) => `Vorherige Datei: ${name}`,
    next: (name) => `Nächste Datei: ${name}`,
    back: (folder) => `Zurück zu ${folder}`,
    noPreview: 'Von dieser Datei gibt es keine Vorschau.',
    costs: 'Ansehen oder Herunterladen verbraucht einen der Downloads.',
    kinds: { image: 'Bild', video: 'Video', audio: 'Ton', pdf: 'PDF', document: 'Dokument' },
    pixels: (width, height) => `${width} × ${height} Pixel`,
    pages: (count, shown) => (count === 1 ? '1 Seite' : `${shown} Seiten`),
  },
  limits: {
    until: 'Verfügbar bis',
    left: (count, shown) => (count === 1 ? 'noch 1 Download' : `noch ${shown} Downloads`),
  },
  errors: {
    not_found: [
      'Hier ist nichts',
      'Vielleicht wurde der Link zurückgezogen, oder die Adresse ist unvollständig. Bitten Sie um einen neuen.',
    ],
    gone: ['Dieser Link gilt nicht mehr', 'Bitten Sie um einen neuen, wer Ihnen diesen geschickt hat.'],
    expired: ['Dieser Link ist abgelaufen', 'Er galt nur für eine gewisse Zeit. Bitten Sie um einen neuen.'],
    used_up: [
      'Die Downloads dieses Links sind verbraucht',
      'Er galt nur für eine Anzahl von Downloads. Bitten Sie um einen neuen.',
    ],
    forbidden: ['Hier ist ein Passwort nötig', 'Öffnen Sie den Link selbst, um das Passwort einzugeben.'],
    method_not_allowed: ['Das geht hier nicht', 'Die Adresse kann so nicht benutzt werden.'],
    too_large: ['Das ist zu viel auf einmal', 'Laden Sie die Dateien einzeln oder Ordner für Ordner herunter.'],
    rate_limited: ['Zu viele Versuche', 'Warten Sie eine Viertelstunde, und versuchen Sie es dann noch einmal.'],
    invalid: ['Hier ist nichts', 'Die Adresse ist unvollständig. Öffnen Sie den Link noch einmal.'],
    malformed: ['Hier ist nichts', 'Die Adresse ist unvollständig. Öffnen Sie den Link noch einmal.'],
    range_not_satisfiable: ['Die Datei endet vorher', 'Laden Sie sie von vorn herunter.'],
    precondition_failed: ['Die Datei hat sich geändert', 'Laden Sie sie von vorn herunter.'],
  },
  failed: ['Etwas ist schiefgegangen', 'Das liegt nicht an Ihnen. Versuchen Sie es in einer Weile noch einmal.'],
};

/** By `Accept-Language` (RFC 9110, section 12.5.4), whose languages are taken in their order unless their weights say otherwise. */
export function wordsFor(languages: string | undefined): Words {
  const wanted = (languages ?? '').split(',').map((part) => {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';');
    const weight = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find(Boolean);
    return { name: tag.split('-', 1)[0], weight: Number(weight ?? 1) };
  });
  const known = wanted.filter(({ name, weight }) => (name === 'en' || name === 'de') && weight > 0);
  const best = known.toSorted((one, other) => other.weight - one.weight)[0];
  return best?.name === 'de' ? de : en;
}
