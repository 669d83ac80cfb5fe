// What several decide of one record in PostgreSQL, in orders that do not wait for each other: each decides by what the others did.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, hashPassword, type Id, SYSTEM } from '../../src/core/index.ts';
import { contentOf, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { openSession, settled, untilWaiting } from '../support/postgres.ts';

const PASSWORD = 'a long password';

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

/** Somebody who is at a record until they end their transaction. */
async function somebodyAt(table: string, id: string) {
  const session = await openSession(opened.url ?? '');
  await session.query(`begin; set local vitrine.workspace = '*'`);
  await session.query(`select * from ${table} where id = '${id}' for no key update`);
  return session;
}

describe('while somebody is at the record', () => {
  it('the length of an upload is said once, however many say one at the same time', async () => {
    const actor = await newTenant(core);
    const id = '1'.repeat(32);
    await core.createResumableUpload(actor, { id, metadata: {}, sizeBytes: null });
    await using session = await somebodyAt('resumable_uploads', id);
    const said = [1, 2].map((sizeBytes) => settled(core.setResumableSize(actor, id, sizeBytes)));
    await untilWaiting(core.engine, 2);
    await session.query('commit');
    const outcomes = await Promise.all(said);
    expect(outcomes).toContainEqual(expect.objectContaining({ code: 'conflict' }));
    expect(await core.getResumableUpload(actor, id)).toMatchObject({ sizeBytes: outcomes.indexOf('done') + 1 });
  });

  it('a job that somebody has tried again, and has taken by then, stays theirs', async () => {
    const actor = await newTenant(core);
    const asset = await core.createAsset(actor, { name: 'a.txt', content: contentOf('a'), folderId: null });
    const [job] = await core.takeJobs(1);
    if (!job) throw new Error('the asset has no job');
    expect(job.payload).toMatchObject({ assetId: asset.id });
    const set = (columns: string) => `update jobs set ${columns} where id = '${job.id}'`;
    await core.engine.write('testRun', [set('dead_at = 1, leased_until = null')]);
    await using session = await somebodyAt('jobs', job.id);
    const retrying = settled(core.retryJob(actor, job.id));
    await untilWaiting(core.engine, 1);
    await session.query(`${set(`dead_at = null, attempts = 1, leased_until = ${Date.now() + 600_000}`)}; commit`);
    expect(await retrying).toMatchObject({ code: 'not_found' });
    expect(await core.takeJobs(1)).toEqual([]);
  });

  let made = 0;
  async function newAdmin(workspaceId: Id) {
    const email = `somebody-${made++}@example.org`;
    const passwordHash = await hashPassword(PASSWORD);
    return { email, id: await core.createUser(SYSTEM, { workspaceId, email, role: 'admin', passwordHash }) };
  }

  it('administrators of its workspace and of the installation change a user, and no change is lost', async () => {
    const admin = await newTenant(core);
    const [user] = [await newAdmin(admin.workspaceId), await newAdmin(admin.workspaceId)];
    await using session = await somebodyAt('users', user.id);
    const changes = [
      settled(core.patchUser(SYSTEM, user.id, { isDisabled: true })),
      settled(core.patchUser(admin, user.id, { name: 'Somebody' })),
    ];
    await untilWaiting(core.engine, 2);
    await session.query('commit');
    expect(await Promise.all(changes)).toEqual(['done', 'done']);
    const changed = { name: 'Somebody', role: 'admin', disabledAt: expect.any(Number) };
    expect(await core.getUser(SYSTEM, user.id)).toMatchObject(changed);
  });

  it('nobody signs in by a password that is not the right one by then', async () => {
    const user = await newAdmin((await newTenant(core)).workspaceId);
    await using session = await somebodyAt('users', user.id);
    const signingIn = settled(core.signIn(user.email, PASSWORD));
    await untilWaiting(core.engine, 1);
    await session.query(`update users set password_hash = 'another' where id = '${user.id}'; commit`);
    expect(await signingIn).toMatchObject({ code: 'unauthenticated' });
  });

  it('a link that is replaced by another sets no password, and does not take that one along', async () => {
    const user = await newAdmin((await newTenant(core)).workspaceId);
    const { token } = await core.createPasswordLink(SYSTEM, user.id);
    await using session = await somebodyAt('users', user.id);
    const redeeming = settled(core.setLinkedPassword(token, 'another password'));
    await untilWaiting(core.engine, 1);
    await session.query(`update password_links set token_hash = 'another' where user_id = '${user.id}'; commit`);
    expect(await redeeming).toMatchObject({ code: 'forbidden' });
    await expect(core.signIn(user.email, PASSWORD)).resolves.toMatch(/^session_/);
  });
});
