// Programs that are installed on the machine.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of that name in the folders of a search path; undefined when it is in none of them. */
export function findProgram(name: string, searchPath: string): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return searchPath
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, file))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
