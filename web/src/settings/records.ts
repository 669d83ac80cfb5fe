// The records of the settings' pages, as the server has them.
import type { paths as Admin } from '../api/admin.d.ts';
import type { paths as Vaults } from '../api/vaults.d.ts';

type Read<P> = P extends { get: { responses: { 200: { content: { 'application/json': infer T } } } } } ? T : never;
type Item<T> = T extends { items: (infer One)[] } ? One : T extends { data: (infer One)[] } ? One : never;

export type ApiKey = Item<Read<Admin['/api/admin/api-keys']>>;
export type User = Item<Read<Admin['/api/admin/users']>>;
export type Workspace = Item<Read<Admin['/api/admin/workspaces']>>;
export type Usage = Read<Admin['/api/admin/usage']>;
export type Health = Read<Admin['/api/admin/health']>;
export type Vault = Item<Read<Vaults['/api/v1/vaults']>>;
export type VaultKey = Item<Read<Vaults['/api/v1/vaults/{vaultId}/keys']>>;
