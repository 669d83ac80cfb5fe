// Telling whether a record of another service has changed since it was taken: a hash of all that is taken from it, and
// of its bytes and of its place apart: bytes are fetched again only when they are others.
import { createHash } from 'node:crypto';
import type { RemoteAsset, RemoteFolder } from './source.ts';

export const folderFingerprint = ({ id: _id, parentId, ...told }: RemoteFolder): string =>
  `${hashOf(parentId)} ${hashOf(told)}`;

export function assetFingerprint({ id: _id, folderId, ...told }: RemoteAsset): string {
  if (!('content' in told)) return `${hashOf(folderId)} ${hashOf(told)}`;
  const { content, ...others } = told;
  return `${hashOf(folderId)} ${hashOf(others)} ${hashOf([content.revision, content.sha256])}`;
}

export const hasSamePlace = (one: string, other: string): boolean => one.split(' ')[0] === other.split(' ')[0];
export const hasSameBytes = (one: string, other: string): boolean => one.split(' ')[2] === other.split(' ')[2];

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 32);
