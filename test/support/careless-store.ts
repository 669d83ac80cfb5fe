// A program that keeps files and records and says so of each, as power-cut.test.ts wants it: `careless`, as what it holds against
// ours, without a single sync; `careful`, with all of them.
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const [, , how = '', folder = ''] = process.argv;
const isCareful = how === 'careful';

const database = new DatabaseSync(join(folder, 'records.sqlite'));
database.exec('pragma journal_mode = wal');
database.exec(`pragma synchronous = ${isCareful ? 'full' : 'normal'}`);
database.exec('create table if not exists records (number integer primary key)');
const insert = database.prepare('insert into records (number) values (?)');

function sync(path: string): void {
  if (!isCareful) return;
  const fd = openSync(path, 'r');
  fsyncSync(fd);
  closeSync(fd);
}

for (let number = 1; ; number++) {
  const temporary = join(folder, `${number}.tmp`);
  writeFileSync(temporary, String(number).repeat(1000));
  sync(temporary);
  renameSync(temporary, join(folder, `${number}.bin`));
  sync(folder);
  insert.run(number);
  writeSync(1, `${number}\n`);
}
