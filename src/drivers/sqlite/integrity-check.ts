// The thread of integrity.ts: runs the checks once and answers with what they found.
import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from './connection.ts';

const MOST_FAULTS = 100;

function findFaults(file: string): string[] {
  const { sqlite } = openConnection({ file, readOnly: true });
  try {
    const faults = sqlite
      .prepare(`pragma integrity_check(${MOST_FAULTS})`)
      .all()
      .map((row) => String(row['integrity_check']))
      .filter((fault) => fault !== 'ok');
    for (const row of sqlite.prepare('pragma foreign_key_check').iterate()) {
      if (faults.length >= 2 * MOST_FAULTS) break;
      faults.push(
        `row ${String(row['rowid'])} of ${String(row['table'])} refers to a missing ${String(row['parent'])}`,
      );
    }
    return faults;
  } catch (error) {
    // A page that can not be read ends the check itself.
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    sqlite.close();
  }
}

const { file }: { file: string } = workerData;
parentPort?.postMessage(findFaults(file));
