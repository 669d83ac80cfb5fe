#!/usr/bin/env node
// The command `vitrine` of a linked checkout (`npm link`): the server's command line, on the pinned Node.
process.argv.splice(2, 0, 'src/cli.ts');
await import('./run.mjs');
