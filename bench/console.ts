// The console in a browser over 100,000 assets: what it loads, how it scrolls, how soon it answers keys.
import { loadavg } from 'node:os';
import { answering } from './console/answering.ts';
import { openBrowser, signIn } from './console/browser.ts';
import { consoleLibrary } from './console/library.ts';
import { loading } from './console/loading.ts';
import { scrolling } from './console/scrolling.ts';
import { startMediaServer } from './media-server.ts';
import type { Table } from './report.ts';

const ASSETS = 100_000;

/** Of one size, whichever were asked for. */
export async function measureConsole(): Promise<Table[]> {
  const folder = await consoleLibrary(ASSETS);
  const [load = 0] = loadavg();
  await using server = await startMediaServer(folder, { worker: false });
  await using browser = await openBrowser();
  const session = await signIn(browser, server.url);
  const tables = [
    ...(await loading(browser, server.url, session)),
    ...(await answering(browser, server.url, session)),
    ...(await scrolling(browser, server.url, session)),
  ];
  const text =
    `Chromium ${browser.version()} without a window and without a graphics processor, on the machine of the server, which it shares the processors with. ` +
    `The load average was ${load.toFixed(1)} when it began: everything by the clock grows with what others do meanwhile.`;
  return [{ title: 'The console in a browser', text, columns: ['assets seeded'], rows: [[String(ASSETS)]] }, ...tables];
}
