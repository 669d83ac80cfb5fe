// Entity tags as If-Match and If-None-Match list them (RFC 9110, section 8.8.3).

export interface EntityTag {
  /** With its quotes. */
  readonly tag: string;
  readonly isWeak: boolean;
}

/** `any` is `*`; none when the list is malformed. */
export function readEntityTags(header: string): readonly EntityTag[] | 'any' {
  if (header.trim() === '*') return 'any';
  const tags: EntityTag[] = [];
  const element = /[ \t,]*(?:(W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)|$)/y;
  while (element.lastIndex < header.length) {
    const match = element.exec(header);
    if (match === null) return [];
    if (match[2] !== undefined) tags.push({ tag: match[2], isWeak: match[1] !== undefined });
  }
  return tags;
}
