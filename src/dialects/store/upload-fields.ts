// The form fields that may come with an upload: text that stands for other types.
import { invalid, type Metadata, metadataOf } from '../../core/index.ts';

export interface UploadFields {
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly metadata?: Metadata;
  readonly isPublic?: boolean;
}

/** Fields that are absent or empty say nothing; unknown ones are ignored. Throws `invalid` naming the field at fault. */
export function readUploadFields(fields: ReadonlyMap<string, string>): UploadFields {
  const sent = (name: string): string | undefined => fields.get(name) || undefined;
  const name = sent('name');
  const description = sent('description');
  const tags = sent('tags');
  const metadata = sent('metadata');
  const isPublic = sent('is_public');
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: readTags(tags) }),
    ...(metadata === undefined ? {} : { metadata: metadataOf(readJson('metadata', metadata)) }),
    ...(isPublic === undefined ? {} : { isPublic: readBoolean(isPublic) }),
  };
}

function readTags(text: string): readonly string[] {
  if (!text.trimStart().startsWith('[')) return text.split(',').map((tag) => tag.trim());
  const tags = readJson('tags', text);
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string'))
    throw invalid('tags', 'An array of texts is needed.');
  return tags;
}

function readJson(field: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(field, 'This is not JSON.');
  }
}

function readBoolean(text: string): boolean {
  if (/^(true|1|on)$/i.test(text)) return true;
  if (/^(false|0|off)$/i.test(text)) return false;
  throw invalid('is_public', 'true or false is needed.');
}
