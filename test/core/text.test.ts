// What free text and addresses may be.
import { describe, expect, it } from 'vitest';
import { checkedText, checkedUrl } from '../../src/core/text.ts';

const refused = expect.objectContaining({ code: 'invalid' });

describe('a text', () => {
  it('has at most so many characters, however many units those take', () => {
    expect(checkedText('😀'.repeat(5), 'title', 5)).toBe('😀'.repeat(5));
    expect(() => checkedText('😀'.repeat(6), 'title', 5)).toThrow(refused);
    expect(() => checkedText('abcdef', 'title', 5)).toThrow(refused);
    expect(checkedText(null, 'title', 5)).toBeNull();
  });
});

describe('an address', () => {
  it.each(['http://example.org', 'HTTPS://example.org/a?b=c#d', 'https://münchen.example/ü', ' https://example.org '])(
    '%j is taken',
    (address) => {
      expect(checkedUrl(address)).toBe(address.trim());
    },
  );

  it.each([
    '',
    'example.org',
    '//example.org',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http:example.org',
    'http:/example.org',
    'https:/\\example.org',
    'https:\\\\example.org',
    'ht\ntp://example.org',
    'http://example.org/\r\nX: y',
    'http://example.org/\0',
    'http://exa mple.org',
    'https://',
    'https://[::1',
    `https://example.org/${'x'.repeat(2_000)}`,
  ])('%j is refused', (address) => {
    expect(() => checkedUrl(address)).toThrow(refused);
  });
});
