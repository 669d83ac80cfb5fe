#!/usr/bin/env node
// The command `vitrine`, on the pinned Node: of the package that `npm pack` makes, which carries JavaScript, or of a linked checkout
// (`npm link`), which runs from its sources.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (existsSync(new URL('../src', import.meta.url))) {
  process.argv.splice(2, 0, 'src/cli.ts');
  await import('./run.mjs');
} else {
  const { runOnPinnedNode } = await import('./pinned-node.mjs');
  await runOnPinnedNode(fileURLToPath(new URL('../dist/cli.js', import.meta.url)), process.argv.slice(2));
}
