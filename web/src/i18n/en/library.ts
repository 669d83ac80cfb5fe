// The library: its folders and what lies in them.
export const library = {
  title: 'Library',
  /** `shown`: the number as it is written. */
  count: (count: number, shown: string) => (count === 1 ? 'One asset' : `${shown} assets`),
  search: 'Search',
  folders: 'Folders',
  noFolders: 'No folders yet',
  expand: (name: string) => `Open ${name}`,
  emptyTitle: 'Drop files anywhere to begin',
  emptyLead: 'Photos, videos, documents, whole folders: they are kept as they are, and found again in a moment.',
  emptyFolderTitle: 'This folder is empty',
  emptyFolderLead: 'Drop files here, or move some into it.',
};
