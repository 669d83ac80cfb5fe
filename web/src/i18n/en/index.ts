// What the console says in English, by part; the settings, which few go to, have parts of their own. Every other language has the same parts, which the type makes sure of.
import { app, errors, signIn } from './app.ts';
import { commands } from './commands.ts';
import { details } from './details.ts';
import { library } from './library.ts';
import { links, preview } from './preview.ts';
import { sharing } from './sharing.ts';
import { upload } from './upload.ts';

export const en = {
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

export type Messages = typeof en;
