// Earlier versions of assets as the console hands them out.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace } from '../support/store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function replaced(name: string, first: string, second: string): Promise<string> {
  const { id } = await server.upload(name, first);
  const form = new FormData();
  form.set('file', new File([second], name));
  const response = await server.api(`/api/store/asset/${id}/content`, { method: 'PUT', body: form });
  expect(response.status).toBe(200);
  return `/api/console/assets/${id}/versions`;
}

it('Every version is downloaded by its number, in ranges too', async () => {
  const versions = await replaced('notes.txt', 'the first notes', 'the second');
  expect(await (await server.api(`${versions}/1/content`)).text()).toBe('the first notes');
  expect(await (await server.api(`${versions}/2/content`)).text()).toBe('the second');
  const part = await server.api(`${versions}/1/content`, { headers: { range: 'bytes=4-8' } });
  expect([part.status, await part.text()]).toEqual([206, 'first']);
});

it('A version that would run in a page is an attachment that runs nowhere', async () => {
  const versions = await replaced('page.html', '<script>alert(1)</script>', '<p>tame</p>');
  const { headers } = await server.api(`${versions}/1/content`);
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="?page\.html/);
  expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

it('Versions that are not there, and those of others, are not found', async () => {
  const versions = await replaced('a.txt', 'a', 'b');
  const statusOf = async (path: string, key?: string) => (await server.api(path, key ? { key } : {})).status;
  for (const version of ['0', '3', '01', 'x', '-1', '1e0'])
    expect(await statusOf(`${versions}/${version}/content`)).toBe(404);
  expect(await statusOf('/api/console/assets/nothing/versions/1/content')).toBe(404);
  const key = await keyOfAnotherWorkspace(server);
  expect(await statusOf(`${versions}/1/content`, key)).toBe(404);
  expect((await server.api(`${versions}/1/content`, { key: null })).status).toBe(401);
});
