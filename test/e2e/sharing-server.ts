// What tests of sharing begin with: who shares asks the server as a program would, and `page` is the clean profile of who got the link.
import { type APIRequestContext, type Page, request as requests } from '@playwright/test';
import { ACCOUNT, expect } from './fixtures.ts';
import { test as base } from './library-server.ts';

export interface StoredShare {
  readonly id: string;
  readonly url: string;
  readonly expires_at: string | null;
  readonly has_password: boolean;
  readonly max_downloads: number | null;
  readonly download_count: number;
  readonly recipients: readonly string[];
  readonly note: string | null;
  readonly active: boolean;
}

export const test = base.extend<{ readonly maker: APIRequestContext }>({
  maker: async ({ server }, use) => {
    const { email, password } = ACCOUNT;
    const maker = await requests.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url } });
    const response = await maker.post('/api/console/session', { data: { email, password } });
    expect(response.ok()).toBe(true);
    await use(maker);
    await maker.dispose();
  },
});

export async function share(maker: APIRequestContext, data: object): Promise<StoredShare> {
  const response = await maker.post('/api/share', { data });
  expect(response.ok()).toBe(true);
  return response.json();
}

/** Newest first. */
export async function sharesOf(maker: APIRequestContext, folder: string): Promise<StoredShare[]> {
  const response = await maker.get('/api/share', { params: { folder } });
  const { items }: { items: StoredShare[] } = await response.json();
  return items;
}

/** Resolves when the server has looked at the file and made its picture. */
export async function waitForPicture(maker: APIRequestContext, asset: string): Promise<void> {
  await expect(async () => {
    expect((await maker.get(`/api/store/asset/${asset}/thumbnail`)).status()).toBe(200);
  }).toPass();
}

/** By its link. */
export async function download(page: Page, name: string | RegExp): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name }).first().click();
  const stream = await (await coming).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
