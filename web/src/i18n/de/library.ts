// Die Bibliothek: ihre Ordner und was darin liegt.
import type { Messages } from '../en/index.ts';

export const library: Messages['library'] = {
  title: 'Bibliothek',
  count: (count, shown) => (count === 1 ? 'Ein Objekt' : `${shown} Objekte`),
  search: 'Suchen',
  folders: 'Ordner',
  noFolders: 'Noch keine Ordner',
  expand: (name) => `${name} öffnen`,
  emptyTitle: 'Legen Sie Dateien irgendwo hier ab',
  emptyLead: 'Fotos, Videos, Dokumente, ganze Ordner: Sie bleiben, wie sie sind, und sind sofort wiedergefunden.',
  emptyFolderTitle: 'Dieser Ordner ist leer',
  emptyFolderLead: 'Legen Sie Dateien hier ab, oder verschieben Sie welche hierher.',
};
