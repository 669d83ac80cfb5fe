// The entry of `npm run bench`: takes the figures named on the command line (all of them without a name) and writes each
// into bench/results.   npm run bench -- [figure ...] [--sizes 10000,100000,1000000] [--results <folder>]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureBulkChanges } from './bulk-changes.ts';
import { commits } from './commits.ts';
import { measureConsole } from './console.ts';
import { downloads } from './downloads.ts';
import { folders } from './folders.ts';
import { httpLists } from './http-lists.ts';
import { library } from './library.ts';
import { lists } from './lists.ts';
import { media } from './media.ts';
import { nodes } from './nodes.ts';
import { type Table, writeReport } from './report.ts';
import { scale } from './scale.ts';
import { search } from './search.ts';
import { smallDownloads } from './small-downloads.ts';
import { start } from './start.ts';
import { trash } from './trash.ts';
import { uploads } from './uploads.ts';
import { zip } from './zip.ts';

/** `keep` is for one that takes long: what is known by then. */
type Figure = (sizes: readonly number[], keep: (tables: Table[]) => void) => Promise<Table[]>;

const FIGURES: Readonly<Record<string, Figure>> = {
  library,
  lists,
  folders,
  commits,
  trash,
  'bulk-changes': measureBulkChanges,
  uploads,
  downloads,
  zip,
  search,
  start,
  'http-lists': httpLists,
  media,
  nodes,
  'small-downloads': smallDownloads,
  scale,
  console: measureConsole,
};
const RESULTS = fileURLToPath(new URL('./results', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    // Elsewhere for a run that only shows that it runs.
    results: { type: 'string', default: RESULTS },
  },
});
const sizes = values.sizes.split(',').map(Number);
for (const name of positionals.length > 0 ? positionals : Object.keys(FIGURES)) {
  const figure = FIGURES[name];
  if (!figure) throw new Error(`there is no figure ${name}: choose from ${Object.keys(FIGURES).join(', ')}`);
  console.log(`--- ${name}`);
  const keep = (tables: Table[]): void => writeReport(values.results, name, tables);
  keep(await figure(sizes, keep));
}
