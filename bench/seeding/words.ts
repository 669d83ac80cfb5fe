// Names as they occur in libraries of files: from cameras, scanners, offices and people, over a made-up vocabulary.
import { createRandom, type Random, zipf } from './random.ts';

const WORDS = 4_000;
const TAGS = 500;
/** A tag that only this many assets have, and a word that only this many names have. */
export const RARE_TAG = 'one-off';
export const RARE_WORD = 'quixotry';
export const RARE_ASSETS = 3;

const CONSONANTS = 'b c d f g h j k l m n p r s t v w z br dr gr kl pr st tr sh'.split(' ');
const VOWELS = 'a e i o u ai ea ou'.split(' ');
const ENDINGS = ['', '', 'n', 'r', 's', 't', 'l', 'm', 'nd', 'st'];

/** Distinct, the first ones shortest: as frequent words are. */
export const VOCABULARY: readonly string[] = vocabulary();
export const TAG_NAMES: readonly string[] = VOCABULARY.slice(100, 100 + TAGS);

export const pickWord = zipf(VOCABULARY);
export const pickTag = zipf(TAG_NAMES);

function vocabulary(): string[] {
  const random = createRandom(7);
  const pick = (choices: readonly string[]) => choices[random.below(choices.length)] ?? '';
  const words = new Set<string>();
  while (words.size < WORDS) {
    const syllables = 1 + random.below(3);
    let word = '';
    for (let i = 0; i < syllables; i++) word += pick(CONSONANTS) + pick(VOWELS);
    words.add(word + pick(ENDINGS));
  }
  return [...words].sort((a, b) => a.length - b.length);
}

/** Without extension. `at` gives the date that cameras and scanners write into names. */
export function fileStem(random: Random, kind: string, at: Date): string {
  const day = at.toISOString().slice(0, 10);
  const number = String(random.below(10_000)).padStart(4, '0');
  const words = (count: number) => Array.from({ length: count }, () => pickWord(random));
  if (kind === 'image' || kind === 'video') {
    switch (random.below(5)) {
      case 0:
        return `IMG_${number}`;
      case 1:
        return `DSC0${number}`;
      case 2:
        return `${kind === 'video' ? 'VID' : 'PXL'}_${day.replaceAll('-', '')}_${number}`;
      case 3:
        return `${words(2).join('-')}-${number}`;
      default:
        return words(1 + random.below(3)).join(' ');
    }
  }
  switch (random.below(3)) {
    case 0:
      return `Scan ${day} ${number}`;
    case 1:
      return `${capital(pickWord(random))} ${words(2).join(' ')} v${1 + random.below(9)}`;
    default:
      return `${day} ${words(1 + random.below(3)).join('_')}`;
  }
}

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
