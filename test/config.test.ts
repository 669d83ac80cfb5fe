import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('settings of S3', () => {
  it('it keeps blobs on the disk unless a bucket is named', () => {
    expect(readConfig({}).s3).toBeUndefined();
    expect(readConfig({ VITRINE_S3_BUCKET: '' }).s3).toBeUndefined();
  });

  it('it takes AWS and its own way of finding credentials with a bucket alone', () => {
    expect(readConfig({ VITRINE_S3_BUCKET: 'assets' }).s3).toEqual({
      bucket: 'assets',
      endpoint: undefined,
      region: 'us-east-1',
      credentials: undefined,
      prefix: '',
      pathStyle: false,
      sockets: 64,
      redirects: false,
    });
  });

  it('it puts the bucket into the path at an endpoint, unless told otherwise', () => {
    const at = { VITRINE_S3_BUCKET: 'assets', VITRINE_S3_ENDPOINT: 'http://ceph.local:7480/' };
    expect(readConfig(at).s3).toMatchObject({ endpoint: 'http://ceph.local:7480', pathStyle: true });
    expect(readConfig({ ...at, VITRINE_S3_PATH_STYLE: 'false' }).s3).toMatchObject({ pathStyle: false });
  });

  it.each([
    [{ VITRINE_S3_ENDPOINT: 'http://ceph.local' }, 'VITRINE_S3_BUCKET: is needed with VITRINE_S3_ENDPOINT'],
    [{ VITRINE_S3_REDIRECTS: 'true' }, 'VITRINE_S3_BUCKET: is needed with VITRINE_S3_REDIRECTS'],
    [
      { VITRINE_S3_BUCKET: 'a', VITRINE_S3_ACCESS_KEY_ID: 'x' },
      'VITRINE_S3_SECRET_ACCESS_KEY: is needed with VITRINE_S3_ACCESS_KEY_ID',
    ],
    [
      { VITRINE_S3_BUCKET: 'a', VITRINE_S3_SECRET_ACCESS_KEY: 'x' },
      'VITRINE_S3_ACCESS_KEY_ID: is needed with VITRINE_S3_SECRET_ACCESS_KEY',
    ],
    [
      { VITRINE_S3_BUCKET: 'a', VITRINE_S3_ENDPOINT: 'http://ceph/bucket' },
      'VITRINE_S3_ENDPOINT: scheme, host and port',
    ],
    [{ VITRINE_S3_BUCKET: 'a', VITRINE_S3_ENDPOINT: 'ftp://ceph' }, 'VITRINE_S3_ENDPOINT: an http or https URL'],
    [{ VITRINE_S3_BUCKET: 'a', VITRINE_S3_SOCKETS: '1' }, 'VITRINE_S3_SOCKETS: a whole number from 2'],
    [
      { VITRINE_S3_BUCKET: 'a', VITRINE_ACCEL_REDIRECT: '/_blobs/', VITRINE_TRUST_PROXY: 'loopback' },
      'VITRINE_ACCEL_REDIRECT: with VITRINE_S3_BUCKET',
    ],
  ])('it refuses %j', (environment, problem) => {
    expect(() => readConfig(environment)).toThrow(problem);
  });

  it('it never repeats a secret in what it refuses', () => {
    const environment = { VITRINE_S3_SECRET_ACCESS_KEY: 'planted', VITRINE_S3_ENDPOINT: 'http://u:planted@ceph' };
    expect(() => readConfig(environment)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('planted') }),
    );
  });
});
