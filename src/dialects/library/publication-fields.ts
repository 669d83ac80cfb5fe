// What a client says of an asset to be made or changed, in JSON or in a form: read field by field in a set order, so that the
// first wrong one is named. What this dialect does not know, or what a type does not have, is passed over.
import {
  CoreError,
  fromUuid,
  type Id,
  invalid,
  isReferenceKind,
  PUBLICATION_KINDS,
  type PublicationKind,
  type PublicationPatch,
  type ReferenceKind,
} from '../../core/index.ts';

const LONGEST_TITLE = 500;

export type Fields = Readonly<Record<string, unknown>>;

interface Described {
  readonly description: string | null;
  readonly externalUrl: string | null;
  readonly isPublic: boolean;
}

/** With bytes of its own, or without any. */
export type NewPublication =
  | (Described & { readonly type: 'asset'; readonly title: string | null; readonly filePath: string | undefined })
  | (Described & {
      readonly type: 'reference';
      readonly kind: ReferenceKind;
      readonly title: string;
      readonly items: readonly Id[];
    });

/** Throws `malformed` for what is no JSON object. */
export function jsonFields(body: unknown): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new CoreError('malformed', 'A JSON object is needed');
  return { ...body };
}

/** A form has texts alone; empty ones say nothing. */
export function formFields(fields: ReadonlyMap<string, string>): Fields {
  const sent = Object.fromEntries([...fields].filter(([, text]) => text !== ''));
  const { is_public, items, ...texts } = sent;
  return {
    ...texts,
    ...(is_public !== undefined && { is_public: booleanOf(is_public) }),
    ...(items !== undefined && { items: arrayOf(items) }),
  };
}

/** Throws `invalid` naming the first field at fault: title, asset_type, what the type needs, all others. */
export function readNewPublication(fields: Fields, hasFile: boolean): NewPublication {
  const title = titleIn(fields);
  if (title === undefined && !hasFile) throw invalid('title', 'Title is required');
  const kind = kindIn(fields);
  if (kind === undefined && !hasFile) throw invalid('asset_type', 'Asset type is required');
  if (kind === undefined || !isReferenceKind(kind)) {
    const filePath = textIn(fields, 'file_path', 'File path') ?? undefined;
    if (filePath === undefined && !hasFile) throw invalid('file_path', 'File path is required');
    if (filePath !== undefined && hasFile) throw invalid('file_path', 'File path and file exclude each other');
    return { type: 'asset', title: title ?? null, filePath, ...describedIn(fields) };
  }
  if (hasFile) throw invalid('asset_type', `An asset of type ${kind} has no file`);
  if (title === undefined) throw invalid('title', 'Title is required');
  const described = { ...describedIn(fields), items: kind === 'collection' ? (itemsIn(fields) ?? []) : [] };
  return { type: 'reference', kind, title, ...described };
}

/** What is absent is absent. Throws `invalid`. */
export function readPublicationPatch(fields: Fields): PublicationPatch {
  const has = (name: string) => fields[name] !== undefined;
  const title = has('title') ? titleIn(fields) : undefined;
  if (has('title') && title === undefined) throw invalid('title', 'Title is required');
  const items = itemsIn(fields);
  return {
    ...(title !== undefined && { title }),
    ...(has('external_url') && { externalUrl: textIn(fields, 'external_url', 'External URL') }),
    ...(has('description') && { description: textIn(fields, 'description', 'Description') }),
    ...(has('is_public') && { isPublic: publicIn(fields) }),
    ...(items && { items }),
  };
}

function describedIn(fields: Fields): Described {
  return {
    externalUrl: textIn(fields, 'external_url', 'External URL'),
    description: textIn(fields, 'description', 'Description'),
    isPublic: publicIn(fields),
  };
}

/** Undefined where there is none. */
function titleIn(fields: Fields): string | undefined {
  const title = textIn(fields, 'title', 'Title');
  if (title === null || title.trim() === '') return undefined;
  if (title.length > LONGEST_TITLE) throw invalid('title', `Title must be at most ${LONGEST_TITLE} characters`);
  return title;
}

function kindIn(fields: Fields): PublicationKind | undefined {
  const sent = fields['asset_type'];
  if (sent === undefined || sent === null || sent === '') return undefined;
  const kind = PUBLICATION_KINDS.find((known) => known === sent);
  if (!kind) throw invalid('asset_type', `Asset type must be one of: ${PUBLICATION_KINDS.join(', ')}`);
  return kind;
}

/** Null where it is absent. */
function textIn(fields: Fields, name: string, label: string): string | null {
  const sent = fields[name] ?? null;
  if (sent !== null && typeof sent !== 'string') throw invalid(name, `${label} must be a string`);
  return sent === '' && name !== 'description' ? null : sent;
}

function publicIn(fields: Fields): boolean {
  const sent = fields['is_public'] ?? false;
  if (typeof sent !== 'boolean') throw invalid('is_public', 'Is public must be true or false');
  return sent;
}

function itemsIn(fields: Fields): Id[] | undefined {
  const sent = fields['items'];
  if (sent === undefined) return undefined;
  if (!Array.isArray(sent)) throw invalid('items', 'Items must be an array of asset ids');
  return sent.map((item, index) => {
    const id = typeof item === 'string' ? fromUuid(item) : undefined;
    if (!id) throw invalid('items', `There is no asset with the id at ${index}`);
    return id;
  });
}

/** What is neither is told so later, by its field. */
function booleanOf(text: string): unknown {
  if (/^(true|1|on)$/i.test(text)) return true;
  return /^(false|0|off)$/i.test(text) ? false : text;
}

function arrayOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
