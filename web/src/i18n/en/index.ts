// What the console says in English, by part. Every other language has the same parts, which the type makes sure of.
import { app, errors, signIn } from './app.ts';
import { commands } from './commands.ts';
import { details } from './details.ts';
import { library } from './library.ts';
import { links, preview } from './preview.ts';
import { upload } from './upload.ts';

export const en = { app, signIn, errors, commands, details, library, links, preview, upload };

export type Messages = typeof en;
