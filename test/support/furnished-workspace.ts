// A workspace with something in every table that belongs to workspaces, and the tables and rows themselves, as PostgreSQL has them.
import { sql } from 'kysely';
import type { Actor, Core, Id } from '../../src/core/index.ts';
import type { Db } from '../../src/database/db.ts';
import { contentOf, examined, newTenant } from './core.ts';

/** Tables of nobody in particular, each with the reason why everybody may see it. */
export const OPEN = {
  asset_search: 'words by number: behind the wall PostgreSQL could not use its index',
  attempts: 'tries of passwords, under hashes',
  blobs: 'bytes that several workspaces may have, by their hash',
  changes: 'for a move of all that there is',
  idempotency: 'under hashes of who asked',
  instance: 'facts about the installation',
  jobs: 'work for whoever comes first',
  media: 'what is known of bytes, by their hash',
  moves: 'for a move of all that there is',
  renditions: 'pictures of bytes, by their hash',
  resumable_uploads: 'nothing in a workspace yet',
  schema_version: 'of the installation',
  scrubs: 'of the installation',
  tasks: 'of the installation',
};

export interface Tenant {
  readonly actor: Actor & { readonly workspaceId: Id };
  readonly vaultId: Id;
  readonly publicId: Id;
  readonly slug: string;
  readonly userId: Id;
  /** Laid aside. */
  readonly jobId: Id;
}

/** A workspace with something in every table that belongs to workspaces. */
export async function furnished(core: Core, name: string): Promise<Tenant> {
  const actor = await newTenant(core);
  const slug = `slug-of-${name}`;
  const vault = await core.createVault(actor, { name, slug });
  const address = { vaultId: vault.id, partition: 'p', collection: 'c', channel: 'h' };
  const inVault = await core.createVaultAsset(actor, { name: 'v.txt', content: contentOf(name), address });
  await core.revokeUrl(actor, vault.id, { token: 'a'.repeat(43), expiresAt: null });
  await core.revokeUrlsOf(actor, vault.id, 'p/c/h/v.txt');
  const content = contentOf(`${name} 1`);
  const asset = await core.createAsset(actor, { name: 'a.txt', content, folderId: null, tags: ['t'], isPublic: true });
  await core.createAsset(actor, { name: 'a.txt', content, folderId: null });
  await core.noteExamined(asset, examined(asset, { wordCount: 2 }, 'words'));
  await core.replaceContent(actor, inVault.id, contentOf(`${name} 2`));
  await core.createReference(actor, { kind: 'collection', title: 'items', items: [asset.id] });
  await core.createShare(actor, { assetId: asset.id, folderId: null });
  await core.beginBulkChange(actor, {
    selection: { type: 'entries', assetIds: [asset.id], folderIds: [] },
    edit: { type: 'tag', add: ['in bulk'], remove: [] },
  });
  const user = { workspaceId: actor.workspaceId, email: `${name}@example.org`, role: 'admin', passwordHash: null };
  const userId = await core.createUser({ type: 'system' }, user);
  await core.createSession(userId, null);
  await core.createPasswordLink({ type: 'system' }, userId);
  await core.noteUsage('2026-01-01', []);
  const [job] = (await core.takeJobs(100)).filter(({ payload }) => JSON.stringify(payload).includes(asset.id));
  if (!job) throw new Error('the asset has no job');
  await core.engine.write('testRun', [`update jobs set dead_at = 1 where id = '${job.id}'`]);
  await core.createKey(actor, { label: name, scopes: ['hub:read'] });
  await core.importVault(actor, {
    name: 'imported',
    slug: `imported-${name}`,
    visibility: 'public',
    presets: null,
    source: 'somewhere',
    remoteId: '1',
    fingerprint: 'f',
  });
  return { actor, vaultId: vault.id, publicId: asset.id, slug, userId, jobId: job.id };
}

export async function tablesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' order by relname`.execute(db);
  return rows.map(({ name }) => name);
}

export const walledTables = async (db: Db): Promise<string[]> =>
  (await tablesOf(db)).filter((name) => !Object.hasOwn(OPEN, name));

export async function rowsOf(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql`select * from ${sql.table(table)}`.execute(db);
  return rows.map((row) => JSON.stringify(row));
}
