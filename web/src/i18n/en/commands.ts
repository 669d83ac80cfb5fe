// The commands of the console, and the sheet that lists their keys.
export const commands = {
  sheetTitle: 'Keyboard shortcuts',
  sheetLead: 'Keys with one character do nothing while you type.',
  single: 'Use keys with one character',
  afterwards: 'then',
  or: 'or',
  groups: { everywhere: 'Everywhere', library: 'In the library', preview: 'In the preview' },
  openSearch: 'Search',
  openShortcuts: 'Show keyboard shortcuts',
  goToLibrary: 'Go to the library',
  toggleNavigation: 'Show or hide the navigation',
};
