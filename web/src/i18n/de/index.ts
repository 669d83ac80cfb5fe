// Was die Konsole auf Deutsch sagt.
import type { Messages } from '../en/index.ts';
import { app, errors, signIn } from './app.ts';
import { commands } from './commands.ts';
import { details } from './details.ts';
import { library } from './library.ts';
import { links, preview } from './preview.ts';
import { sharing } from './sharing.ts';
import { upload } from './upload.ts';

export const de: Messages = {
  app,
  signIn,
  errors,
  commands,
  details,
  library,
  links,
  preview,
  sharing,
  upload,
};
