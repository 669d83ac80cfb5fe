// The entry of `npm run bench`: takes the figures named on the command line (all of them without a name) and writes each
// into bench/results.   npm run bench -- [figure ...] [--sizes 10000,100000,1000000]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureBulkChanges } from './bulk-changes.ts';
import { commits } from './commits.ts';
import { measureConsole } from './console.ts';
import { folders } from './folders.ts';
import { httpLists } from './http-lists.ts';
import { library } from './library.ts';
import { lists } from './lists.ts';
import { type Table, writeReport } from './measure.ts';
import { media } from './media.ts';
import { nodes } from './nodes.ts';
import { scale } from './scale.ts';
import { trash } from './trash.ts';
import { uploads } from './uploads.ts';

const FIGURES: Readonly<Record<string, (sizes: readonly number[]) => Promise<Table[]>>> = {
  library,
  lists,
  folders,
  commits,
  trash,
  'bulk-changes': measureBulkChanges,
  uploads,
  'http-lists': httpLists,
  media,
  nodes,
  scale,
  console: measureConsole,
};
const RESULTS = fileURLToPath(new URL('./results', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sizes: { type: 'string', default: '10000,100000,1000000' } },
});
const sizes = values.sizes.split(',').map(Number);
for (const name of positionals.length > 0 ? positionals : Object.keys(FIGURES)) {
  const figure = FIGURES[name];
  if (!figure) throw new Error(`there is no figure ${name}: choose from ${Object.keys(FIGURES).join(', ')}`);
  console.log(`--- ${name}`);
  writeReport(RESULTS, name, await figure(sizes));
}
