// Was die Konsole auf Deutsch sagt.
import type { Messages } from '../en/index.ts';
import { access } from './access.ts';
import { app, errors, signIn } from './app.ts';
import { commands } from './commands.ts';
import { details } from './details.ts';
import { figures, installation } from './figures.ts';
import { library } from './library.ts';
import { links, preview } from './preview.ts';
import { settings, vaultSettings } from './settings.ts';
import { sharing } from './sharing.ts';
import { upload } from './upload.ts';

export const de: Messages = {
  app,
  signIn,
  errors,
  access,
  commands,
  details,
  figures,
  installation,
  library,
  links,
  preview,
  settings,
  sharing,
  upload,
  vaultSettings,
};
