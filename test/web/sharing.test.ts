// Terms of shares: what a form sends, what it leaves as it is, and the state a share is in.
import { describe, expect, it } from 'vitest';
import { expiryTime, faultOf, NEW_SETTINGS, patchOf, settingsOf, strengthOf } from '../../web/src/sharing/settings.ts';
import { type Share, type ShareState, stateOf } from '../../web/src/sharing/states.ts';

const NOW = Date.UTC(2030, 0, 1, 12);
const SHARE: Share = {
  id: '1',
  token: 't',
  url: 'http://127.0.0.1/s/t',
  asset: null,
  folder: 'f',
  expires_at: '2030-01-08T09:10:11.123Z',
  has_password: true,
  max_downloads: 5,
  download_count: 2,
  view_count: 0,
  last_accessed: null,
  recipients: ['ada@example.org', 'Alan'],
  note: 'for them',
  active: true,
  created: '2029-12-31T00:00:00.000Z',
  created_by: null,
};

describe('the form of a share', () => {
  it('offers seven days for a new one, and nothing else', () => {
    expect(patchOf(NEW_SETTINGS, NEW_SETTINGS, NOW)).toEqual({ expires_at: '2030-01-08T12:00:00.000Z' });
  });

  it('sends nothing of a share that was not touched, however it ends', () => {
    for (const expiresAt of [SHARE.expires_at, null]) {
      const before = settingsOf({ ...SHARE, expires_at: expiresAt });
      expect(patchOf(before, before, NOW)).toEqual({});
    }
  });

  it('sends what was touched, and how to remove it', () => {
    const before = settingsOf(SHARE);
    const emptied = { ...before, expiry: 'never', password: null, limit: '', recipients: ' ', note: '' } as const;
    expect(patchOf(emptied, before, NOW)).toEqual({
      expires_at: null,
      password: null,
      max_downloads: null,
      recipients: [],
      note: null,
    });
    expect(patchOf({ ...before, limit: '9', recipients: 'Grace; Alan ,' }, before, NOW)).toEqual({
      max_downloads: 9,
      recipients: ['Grace', 'Alan'],
    });
  });

  it('lets a day be good until its end', () => {
    const time = expiryTime({ expiry: 'date', date: '2030-02-03' }, NOW);
    expect(time).toBe(new Date(2030, 1, 3, 23, 59, 59).toISOString());
  });

  it('finds days that have passed or are none, and limits that are no numbers', () => {
    const fault = (patch: object) => faultOf({ ...NEW_SETTINGS, ...patch }, NOW);
    expect([fault({}), fault({ expiry: 'date', date: '2030-06-01' }), fault({ limit: ' 12 ' })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([fault({ expiry: 'date', date: '' }), fault({ expiry: 'date', date: '2029-12-01' })]).toEqual([
      'date',
      'date',
    ]);
    for (const limit of ['0', '-1', '1.5', 'many', '9999999999']) expect(fault({ limit })).toBe('limit');
  });

  it('tells passwords that are easy to guess from others', () => {
    expect(['herons', 'aaaaaaaaaaaa', 'heronslake', 'Herons-lake-7', 'three blue herons'].map(strengthOf)).toEqual([
      'weak',
      'weak',
      'fair',
      'strong',
      'strong',
    ]);
  });
});

describe('the state of a share', () => {
  it('is what keeps recipients out first', () => {
    const cases: [Partial<Share>, ShareState][] = [
      [{}, 'open'],
      [{ expires_at: null, max_downloads: null, download_count: 99 }, 'open'],
      [{ expires_at: '2030-01-01T12:00:00.000Z' }, 'expired'],
      [{ download_count: 5 }, 'used-up'],
      [{ active: false, download_count: 5, expires_at: '2020-01-01T00:00:00.000Z' }, 'withdrawn'],
    ];
    for (const [patch, state] of cases) expect(stateOf({ ...SHARE, ...patch }, NOW)).toBe(state);
  });
});
