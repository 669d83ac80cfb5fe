// Presentations of Office Open XML (ECMA-376 part 1, chapter 19): the text of their slides in the order they are shown.
// Speakers' notes, masters and layouts are left out.
import type { Body, Part } from './parts.ts';
import { paragraphs } from './word.ts';
import { attribute, readXml } from './xml.ts';
import type { Archive } from './zip.ts';

/** Fields are the slide's number and the date. */
const SKIPPED = new Set(['fld', 'Fallback']);

export async function readSlides(archive: Archive, main: Part): Promise<Body> {
  const slides = new Set<string>();
  await readXml(archive.open(main.name), {
    open(name, attributes) {
      const part = name === 'sldId' ? main.byId(attribute(attributes, 'id') ?? '') : undefined;
      if (part !== undefined) slides.add(part);
    },
  });
  return {
    count: slides.size,
    look: 'slide',
    async readWords(into) {
      for (const slide of slides) {
        into.separate('\n\n');
        await readXml(archive.open(slide), paragraphs(into, SKIPPED));
      }
    },
  };
}
