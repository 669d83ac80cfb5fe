// What a decoding process may touch, as far as its JavaScript goes (nodejs.org/api/permissions.html): its own program, and
// nothing else of the file system. Native decoders and FFmpeg are outside of that; they are given bytes, never names.
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../..', import.meta.url));

/** Options of Node.js, to come before the entry. */
export function permissionOptions(): string[] {
  const project = dirname(PROGRAM);
  // Where node_modules is a link, it is read by either name.
  const readable = [PROGRAM, join(project, 'package.json'), join(project, 'node_modules'), packagesFolder()];
  return [
    '--permission',
    '--allow-addons',
    '--allow-child-process',
    '--allow-worker',
    '--no-warnings',
    ...readable.map((path) => `--allow-fs-read=${path}`),
  ];
}

/** Where the packages lie: beside the project, or around it where it is installed as a package itself. */
function packagesFolder(): string {
  const path = createRequire(import.meta.url).resolve('sharp');
  const folder = `${sep}node_modules${sep}`;
  return path.slice(0, path.indexOf(folder) + folder.length - 1);
}
