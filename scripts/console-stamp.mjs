// Whether web/dist was built from what web/ has now. Plain JavaScript without dependencies, because it has to run on any Node from 20 on.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = join(ROOT, 'web');
export const CONSOLE_FOLDER = join(SOURCES, 'dist');
const STAMP = '.stamp';

/** Also where there is nothing to build: in a package, or a part of a clone. */
export function isConsoleFresh() {
  if (!existsSync(join(SOURCES, 'index.html'))) return true;
  try {
    return readFileSync(join(CONSOLE_FOLDER, STAMP), 'utf8') === consoleStamp();
  } catch {
    return false;
  }
}

export const stampConsole = (folder) => writeFileSync(join(folder, STAMP), consoleStamp());

/** Of all files from which the console is built, the lock file with the versions of its packages included. */
function consoleStamp() {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const path of filesBelow('')) hash.update(`\0${path}\0`).update(readFileSync(join(SOURCES, path)));
  return hash.digest('hex');
}

function filesBelow(folder) {
  const entries = readdirSync(join(SOURCES, folder), { withFileTypes: true });
  return entries
    .filter(({ name }) => folder !== '' || name !== 'dist')
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .sort();
}
