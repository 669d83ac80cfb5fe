// Telling whether a record of another service has changed since it was taken: a hash of all that is taken from it, and
// of its bytes apart, so that they are fetched again only when they are others.
import { createHash } from 'node:crypto';
import type { RemoteAsset, RemoteFolder } from './source.ts';

export const folderFingerprint = ({ id: _id, ...told }: RemoteFolder): string => hashOf(told);

export function assetFingerprint({ id: _id, ...told }: RemoteAsset): string {
  if (!('content' in told)) return hashOf(told);
  const { content, ...others } = told;
  return `${hashOf(others)} ${hashOf([content.revision, content.sha256])}`;
}

export const hasSameBytes = (one: string, other: string): boolean => one.split(' ')[1] === other.split(' ')[1];

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 32);
