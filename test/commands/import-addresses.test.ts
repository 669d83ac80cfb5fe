import { describe, expect, it } from 'vitest';
import {
  checkedLink,
  checkPublicHost,
  isPrivateAddress,
  isPrivateHost,
  publicAmong,
  publicLookup,
  serviceAddress,
} from '../../src/importing/addresses.ts';

describe('the addresses of an import', () => {
  it('are of http and https alone, without credentials, and never less safe than before', () => {
    expect(serviceAddress('https://example.org/base/').href).toBe('https://example.org/base');
    for (const bad of ['example.org', 'file:///a', 'https://a@example.org', 'https://example.org/?a=1', 'javascript:1'])
      expect(() => serviceAddress(bad)).toThrow();
    const from = new URL('https://example.org/a/');
    expect(checkedLink('//other.example/x#y', from).href).toBe('https://other.example/x');
    expect(checkedLink('b?c', from).href).toBe('https://example.org/a/b?c');
    for (const bad of ['http://example.org/', 'file:///etc/passwd', 'gopher://a/', 'https://:x@example.org/'])
      expect(() => checkedLink(bad, from)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('lead into no private network by a name or an address, in whatever spelling', async () => {
    const inside = [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '0.0.0.0',
      '::1',
      '::',
      'fd00::1',
    ];
    for (const address of [...inside, 'fe80::1', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '100.64.0.1'])
      expect([address, isPrivateAddress(address)]).toEqual([address, true]);
    for (const address of ['1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])
      expect([address, isPrivateAddress(address)]).toEqual([address, false]);
    for (const url of [
      'http://127.1/',
      'http://2130706433/',
      'http://0x7f000001/',
      'http://[::ffff:7f00:1]/',
      'http://[::1]/',
    ])
      expect(() => checkPublicHost(new URL(url))).toThrow(expect.objectContaining({ code: 'invalid' }));
    const { promise, resolve } = Promise.withResolvers<unknown>();
    publicLookup('localhost', {}, resolve);
    expect(await promise).toMatchObject({ code: 'invalid' });
  });

  it('of a name are private when all are, and of several the public ones alone are connected to', async () => {
    const url = new URL('https://example.org/');
    const isPrivate = (...addresses: string[]) =>
      isPrivateHost(url, async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
    expect(await isPrivate('10.0.0.1', 'fd00::1')).toBe(true);
    expect(await isPrivate('10.0.0.1', '1.1.1.1')).toBe(false);
    expect(await isPrivate('2606:4700::1111', '::1')).toBe(false);
    expect(await isPrivate('1.1.1.1')).toBe(false);
    const open = { address: '1.1.1.1', family: 4 };
    expect(publicAmong([{ address: '::1', family: 6 }, open, { address: '10.0.0.1', family: 4 }])).toEqual([open]);
  });
});
