// `vitrine user`: people who sign in.
import { randomBytes } from 'node:crypto';
import { text as readAll } from 'node:stream/consumers';
import { defineCommand } from 'citty';
import { openCore } from '../app/library.ts';
import { readConfig } from '../config.ts';
import { checkPassword, hashPassword, SYSTEM } from '../core/index.ts';
import { jsonArgument, print, tellingRefusals } from './output.ts';
import { workspaceArgument, workspaceId } from './workspace.ts';

const add = defineCommand({
  meta: { name: 'add', description: 'Add a person. The password is read from standard input, or made and shown once.' },
  args: {
    email: { type: 'positional', description: 'E-mail address.', required: true },
    name: { type: 'string', description: 'Name; the address when absent.' },
    role: { type: 'string', description: 'admin, editor or viewer.', default: 'editor' },
    workspace: workspaceArgument,
    'password-stdin': { type: 'boolean', description: 'Read the password from standard input.', default: false },
    json: jsonArgument,
  },
  run: ({ args }) =>
    tellingRefusals(async () => {
      const password = args['password-stdin']
        ? (await readAll(process.stdin)).replace(/\r?\n$/, '')
        : randomBytes(15).toString('base64url');
      checkPassword(password);
      await using opened = await openCore(readConfig());
      const id = await opened.core.createUser(SYSTEM, {
        workspaceId: workspaceId(opened.core, args.workspace),
        email: args.email,
        ...(args.name === undefined ? {} : { name: args.name }),
        role: args.role,
        passwordHash: await hashPassword(password),
      });
      const shown = args['password-stdin'] ? {} : { password };
      print(args.json, { id, email: args.email, role: args.role, ...shown }, () =>
        args['password-stdin'] ? `Added ${args.email}.` : `Added ${args.email} with the password ${password}`,
      );
    }),
});

export const user = defineCommand({ meta: { name: 'user', description: 'People who sign in.' }, subCommands: { add } });
