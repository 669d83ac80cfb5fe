// Die Befehle der Konsole und das Blatt mit ihren Tasten.
import type { Messages } from '../en/index.ts';

export const commands: Messages['commands'] = {
  sheetTitle: 'Tastenkürzel',
  sheetLead: 'Tasten mit einem Zeichen tun nichts, während Sie schreiben.',
  single: 'Tasten mit einem Zeichen verwenden',
  afterwards: 'dann',
  or: 'oder',
  groups: { everywhere: 'Überall', library: 'In der Bibliothek', preview: 'In der Vorschau' },
  openSearch: 'Suchen',
  openShortcuts: 'Tastenkürzel zeigen',
  goToLibrary: 'Zur Bibliothek',
  toggleNavigation: 'Navigation zeigen oder verbergen',
};
