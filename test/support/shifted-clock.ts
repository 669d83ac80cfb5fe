// Preloaded into a server (`--import`): its clock is ahead by as many milliseconds as the file says that CLOCK_AHEAD names, in each of
// its threads and from one moment to the next.
import { readFileSync } from 'node:fs';

const file = process.env['CLOCK_AHEAD'];
const RealDate = Date;
const now = (): number => RealDate.now() + (file === undefined ? 0 : Number(readFileSync(file, 'utf8')));

class ShiftedDate extends RealDate {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(now());
    else super(...(args as ConstructorParameters<typeof Date>));
  }

  static override now(): number {
    return now();
  }
}

Object.assign(globalThis, { Date: ShiftedDate });
