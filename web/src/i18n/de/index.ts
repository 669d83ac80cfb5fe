// Was die Konsole auf Deutsch sagt.
import type { Messages } from '../en/index.ts';
import { app, errors, signIn } from './app.ts';
import { commands } from './commands.ts';
import { library } from './library.ts';
import { upload } from './upload.ts';

export const de: Messages = { app, signIn, errors, commands, library, upload };
