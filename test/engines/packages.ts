// The programs of the engines and the Debian packages they come in: finding them, and installing what is missing.
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isRoot, runProgram } from './processes.ts';

const POSTGRES_PROGRAMS = ['initdb', 'postgres', 'pg_basebackup'] as const;
const CEPH_PACKAGES = {
  ceph: 'ceph-common',
  'ceph-mon': 'ceph-mon',
  'ceph-osd': 'ceph-osd',
  monmaptool: 'ceph-mon',
  radosgw: 'radosgw',
  'radosgw-admin': 'ceph-common',
} as const;

/** Debian keeps every major version in a folder of its own, and none of them on the PATH. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** The folder with the programs of the newest PostgreSQL here. Throws when there is none. */
export function postgresPrograms(): string {
  const folder = findPostgres();
  if (folder === undefined) throw new Error(howToInstall('PostgreSQL', ['postgresql']));
  return folder;
}

/** Throws when something is missing that a Ceph cluster with an S3 gateway needs. */
export function requireCeph(): void {
  const missing = missingCephPackages();
  if (missing.length > 0) throw new Error(howToInstall('Ceph', missing));
}

/** Installs by apt-get what is missing. Throws when there is no apt-get, or no right to use it. */
export async function installEngines(say: (line: string) => void): Promise<void> {
  const missing = [...(findPostgres() === undefined ? ['postgresql'] : []), ...missingCephPackages()];
  if (missing.length === 0) return;
  const sudo = isRoot() ? [] : ['sudo', '--non-interactive'];
  if (!isOnPath('apt-get') || (sudo.length > 0 && !(await maySudo()))) {
    throw new Error(howToInstall('The engines', missing));
  }
  say(`Installing ${missing.join(', ')} ...`);
  await runProgram([...sudo, 'apt-get', 'update', '-qq']);
  await runProgram([
    ...[...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive'],
    ...['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing],
  ]);
}

const howToInstall = (what: string, packages: readonly string[]): string =>
  `${what} cannot be started here, for programs are missing. On Debian: ` +
  `apt-get install --no-install-recommends ${packages.join(' ')}`;

function findPostgres(): string | undefined {
  const installed = subfolders(DEBIAN_POSTGRES)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
  return [...installed, ...searchPath()].find((folder) =>
    POSTGRES_PROGRAMS.every((program) => isExecutable(join(folder, program))),
  );
}

const missingCephPackages = (): string[] => [
  ...new Set(Object.entries(CEPH_PACKAGES).flatMap(([program, name]) => (isOnPath(program) ? [] : [name]))),
];

const maySudo = (): Promise<boolean> =>
  runProgram(['sudo', '--non-interactive', 'true']).then(
    () => true,
    () => false,
  );

const searchPath = (): string[] => (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
const isOnPath = (program: string): boolean => searchPath().some((folder) => isExecutable(join(folder, program)));

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function subfolders(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
