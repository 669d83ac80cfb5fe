// `meta` of a file: what is known of its bytes, under hyphenated keys, beside what users set.
import type { Asset, Media, MediaFacts, Metadata } from '../../core/index.ts';

const TYPE = 'content-type';
const FACTS = {
  width: 'width',
  height: 'height',
  'has-alpha': 'hasAlpha',
  duration: 'duration',
  'frame-rate': 'frameRate',
  'video-codec': 'videoCodec',
  'audio-codec': 'audioCodec',
  'bit-rate': 'bitRate',
  'sample-rate': 'sampleRate',
  channels: 'channels',
  'page-count': 'pageCount',
  'word-count': 'wordCount',
} as const satisfies Record<string, keyof MediaFacts>;

/** Facts win over what users set under their keys elsewhere. */
export function presentMeta(asset: Asset, media: Media | undefined): Record<string, unknown> {
  const meta: Record<string, unknown> = { ...JSON.parse(asset.metadataJson), [TYPE]: asset.mimeType };
  for (const [key, name] of Object.entries(FACTS)) {
    const value = media?.facts[name];
    if (value !== undefined) meta[key] = value;
  }
  return meta;
}

/** What of a sent `meta` is the user's to set: an asset may be sent back as it was read. */
export const withoutFacts = (meta: Metadata): Metadata =>
  Object.fromEntries(Object.entries(meta).filter(([key]) => key !== TYPE && !Object.hasOwn(FACTS, key)));
