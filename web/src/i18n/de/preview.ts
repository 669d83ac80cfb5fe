// Die Vorschau, und der Dialog für Links.
import type { Messages } from '../en/index.ts';

export const preview: Messages['preview'] = {
  title: 'Vorschau',
  titleOf: (name) => `Vorschau: ${name}`,
  placeOf: (at, total) => `${at} von ${total}`,
  close: 'Vorschau schließen',
  next: 'Nächstes',
  previous: 'Voriges',
  first: 'Erstes',
  last: 'Letztes',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fit: 'In das Fenster einpassen',
  fitFrom: (percent) => `${percent}: in das Fenster einpassen`,
  rotate: 'Drehen',
  fullscreen: 'Vollbild',
  download: 'Herunterladen',
  share: 'Teilen',
  details: 'Details',
  more: 'Mehr',
  openFile: 'Datei in neuem Tab öffnen',
  firstPage: 'Erste Seite',
  page: (page) => `Seite ${page}`,
  pageOf: (page, count) => `Seite ${page} von ${count}`,
  pagesOf: (name) => `Seiten von ${name}`,
  pageCount: (count) => `${count} Seiten`,
  pageFailed: 'Diese Seite lässt sich nicht zeichnen.',
  lines: (count, shown) => (count === 1 ? 'Eine Zeile' : `${shown} Zeilen`),
  textCut: (size) => `Der Anfang von ${size}. Laden Sie die Datei herunter, um alles zu sehen.`,
  wrap: 'Lange Zeilen umbrechen',
  noPicture:
    'Von dieser Art Datei gibt es keine Vorschau. Laden Sie sie herunter, um sie mit einem Ihrer Programme zu öffnen.',
  unplayable:
    'Dieser Browser kann es nicht abspielen: Er kennt die Kodierung nicht. Laden Sie es herunter, um es mit einem anderen Programm abzuspielen.',
};

export const links: Messages['links'] = {
  build: 'Link oder Bild-URL …',
  result: 'Das Bild, das der Link liefert',
  width: 'Breite',
  height: 'Höhe',
  sideWrong: '1 bis 8192',
  fit: 'Einpassen',
  fits: { cover: 'Füllen, beschneiden', contain: 'Ganz, mit Rand', inside: 'Ganz', fill: 'Verzerren' },
  format: 'Format',
  best: 'Das beste für den Browser',
  quality: (value) => `Qualität: ${value}`,
  qualityUsual: 'Qualität: wie üblich',
  file: 'Link zur Datei',
  picture: 'Link zum Bild',
  isPublic: 'Alle, die diesen Link haben, können es sehen.',
  isPrivate:
    'Diesen Link können nur Angemeldete verwenden. Für alle anderen machen Sie es öffentlich oder teilen Sie es.',
};
