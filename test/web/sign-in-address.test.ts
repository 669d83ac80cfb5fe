// Where one lands after signing in.
import { describe, expect, it } from 'vitest';
import { nextAfterSignIn } from '../../web/src/app/sign-in-address.ts';

describe('the address after signing in', () => {
  it('is the one that was wanted', () => {
    expect(nextAfterSignIn('?next=%2Ffolder%2F7%3Fsort%3Dsize')).toBe('/folder/7?sort=size');
    expect(nextAfterSignIn('')).toBe('/');
  });

  it('is never of another host, and never the page to sign in', () => {
    for (const next of [
      '//example.org/',
      '/\\example.org',
      'https://example.org/',
      'javascript:alert(1)',
      '/sign-in',
      'x',
    ])
      expect(nextAfterSignIn(`?next=${encodeURIComponent(next)}`)).toBe('/');
  });
});
