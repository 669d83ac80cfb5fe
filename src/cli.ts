#!/usr/bin/env node
// The one entry point. Each command has a file of its own in commands/, loaded when it is asked for.
import { defineCommand, runMain } from 'citty';

const vitrine = defineCommand({
  meta: {
    name: 'vitrine',
    description: 'A self-hosted digital-asset server: one library of files, five public HTTP APIs.',
  },
  subCommands: {
    serve: () => import('./commands/serve.ts').then((module) => module.serve),
    worker: () => import('./commands/worker.ts').then((module) => module.worker),
    key: () => import('./commands/key.ts').then((module) => module.key),
    user: () => import('./commands/user.ts').then((module) => module.user),
    media: () => import('./commands/media.ts').then((module) => module.media),
    verify: () => import('./commands/verify.ts').then((module) => module.verify),
    import: () => import('./commands/import.ts').then((module) => module.importCommand),
    backup: () => import('./commands/backup.ts').then((module) => module.backup),
    migrate: () => import('./commands/migrate.ts').then((module) => module.migrate),
    restore: () => import('./commands/restore.ts').then((module) => module.restore),
  },
});

await runMain(vitrine);
