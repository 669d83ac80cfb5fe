// A progress bar by bytes, on standard error and only where somebody looks at it.
import { SingleBar } from 'cli-progress';
import type { Progress } from '../core/index.ts';
import { byteCount } from './output.ts';

/** Disposing takes the bar away. */
export function progressBar(doing: string): Progress & Disposable {
  const bar = new SingleBar({
    format: `${doing} {bar} {percentage} % | {value} of {total} | {eta_formatted} left`,
    formatValue: (value, _options, type) => (type === 'value' || type === 'total' ? byteCount(value) : String(value)),
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 1000,
  });
  return {
    start: (totalBytes) => bar.start(totalBytes, 0),
    advance: (bytes) => bar.increment(bytes),
    [Symbol.dispose]: () => bar.stop(),
  };
}
