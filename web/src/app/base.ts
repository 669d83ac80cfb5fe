// Where the console is served from: the server writes it into the page (`<base>`), so that it may lie below any path.

/** Without a slash at the end: empty at the top. */
export const BASE_PATH = new URL(document.baseURI).pathname.replace(/\/+$/, '');

/** The address of something of the server, from a path such as `/api/store/asset/…/thumbnail`. */
export const addressOf = (path: string): string => BASE_PATH + path;
