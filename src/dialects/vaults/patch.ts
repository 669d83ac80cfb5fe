// What a PATCH of an asset asks for, in either form: JSON values, or (for the SDK) their JSON texts.
import { type AssetPatch, invalid, metadataOf } from '../../core/index.ts';
import { parseMetadata, parseTags } from './upload.ts';

export interface SentPatch {
  readonly metadata?: Readonly<Record<string, unknown>> | string | undefined;
  readonly tags?: readonly string[] | string | undefined;
}

/** Throws `invalid` when there is nothing in it. */
export function patchOf({ metadata, tags }: SentPatch): AssetPatch {
  if (metadata === undefined && tags === undefined) throw invalid('metadata', 'metadata or tags must be given.');
  return {
    ...(metadata === undefined
      ? {}
      : { metadataMerge: typeof metadata === 'string' ? parseMetadata(metadata) : metadataOf(metadata) }),
    ...(tags === undefined ? {} : { tags: typeof tags === 'string' ? parseTags(tags) : tags }),
  };
}
