// Takes a lock of the folder, says so, and keeps it until it is killed.
import { openFileLocks } from '../../src/drivers/sqlite/locks.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const held = await openFileLocks(folder).tryHold(name, () => undefined);
console.log(held ? 'held' : 'not held');
setInterval(() => undefined, 60_000);
