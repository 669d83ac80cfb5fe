import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArchiveEntry } from '../../src/http/archive/index.ts';
import { planArchive } from '../../src/http/archive/index.ts';
import { foldName, safeName } from '../../src/http/archive/names.ts';
import { memoryBlobs, namesIn } from '../support/archives.ts';

const blobs = memoryBlobs();
const file = (...path: string[]): ArchiveEntry => blobs.file(path, path.join('/'));
const directory = (...path: string[]): ArchiveEntry => ({ kind: 'directory', path, modifiedAt: 0 });
const names = async (entries: ArchiveEntry[]): Promise<string[]> => namesIn(await planArchive(entries), blobs);

const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i;

function isHarmless(name: string): boolean {
  return (
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    !/[/\\:]/.test(name) &&
    !/\p{Cc}/u.test(name) &&
    !/[. ]$/.test(name) &&
    !RESERVED.test(name) &&
    name.isWellFormed() &&
    Buffer.byteLength(name) <= 255
  );
}

describe('a name in an archive', () => {
  it.each([
    ['', '_'],
    ['.', '_'],
    ['..', '_'],
    ['... ', '_'],
    ['.. .', '_'],
    ['/etc/passwd', '_etc_passwd'],
    ['../../x', '.._.._x'],
    ['..\\..\\x', '.._.._x'],
    ['C:\\autoexec.bat', 'C__autoexec.bat'],
    ['c:x', 'c_x'],
    ['\\\\server\\share', '__server_share'],
    ['a.txt:hidden', 'a.txt_hidden'],
    ['a::$DATA', 'a__$DATA'],
    ['nul\0.txt', 'nul_.txt'],
    ['line\r\nfeed', 'line__feed'],
    ['esc\u001b[31m', 'esc_[31m'],
    ['c1\u0085\u009f', 'c1__'],
    ['del\u007f', 'del_'],
    ['half \ud83d pair', 'half \ufffd pair'],
    ['trailing dot.', 'trailing dot'],
    ['trailing space ', 'trailing space'],
    ['CON', '_CON'],
    ['con', '_con'],
    ['NUL.txt', '_NUL.txt'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['aux .jpg', '_aux .jpg'],
    ['COM1', '_COM1'],
    ['lpt9.png', '_lpt9.png'],
    ['COM¹.txt', '_COM¹.txt'],
    ['CONIN$', '_CONIN$'],
    ['prn. ', '_prn'],
  ])('%j becomes %j', (given, safe) => {
    expect(safeName(given)).toBe(safe);
  });

  it.each([
    'photo.jpg',
    '.htaccess',
    '-rf',
    '~',
    '~root',
    ' leading space',
    '...three dots',
    'console.log',
    'nullable.txt',
    'com10',
    'COM',
    '%2e%2e%2fetc%2fpasswd',
    '$HOME `id` $(id) ; rm',
    '"quoted" \'names\' <b>?*|',
    '=1+1',
    'ثم نفس سقطت',
    '田中さんにあげて下さい',
    '👩‍👩‍👧‍👦.png',
    'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮',
    'e\u0301 decomposed',
    '\u00e9 composed',
    'right\u202eto left',
    'line\u2028separator',
    'zero\u200bwidth',
    'ﬁ ß ı İ',
    '＼／：．．',
    'x'.repeat(255),
  ])('%j is kept', async (name) => {
    expect(safeName(name)).toBe(name);
    expect(await names([file(name, name)])).toEqual([`${name}/${name}`]);
  });

  it('is harmless whatever was given, and stays what it is when it is made safe again', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      ' ',
      '/',
      '\\',
      ':',
      '\0',
      'CON',
      'nul',
      'LPT¹',
      '\ud800',
      'é',
      'x'.repeat(254),
    );
    const hostile = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 8 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(hostile, (given) => {
        const safe = safeName(given);
        expect(isHarmless(safe), JSON.stringify(safe)).toBe(true);
        expect(safeName(safe)).toBe(safe);
      }),
      { numRuns: 3000 },
    );
  });

  it('is cut to 255 bytes between characters, keeping its extension', () => {
    expect(safeName(`${'é'.repeat(300)}.jpeg`)).toBe(`${'é'.repeat(125)}.jpeg`);
    expect(safeName('👍'.repeat(65_536))).toBe('👍'.repeat(63));
    expect(safeName(`CON${' '.repeat(250)}.x`)).toBe(`_CON${' '.repeat(249)}.x`);
    expect(safeName(`CON${' '.repeat(300)}x`)).toBe('_CON');
  });
});

describe('equal names in an archive', () => {
  it('are counted from the second on, before the extension', async () => {
    expect(
      await names([file('a.jpg'), file('a.jpg'), file('a.jpg'), file('b'), file('b'), file('.x'), file('.x')]),
    ).toEqual(['a.jpg', 'a (2).jpg', 'a (3).jpg', 'b', 'b (2)', '.x', '.x (2)']);
  });

  it('never take a name that a later file asks for', async () => {
    expect(await names([file('a.jpg'), file('a.jpg'), file('a (2).jpg'), file('A (3).JPG'), file('a.jpg')])).toEqual([
      'a.jpg',
      'a (4).jpg',
      'a (2).jpg',
      'A (3).JPG',
      'a (5).jpg',
    ]);
  });

  it('are those that differ in case, Unicode form or in what is replaced', async () => {
    const given = [
      '\u00e9.txt',
      'E\u0301.TXT',
      'straße',
      'STRASSE',
      'ẞtrasse',
      'ﬁ',
      'FI',
      'k',
      '\u212a',
      'ς',
      'Σ',
      'σ',
      'a/b',
      'a\\b',
    ];
    const out = await names(given.map((name) => file(name)));
    expect(out).toEqual([
      '\u00e9.txt',
      'E\u0301 (2).TXT',
      'straße',
      'STRASSE (2)',
      'ẞtrasse',
      'ﬁ',
      'FI (2)',
      'k',
      '\u212a (2)',
      'ς',
      'Σ (2)',
      'σ (3)',
      'a_b',
      'a_b (2)',
    ]);
  });

  it('may stand in different folders', async () => {
    expect(await names([file('x', 'a.jpg'), file('y', 'a.jpg'), file('a.jpg')])).toEqual([
      'x/a.jpg',
      'y/a.jpg',
      'a.jpg',
    ]);
  });

  it('merge folders and tell the files in them apart', async () => {
    expect(
      await names([file('Trip', 'a.jpg'), file('TRIP', 'A.jpg'), file('trip', 'sub', 'b.jpg'), directory('tRIP')]),
    ).toEqual(['Trip/a.jpg', 'Trip/A (2).jpg', 'Trip/sub/b.jpg', 'Trip/']);
  });

  it('make a file give way to a folder, whichever comes first', async () => {
    expect(await names([file('x'), file('X', 'a.jpg'), directory('y'), file('y'), file('x (2)')])).toEqual([
      'x (3)',
      'X/a.jpg',
      'y/',
      'y (2)',
      'x (2)',
    ]);
  });

  it('list an empty folder once and the root never', async () => {
    expect(await names([directory('a', 'b'), directory('a', 'b'), directory('A', 'B'), directory()])).toEqual(['a/b/']);
  });

  it('stay within 255 bytes', async () => {
    const long = `${'é'.repeat(200)}.jpg`;
    const out = await names([file(long), file(long), file(`${'é'.repeat(201)}.jpg`)]);
    expect(new Set(out).size).toBe(3);
    for (const name of out) expect(isHarmless(name)).toBe(true);
    expect(out[1]).toMatch(/^é+ \(2\)\.jpg$/);
    expect(out[2]).toMatch(/^é+ \(3\)\.jpg$/);
  });

  it('are told apart in linear time, however they clash', async () => {
    const clashes = Array.from({ length: 10_000 }, (_, i) => file(`${'x'.repeat(248)}${i >> 1}`));
    expect(new Set(await names(clashes)).size).toBe(10_000);
  });

  it('leave every path of any list harmless and unlike every other', async () => {
    const element = fc.oneof(
      fc.constantFrom('a', 'A', 'a (2)', 'a.', '..', '', 'a/b', 'é', 'e\u0301', 'É'),
      fc.string({ maxLength: 3 }),
    );
    const path = fc.array(element, { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), path), { maxLength: 40 }), async (list) => {
        const archive = await planArchive(list.map(([isFile, at]) => (isFile ? file(...at) : directory(...at))));
        const paths = await namesIn(archive, blobs);
        expect(paths.filter((one) => !one.endsWith('/')).length).toBe(list.filter(([isFile]) => isFile).length);
        const asUnpacked = paths.map((one) => foldName(one.replace(/\/$/, '')));
        expect(new Set(asUnpacked).size).toBe(paths.length);
        for (const one of paths) expect(one.replace(/\/$/, '').split('/').every(isHarmless), one).toBe(true);
        const folders = new Set(
          paths.flatMap((one) =>
            one
              .split('/')
              .slice(0, -1)
              .map((_, i, all) => foldName(all.slice(0, i + 1).join('/'))),
          ),
        );
        for (const one of paths) if (!one.endsWith('/')) expect(folders.has(foldName(one)), one).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('fold at least as much as simple case folding does', () => {
    const cased = Array.from({ length: 0x1ffff }, (_, i) => String.fromCodePoint(i)).filter(
      (char) => char.isWellFormed() && (char.toLowerCase() !== char || char.toUpperCase() !== char),
    );
    for (const char of cased) {
      for (const other of [char.toLowerCase(), char.toUpperCase()]) {
        expect(foldName(other), char).toBe(foldName(char));
      }
    }
  });
});

describe('deep folders in an archive', () => {
  it('are kept', async () => {
    const path = Array.from({ length: 300 }, (_, i) => `level ${i}`);
    expect(await names([file(...path, 'a.txt')])).toEqual([`${path.join('/')}/a.txt`]);
  });

  it('are merged where no system could unpack them', async () => {
    const path = Array.from({ length: 100_000 }, () => 'deep');
    const [first, second, ...rest] = await names([file(...path, 'a.txt'), file(...path, 'deep', 'a.txt')]);
    expect(rest).toEqual([]);
    expect(first).toBe(`${'deep/'.repeat(700)}a.txt`);
    expect(second).toBe(`${'deep/'.repeat(700)}a (2).txt`);
  });
});
