// The practical ceiling of making pictures: sharp alone, so many files at a time, read from the disk and made as the server
// makes them, with nothing kept.   node bench/raw-sharp.ts thumbnail|w800 <files at a time> <file ...>
import sharp from 'sharp';

sharp.cache(false);
sharp.concurrency(1);

const SIZES = {
  thumbnail: { width: 320, height: 320, fit: 'inside', withoutEnlargement: true },
  w800: { width: 800 },
} as const;

const [size = '', atATime = '1', ...files] = process.argv.slice(2);

function make(file: string): Promise<Buffer> {
  return sharp(file, { autoOrient: true })
    .resize(size === 'w800' ? SIZES.w800 : SIZES.thumbnail)
    .webp({ quality: 80, effort: 2 })
    .toBuffer();
}

async function makeAll(queue: string[]): Promise<void> {
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) await make(file);
}

const lanes = Array.from({ length: Number(atATime) });
// Once to warm up.
await makeAll(files.slice(0, 2));
const queue = [...files];
const startedAt = performance.now();
const startedUse = process.cpuUsage();
await Promise.all(lanes.map(() => makeAll(queue)));
const { user, system } = process.cpuUsage(startedUse);
// Files a second, and milliseconds of processor time for each.
console.log(files.length / ((performance.now() - startedAt) / 1000), (user + system) / 1000 / files.length);
