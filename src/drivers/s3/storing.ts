// How bytes get to their final key, and how we know that they are there: sizes are asked for, not believed.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { Connection } from './client.ts';
import { codeOf, unavailable, unlessAbsent } from './failures.ts';
import type { Content } from './memory.ts';
import { Patience, READING } from './patience.ts';

const CONTENT_TYPE = 'application/octet-stream';
const LARGEST_COPY_PART_BYTES = 1024 ** 3;

/** An answer to HEAD, or undefined when the object or its bucket is absent. */
export const headObject = (
  connection: Connection,
  key: string,
  patience = new Patience(READING),
): Promise<HeadObjectCommandOutput | undefined> =>
  unlessAbsent(
    connection.ask((client) => client.send(new HeadObjectCommand({ Bucket: connection.bucket, Key: key })), patience),
  );

export const deleteObject = async (connection: Connection, key: string, patience = new Patience()): Promise<void> => {
  await connection.ask(
    (client) => client.send(new DeleteObjectCommand({ Bucket: connection.bucket, Key: key })),
    patience,
  );
};

/**
 * Puts what fits into one request at its final key. Over what is there, too: it may be damaged in ways that its size does not tell, and
 * a copy of it onto itself would renew the damage.
 */
export async function putBlob(
  connection: Connection,
  key: string,
  { bytes, md5, etag }: Content,
  patience: Patience,
): Promise<void> {
  const command = {
    Bucket: connection.bucket,
    Key: key,
    Body: bytes,
    ContentMD5: md5,
    ContentLength: bytes.byteLength,
    ContentType: CONTENT_TYPE,
  };
  const answer = await connection.ask((client) => client.send(new PutObjectCommand(command)), patience);
  // An ETag that is the MD5 proves it; where S3 encrypts with keys of its own it is something else.
  if (unquoted(answer.ETag) !== etag) await mustBeWhole(connection, key, bytes.byteLength, patience);
}

/** Copies a complete upload to its final key, over what may be there. */
export async function copyBlob(
  connection: Connection,
  from: string,
  to: string,
  sizeBytes: number,
  patience: Patience,
): Promise<void> {
  await mustBeWhole(connection, from, sizeBytes, patience);
  const copied =
    sizeBytes <= connection.largestCopyBytes
      ? await copyObject(connection, from, to, sizeBytes, patience)
      : await copyInParts(connection, from, to, sizeBytes, patience);
  if (!copied) throw unavailable('an upload has vanished from the blob store');
  await mustBeWhole(connection, to, sizeBytes, patience);
}

async function isWhole(connection: Connection, key: string, sizeBytes: number, patience: Patience): Promise<boolean> {
  return (await headObject(connection, key, patience))?.ContentLength === sizeBytes;
}

async function mustBeWhole(connection: Connection, key: string, sizeBytes: number, patience: Patience): Promise<void> {
  if (!(await isWhole(connection, key, sizeBytes, patience))) {
    throw unavailable('the blob store has not kept what it said it had');
  }
}

/** False when the source is absent. */
async function copyObject(
  connection: Connection,
  from: string,
  to: string,
  sizeBytes: number,
  patience: Patience,
): Promise<boolean> {
  const command = {
    Bucket: connection.bucket,
    Key: to,
    CopySource: sourceOf(connection, from),
    MetadataDirective: 'REPLACE' as const,
    ContentType: CONTENT_TYPE,
  };
  const copied = await unlessAbsent(
    connection.askForLong(
      sizeBytes,
      (client, signal) => client.send(new CopyObjectCommand(command), { abortSignal: signal }),
      patience,
    ),
  );
  return copied !== undefined;
}

async function copyInParts(
  connection: Connection,
  from: string,
  to: string,
  sizeBytes: number,
  patience: Patience,
): Promise<boolean> {
  const uploadId = await createMultipart(connection, to, patience);
  try {
    const etags: string[] = [];
    const partBytes = Math.min(LARGEST_COPY_PART_BYTES, connection.largestCopyBytes);
    for (let start = 0; start < sizeBytes; start += partBytes) {
      const command = {
        Bucket: connection.bucket,
        Key: to,
        UploadId: uploadId,
        PartNumber: etags.length + 1,
        CopySource: sourceOf(connection, from),
        CopySourceRange: `bytes=${start}-${Math.min(start + partBytes, sizeBytes) - 1}`,
      };
      const { CopyPartResult: result } = await connection.askForLong(
        partBytes,
        (client, signal) => client.send(new UploadPartCopyCommand(command), { abortSignal: signal }),
        patience,
      );
      if (result?.ETag === undefined) throw unavailable('the blob store has not said what it copied');
      etags.push(result.ETag);
    }
    await completeMultipart(connection, to, uploadId, etags, sizeBytes, patience);
    return true;
  } catch (error) {
    // What can not be removed now is left to the sweep; what led here is the error to report.
    await abortMultipart(connection, to, uploadId).catch(() => undefined);
    throw error;
  }
}

const sourceOf = (connection: Connection, key: string): string =>
  [connection.bucket, ...key.split('/')].map(encodeURIComponent).join('/');

export async function createMultipart(connection: Connection, key: string, patience: Patience): Promise<string> {
  const command = { Bucket: connection.bucket, Key: key, ContentType: CONTENT_TYPE };
  const { UploadId: id } = await connection.ask(
    (client) => client.send(new CreateMultipartUploadCommand(command)),
    patience,
  );
  if (id === undefined) throw unavailable('the blob store has not begun an upload');
  return id;
}

/** `etags`: of the parts in their order. That it is complete is to be seen by its size. */
export async function completeMultipart(
  connection: Connection,
  key: string,
  uploadId: string,
  etags: readonly string[],
  sizeBytes: number,
  patience: Patience,
): Promise<void> {
  const command = {
    Bucket: connection.bucket,
    Key: key,
    UploadId: uploadId,
    MultipartUpload: { Parts: etags.map((etag, index) => ({ ETag: etag, PartNumber: index + 1 })) },
  };
  try {
    await connection.askForLong(
      sizeBytes,
      (client, signal) => client.send(new CompleteMultipartUploadCommand(command), { abortSignal: signal }),
      patience,
    );
  } catch (error) {
    // Of a try whose answer got lost: it was complete already, and the object is to be looked at.
    if (codeOf(error) !== 'NoSuchUpload') throw error;
  }
}

/** Idempotent. */
export async function abortMultipart(
  connection: Connection,
  key: string,
  uploadId: string,
  patience = new Patience(),
): Promise<void> {
  const command = { Bucket: connection.bucket, Key: key, UploadId: uploadId };
  await unlessAbsent(connection.ask((client) => client.send(new AbortMultipartUploadCommand(command)), patience));
}

const unquoted = (etag: string | undefined): string | undefined => etag?.replaceAll('"', '');
