// The table of every route that there is, with what each kind of actor is answered: what the server has is held against it, both ways.
import { ADMIN } from './admin.ts';
import { CONSOLE } from './console.ts';
import { HUB } from './hub.ts';
import { LIBRARY } from './library.ts';
import { PARTNER } from './partner.ts';
import type { Routes } from './row.ts';
import { NO_PAGES, PAGES, SERVER, UPLOADS } from './server.ts';
import { STORE } from './store.ts';
import { VAULTS } from './vaults.ts';

export const TABLE: Readonly<Record<string, Routes>> = {
  store: STORE,
  uploads: UPLOADS,
  hub: HUB,
  library: LIBRARY,
  partner: PARTNER,
  vaults: VAULTS,
  console: CONSOLE,
  admin: ADMIN,
  server: SERVER,
};

/** By whether the page of the console is there. */
export const pagesOf = (isBuilt: boolean): Routes => (isBuilt ? PAGES : NO_PAGES);
