// The vaults of the workspace, and their names by the ids that other dialects use.
import { useQuery } from '@tanstack/react-query';
import { dataOf, vaultsApi } from '../../api/client.ts';
import type { Vault } from '../records.ts';

export const VAULTS = ['vaults', 'settings'];
/** As many as are offered where one is chosen. */
const OFFERED = 200;

interface KnownVault extends Vault {
  /** Its id everywhere but in the vaults dialect. */
  readonly recordId: string;
}

export function useVaults(): { readonly vaults: readonly KnownVault[]; readonly nameOf: (recordId: string) => string } {
  const { data } = useQuery({
    queryKey: [...VAULTS, 'all'],
    queryFn: ({ signal }) => dataOf(vaultsApi.GET('/api/v1/vaults', { params: { query: { limit: OFFERED } }, signal })),
  });
  const vaults = (data?.data ?? []).map((vault) => ({ ...vault, recordId: recordIdOf(vault.id) }));
  return { vaults, nameOf: (recordId) => vaults.find((vault) => vault.recordId === recordId)?.name ?? recordId };
}

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/** `vault_…` (20 digits of Crockford's base32) as 24 hexadecimal digits. */
function recordIdOf(vaultId: string): string {
  const digits = [...vaultId.replace(/^vault_/, '')].map((digit) => CROCKFORD.indexOf(digit));
  const value = digits.reduce((sum, digit) => (sum << 5n) | BigInt(Math.max(0, digit)), 0n);
  return value.toString(16).padStart(24, '0');
}
