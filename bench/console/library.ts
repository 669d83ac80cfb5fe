// A library to show in the console: seeded assets, all of which have a placeholder and a thumbnail, which a few photographs lend
// them; these came last and lie first. Kept from run to run as the other seeded ones are.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { getEach, startMediaServer, thumbnailPath, upload } from '../media-server.ts';
import { distinct, makePhoto } from '../photos.ts';
import { BENCH_DATA, seededFolder } from '../seeded.ts';

export const ACCOUNT = { email: 'ada@example.org', password: 'correct horse battery' };
const PICTURES = 48;
const PHOTOS = 240;
const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** The folder `startMediaServer` is given. */
export async function consoleLibrary(assets: number): Promise<string> {
  const folder = join(BENCH_DATA, `${assets}-console`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const data = join(unfinished, 'data');
  mkdirSync(data, { recursive: true });
  const file = join(data, 'vitrine.sqlite');
  using seeded = new DatabaseSync(join(await seededFolder(assets), 'vitrine.sqlite'), { readOnly: true });
  seeded.prepare('vacuum into ?').run(file);
  await uploadPhotos(unfinished);
  lendPictures(file);
  await addAccount(data);
  renameSync(unfinished, folder);
  return folder;
}

async function uploadPhotos(folder: string): Promise<void> {
  await using server = await startMediaServer(folder, { worker: false });
  const ids: string[] = [];
  for (let picture = 0; picture < PICTURES; picture++) {
    const photo = await makePhoto({ width: 1200, height: picture % 4 === 0 ? 1600 : 800, format: 'jpeg' });
    for (let copy = 0; copy < PHOTOS / PICTURES; copy++)
      ids.push(await upload(server, `Photo ${picture}-${copy}.jpg`, distinct(photo)));
  }
  await getEach(server, ids.map(thumbnailPath), 2);
}

function lendPictures(file: string): void {
  using sqlite = new DatabaseSync(file);
  sqlite.exec(`
    create temp table photos as
      select row_number() over (order by r.sha256) - 1 as n, r.preset, r.sha256, r.mime_type, r.width, r.height,
        m.facts, m.revision, m.examined_at
      from renditions r join media m on m.sha256 = r.source_sha256 where r.preset = 'fit-320' group by r.sha256;
    create temp table lent as
      select a.sha256 as source_sha256, a.mime_type as source_type, max(a.seq) % (select count(*) from photos) as n
      from assets a left join media m on m.sha256 = a.sha256 where m.sha256 is null and a.sha256 is not null group by 1, 2;
    insert into media (sha256, mime_type, state, reason, facts, revision, examined_at, text)
      select source_sha256, source_type, 'ready', null, facts, revision, examined_at, '' from lent join photos using (n);
    insert into renditions (source_sha256, source_type, preset, sha256, mime_type, width, height, created_at)
      select source_sha256, source_type, preset, sha256, mime_type, width, height, examined_at from lent join photos using (n);
    update blobs set reference_count = (select count(*) from renditions where sha256 = blobs.sha256)
      where sha256 in (select sha256 from photos);
  `);
}

/** Before the server starts, since it shares the folder with nobody. */
export async function addAccount(data: string): Promise<void> {
  const args = [CLI, 'user', 'add', ACCOUNT.email, '--name', 'Ada Lovelace', '--role', 'admin', '--password-stdin'];
  const adding = promisify(execFile)(process.execPath, args, { env: { ...process.env, VITRINE_DATA: data } });
  adding.child.stdin?.end(ACCOUNT.password);
  await adding;
}
