// Hostile strings wherever this dialect takes a text: names, types, keys, parameters.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../support/hostile-names.ts';
import { type CompanyAsset, PARTNER, post } from '../support/partner.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { pathOf } from '../support/store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe.each(HOSTILE)('the text %j', (sent) => {
  it('is kept as a name, or made harmless', async () => {
    const response = await post(server, 'public', formWith('file.bin', 'x', { name: sent }));
    expect(response.status).toBe(200);
    const { name, origURL } = (await response.json()) as CompanyAsset;
    expect(name).not.toMatch(/[\p{Cc}/\\]|^\.{1,2}$|^$/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    if (sent.trim() === '') expect(name).toBe('file.bin');
    else if (!/[\p{Cc}/\\]|^[\s.]*$/u.test(sent) && sent.isWellFormed() && Buffer.byteLength(sent.normalize()) <= 255)
      expect(name).toBe(sent.normalize('NFC'));
    const download = await server.api(pathOf(origURL), { key: null });
    expect([download.status, download.headers.get('x-injected')]).toEqual([200, null]);
    const [, inHeader = ''] = /filename\*=UTF-8''(\S+)$/.exec(download.headers.get('content-disposition') ?? '') ?? [];
    expect(decodeURIComponent(inHeader)).toBe(name);
  });

  it('is no type of asset', async () => {
    const response = await post(server, 'private', formWith('file.bin', 'x', { assetType: sent }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'Invalid argument', status: 400 });
  });

  it('is no key, credential or parameter that could hurt', async () => {
    const value = encodeURIComponent(sent.toWellFormed());
    const known = `${PARTNER}/${'A'.repeat(38)}.png`;
    for (const path of [
      `${PARTNER}/${value}`,
      `${PARTNER}/${value}.jpg`,
      `${PARTNER}/${'A'.repeat(38)}.${value}`,
      `${known}?size=${value}`,
      `${known}?handleError=${value}`,
      `${known}?${value}=1`,
    ]) {
      const response = await server.api(path);
      expect([path, response.status < 500]).toEqual([path, true]);
      expect(await response.text()).not.toMatch(/sqlite|\.ts:\d|node_modules/i);
    }
    if (/^[\x20-\x7e]*$/.test(sent) && sent.trim() !== '') {
      for (const header of ['x-api-key', 'partner_key', 'authorization'])
        expect((await server.api(known, { key: null, headers: { [header]: sent } })).status).toBe(401);
    }
  });
});
