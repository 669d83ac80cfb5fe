// How long the thread of a server that answers was held up, from the server's own metrics.
import { KEY } from './media-server.ts';

/** The 99th percentile in milliseconds, since it was last asked for. The root key is `KEY`. */
export async function eventLoopDelay(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${KEY}` } });
  const [, seconds] = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(await response.text()) ?? [];
  if (seconds === undefined) throw new Error(`there are no metrics: ${response.status}`);
  return (Number(seconds) * 1000).toFixed(1);
}
