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

const encoder = new TextEncoder();
const scratch = new Uint8Array(MAX_NAME_BYTES);

/**
 * One path element that names something inside its directory on any system: never empty, `.` or `..`, without
 * separators, drives, controls and lone surrogates, not ending in a dot or space, not a Windows device, at most 255
 * bytes of UTF-8 (the extension is kept). A name that breaks none of this comes back unchanged.
 */
export function safeName(name: string): string {
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
  return name.normalize('NFD').toLowerCase().toUpperCase().normalize('NFD');
}

/**
 * Distinct names per directory. Whoever claims a name first gets it; later ones get `stem (2).ext`, `stem (3).ext`, …
 * passing over names that are reserved, so that a name asked for by anyone is never given to someone else. All
 * reservations come before the first clash.
 */
interface DistinctNames {
  reserve(directory: number, name: string): void;
  claim(directory: number, name: string): string;
}

export function distinctNames(): DistinctNames {
  const claimed = new Map<string, boolean>();
  // Per directory and shortened stem, so that the search for a free number is linear over all clashes together.
  const nextCount = new Map<string, number>();
  const keyOf = (directory: number, name: string): string => `${directory}/${foldName(name)}`;

  return {
    reserve(directory, name) {
      const key = keyOf(directory, name);
      if (!claimed.has(key)) claimed.set(key, false);
    },
    claim(directory, name) {
      const key = keyOf(directory, name);
      if (claimed.get(key) !== true) {
        claimed.set(key, true);
        return name;
      }
      const { stem, extension } = split(name);
      const short = cut(stem, MAX_NAME_BYTES - COUNT_BYTES - Buffer.byteLength(extension));
      const counter = keyOf(directory, `${short}/${extension}`);
      for (let count = nextCount.get(counter) ?? 2; ; count++) {
        const candidate = `${short} (${count})${extension}`;
        const candidateKey = keyOf(directory, candidate);
        if (claimed.has(candidateKey)) continue;
        claimed.set(candidateKey, true);
        nextCount.set(counter, count + 1);
        return candidate;
      }
    },
  };
}
