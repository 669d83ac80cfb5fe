// Progress bars, on standard error and only where somebody looks at them.
import { type Options, SingleBar } from 'cli-progress';
import type { Progress } from '../core/index.ts';
import { byteCount } from './output.ts';

/** By bytes. Disposing takes the bar away. */
export const progressBar = (doing: string): Progress & Disposable =>
  barOf(doing, {
    formatValue: (value, _options, type) => (type === 'value' || type === 'total' ? byteCount(value) : String(value)),
  });

/** By things done. Disposing takes the bar away. */
export const stepBar = (doing: string): Progress & Disposable => barOf(doing, {});

function barOf(doing: string, options: Options): Progress & Disposable {
  const bar = new SingleBar({
    format: `${doing} {bar} {percentage} % | {value} of {total} | {eta_formatted} left`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 1000,
    ...options,
  });
  return {
    start: (total) => bar.start(total, 0),
    advance: (step) => bar.increment(step),
    [Symbol.dispose]: () => bar.stop(),
  };
}
