// A library of each release, opened by this one: the same records and answers, in the schema of a new one, and nothing to do twice.
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/database/migrate.ts';
import { sha256Of } from '../support/blobs.ts';
import { temporaryFolder } from '../support/core.ts';
import { columnsIn, RELEASES, rowsIn, schemaIn, unpackRelease, upgradeDatabase } from '../support/releases.ts';
import { startTestServer } from '../support/server.ts';

describe('a library that a release has left', () => {
  it('there are some', () => {
    expect(RELEASES.length).toBeGreaterThan(0);
    for (const schema of RELEASES) expect(Number(schema)).toBeLessThanOrEqual(SCHEMA_VERSION);
  });

  it.for(RELEASES)('of schema %s keeps its records, in the schema of a new one', async (schema) => {
    await using old = await temporaryFolder();
    await using fresh = await temporaryFolder();
    await unpackRelease(schema, old.path);
    const columns = columnsIn(old.path);
    columns.delete('schema_version');
    const before = rowsIn(old.path, columns);
    expect(before['assets']?.length).toBeGreaterThan(5);
    await upgradeDatabase(old.path);
    await upgradeDatabase(fresh.path);
    expect(rowsIn(old.path, columns)).toEqual(before);
    expect(schemaIn(old.path)).toEqual(schemaIn(fresh.path));
    expect(rowsIn(old.path, new Map([['schema_version', ['version']]]))).toEqual(
      rowsIn(fresh.path, new Map([['schema_version', ['version']]])),
    );
  });

  it.for(RELEASES)('of schema %s is not changed by a second start', async (schema) => {
    await using folder = await temporaryFolder();
    await unpackRelease(schema, folder.path);
    await upgradeDatabase(folder.path);
    const look = () => [schemaIn(folder.path), rowsIn(folder.path, columnsIn(folder.path))];
    const before = look();
    await upgradeDatabase(folder.path);
    expect(look()).toEqual(before);
  });

  it.for(RELEASES)('of schema %s is answered for by every dialect as then', async (schema) => {
    await using folder = await temporaryFolder();
    const { rootKey, answers } = await unpackRelease(schema, folder.path);
    await using server = await startTestServer({
      isEmbedded: true,
      settings: {
        VITRINE_DATA: folder.path,
        VITRINE_ROOT_KEY: rootKey,
        VITRINE_PUBLIC_URL: 'https://library.example',
        VITRINE_TRASH_DAYS: '0',
        VITRINE_WORKER: 'false',
      },
    });
    // Downloads last: they are counted.
    const [files, others] = [true, false].map((isFile) =>
      Object.entries(answers).filter(([, answer]) => (typeof answer === 'string') === isFile),
    );
    for (const [path, answer] of [...(others ?? []), ...(files ?? [])]) {
      const response = await server.api(path, { key: rootKey });
      expect([path, response.status]).toEqual([path, 200]);
      const bytes = Buffer.from(await response.arrayBuffer());
      if (typeof answer === 'string') expect([path, sha256Of(bytes)]).toEqual([path, answer]);
      else expect([path, JSON.parse(bytes.toString())]).toMatchObject([path, answer]);
    }
    expect(await server.core.verifyLibrary()).toMatchObject({ remaining: 0 });
  });
});
