// What an entry of an archive is called: untrusted names made safe to unpack on Linux, macOS and Windows, and equal
// names made distinct. Leaves out directories as a tree (plan.ts).

/** NAME_MAX of Linux and macOS; Windows allows 255 UTF-16 units, which is never less. */
const MAX_NAME_BYTES = 255;
/** " (4294967295)": what a counted name needs at most. */
const COUNT_BYTES = 13;
const MAX_EXTENSION_LENGTH = 20;

/** Separators of any system, the mark of drives and of NTFS streams, C0 and C1 controls. */
const UNSAFE = /[/\\:\p{Cc}]/gu;
/** Windows opens the device whatever the case and whatever follows the first dot (Win32 "Naming Files, Paths"). */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)/iu;

/** Of printable ASCII, at most 255 of them, with nothing above in it, a dot or a space at its end apart: safe unless it is a device. */
const PLAIN = /^[ -.0-9;-[\]-~]{0,254}[!-\-0-9;-[\]-~]$/;
const ASCII = /^[ -~]*$/;

const encoder = new TextEncoder();
const scratch = new Uint8Array(MAX_NAME_BYTES);

/**
 * One path element that names something inside its directory on any system: never empty, `.` or `..`, without
 * separators, drives, controls and lone surrogates, not ending in a dot or space, not a Windows device, at most 255
 * bytes of UTF-8 (the extension is kept). A name that breaks none of this comes back unchanged.
 */
export function safeName(name: string): string {
  if (PLAIN.test(name) && !DEVICE.test(name)) return name;
  const safe = withoutTail(shorten(name.toWellFormed().replace(UNSAFE, '_')));
  if (safe === '') return '_';
  return DEVICE.test(safe) ? withoutTail(shorten(`_${safe}`)) : safe;
}

/** Windows drops dots and spaces at the end, which would make two names one. A loop: a pattern would be quadratic. */
function withoutTail(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end--;
  return name.slice(0, end);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  const { stem, extension } = split(name);
  return cut(stem, MAX_NAME_BYTES - Buffer.byteLength(extension)) + extension;
}

/** The longest start of `text` that fits, never half a character. */
function cut(text: string, maxBytes: number): string {
  return text.slice(0, encoder.encodeInto(text, scratch.subarray(0, maxBytes)).read);
}

function split(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= MAX_EXTENSION_LENGTH
    ? { stem: name.slice(0, dot), extension: name.slice(dot) }
    : { stem: name, extension: '' };
}

/**
 * Equal for names that some file system takes for one: canonical caseless matching (Unicode, section 3.13, D145). Lower
 * and then upper case stands for full case folding, which JavaScript lacks; it joins a few letters more (`ı` and `i`).
 */
export function foldName(name: string): string {
  if (ASCII.test(name)) return name.toUpperCase();
  return name.normalize('NFD').toLowerCase().toUpperCase().normalize('NFD');
}

/**
 * Distinct names per directory. A directory keeps its name, and of the files whoever comes first; later ones get
 * `stem (2).ext`, `stem (3).ext`, … passing over names that anyone has come with, so that a name asked for is never given to
 * someone else: `rename` is for when all are there.
 */
interface DistinctNames {
  /** Of directories: the first of its name where it lies. */
  take(directory: number, name: string): void;
  /** Of files, which are counted from 0. */
  reserve(directory: number, name: string, entry: number): void;
  /** The files that need another name, in their order. */
  clashes(): number[];
  /** Another name for one of them. */
  rename(directory: number, name: string): string;
}

/** Of a name that no file has. */
const TAKEN = -1;

export function distinctNames(): DistinctNames {
  // Per directory and folded name: the file that has it, or TAKEN.
  const holders: Map<string, number>[] = [];
  const clashing: number[] = [];
  // Per directory and shortened stem, so that the search for a free number is linear over all clashes together.
  const nextCount = new Map<string, number>();

  function holdersIn(directory: number): Map<string, number> {
    const known = holders[directory];
    if (known) return known;
    const made = new Map<string, number>();
    holders[directory] = made;
    return made;
  }

  return {
    take(directory, name) {
      const names = holdersIn(directory);
      const key = foldName(name);
      const holder = names.get(key) ?? TAKEN;
      if (holder !== TAKEN) clashing.push(holder);
      names.set(key, TAKEN);
    },
    reserve(directory, name, entry) {
      const names = holdersIn(directory);
      const key = foldName(name);
      if (names.has(key)) clashing.push(entry);
      else names.set(key, entry);
    },
    clashes: () => clashing.toSorted((a, b) => a - b),
    rename(directory, name) {
      const names = holdersIn(directory);
      const { stem, extension } = split(name);
      const short = cut(stem, MAX_NAME_BYTES - COUNT_BYTES - Buffer.byteLength(extension));
      const counter = `${directory}/${foldName(`${short}/${extension}`)}`;
      for (let count = nextCount.get(counter) ?? 2; ; count++) {
        const candidate = `${short} (${count})${extension}`;
        const candidateKey = foldName(candidate);
        if (names.has(candidateKey)) continue;
        names.set(candidateKey, TAKEN);
        nextCount.set(counter, count + 1);
        return candidate;
      }
    },
  };
}
