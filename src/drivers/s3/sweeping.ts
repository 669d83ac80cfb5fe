// Removing what writers left behind that died: uploads without an end, and objects that were never copied to their key.
import { ListMultipartUploadsCommand, ListObjectsV2Command, ListPartsCommand } from '@aws-sdk/client-s3';
import type { Connection } from './client.ts';
import { unlessAbsent } from './failures.ts';
import { blobOfKey, isIncomingKey, type Layout } from './layout.ts';
import { abortMultipart, deleteObject } from './storing.ts';

/** `isAlive`: of the key of a writer of this process. Answers how many were removed. */
export async function sweepIncoming(
  connection: Connection,
  layout: Layout,
  olderThan: Date,
  isAlive: (key: string) => boolean,
): Promise<number> {
  let swept = 0;
  for (const prefix of [layout.incoming, layout.blobs]) {
    for await (const { key, uploadId } of uploadsBegunBefore(connection, prefix, olderThan)) {
      const isOurs = isIncomingKey(layout, key) || blobOfKey(layout, key) !== undefined;
      if (!isOurs || isAlive(key) || (await hasPartSince(connection, key, uploadId, olderThan))) continue;
      await abortMultipart(connection, key, uploadId);
      swept += 1;
    }
  }
  for await (const object of objectsBelow(connection, layout.incoming)) {
    if (!isIncomingKey(layout, object.key) || isAlive(object.key) || object.modifiedAt >= olderThan) continue;
    await deleteObject(connection, object.key);
    swept += 1;
  }
  return swept;
}

export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/** In the order of their keys. */
export async function* objectsBelow(
  connection: Connection,
  prefix: string,
  after?: string,
): AsyncGenerator<ListedObject> {
  let token: string | undefined;
  do {
    const command = { Bucket: connection.bucket, Prefix: prefix, StartAfter: after, ContinuationToken: token };
    const page = await connection.ask((client) => client.send(new ListObjectsV2Command(command)));
    for (const { Key: key, Size: sizeBytes, LastModified: modifiedAt } of page.Contents ?? []) {
      if (key !== undefined && sizeBytes !== undefined && modifiedAt !== undefined)
        yield { key, sizeBytes, modifiedAt };
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

async function* uploadsBegunBefore(
  connection: Connection,
  prefix: string,
  olderThan: Date,
): AsyncGenerator<{ key: string; uploadId: string }> {
  let marker: { KeyMarker: string | undefined; UploadIdMarker: string | undefined } | undefined;
  do {
    const command = { Bucket: connection.bucket, Prefix: prefix, ...marker };
    const page = await connection.ask((client) => client.send(new ListMultipartUploadsCommand(command)));
    for (const { Key: key, UploadId: uploadId, Initiated: begunAt } of page.Uploads ?? []) {
      if (key !== undefined && uploadId !== undefined && begunAt !== undefined && begunAt < olderThan) {
        yield { key, uploadId };
      }
    }
    marker =
      page.IsTruncated === true
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : undefined;
  } while (marker !== undefined);
}

/** A long upload of another node is alive as long as parts arrive. */
async function hasPartSince(connection: Connection, key: string, uploadId: string, since: Date): Promise<boolean> {
  let marker: string | undefined;
  do {
    const command = { Bucket: connection.bucket, Key: key, UploadId: uploadId, PartNumberMarker: marker };
    const page = await unlessAbsent(connection.ask((client) => client.send(new ListPartsCommand(command))));
    if (page?.Parts?.some((part) => part.LastModified !== undefined && part.LastModified >= since)) return true;
    marker = page?.IsTruncated === true ? page.NextPartNumberMarker : undefined;
  } while (marker !== undefined);
  return false;
}
