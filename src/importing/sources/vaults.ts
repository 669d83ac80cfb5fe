// Reading a service of the vaults dialect: its vaults, the assets of each by cursor, and their bytes by delivery, signed
// where the vault asks for that.
import { HOUR_MS } from '../../core/index.ts';
import { eachPage } from '../paging.ts';
import {
  countIn,
  countOrNullIn,
  eachOf,
  type Fields,
  fieldsOf,
  idIn,
  jsonIn,
  listOf,
  metadataIn,
  nameIn,
  textIn,
  textOrNullIn,
  textsOf,
  unlessUnreadable,
} from '../reading.ts';
import type { Remote } from '../remote.ts';
import type { Listed, RemoteAsset, RemoteFolder, RemoteVault, Source } from '../source.ts';

const PAGE = 200;
const SIGNED_MS = HOUR_MS;

interface VaultFolder extends RemoteFolder {
  readonly vault: RemoteVault;
  readonly assets: number;
}

export function vaultsSource(remote: Remote): Source {
  const list = (path: string) =>
    eachPage(async (cursor) => {
      const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === null ? {} : { cursor }) });
      const page = fieldsOf(await remote.json(remote.at(`${path}?${query}`)), 'a page');
      const hasMore = page['has_more'] === true;
      return { items: listOf(page['data'], 'a page'), next: hasMore ? textIn(page, 'cursor') : null };
    });

  async function* vaults(): AsyncGenerator<Listed<VaultFolder>> {
    for await (const items of list('/api/v1/vaults')) yield* eachOf(items, readVault);
  }

  async function* assetsIn(vault: VaultFolder): AsyncGenerator<Listed<RemoteAsset>> {
    for await (const items of list(`/api/v1/vaults/${encodeURIComponent(vault.id)}/assets`))
      yield* eachOf(items, (fields) => readAsset(remote, vault, fields));
  }

  return {
    async count() {
      let assets = 0;
      for await (const vault of vaults()) assets += 'problem' in vault ? 0 : vault.assets;
      return assets;
    },
    async *folders() {
      for await (const vault of vaults()) {
        if ('problem' in vault) yield vault;
        else {
          const { assets: _counted, ...folder } = vault;
          yield folder;
        }
      }
    },
    async *assets() {
      for await (const vault of vaults()) {
        if (!('problem' in vault)) yield* unlessUnreadable(vault.id, assetsIn(vault));
      }
    },
  };
}

/** Only a key that may write can sign, as whoever holds the URL can fetch the file. */
async function signed(remote: Remote, vaultId: string, path: string): Promise<URL> {
  const answer = await remote.json(remote.at('/v1/urls/sign'), {
    method: 'POST',
    headers: { 'x-vault': vaultId },
    json: { path, expires_at: Math.floor((Date.now() + SIGNED_MS) / 1000) },
  });
  const { pathname, search } = remote.link(textIn(fieldsOf(answer, 'a signed URL'), 'url'));
  return remote.link(pathname + search, '/v/');
}

const readVault = (fields: Fields): VaultFolder => ({
  id: idIn(fields, 'id'),
  name: nameIn(fields, 'name'),
  parentId: null,
  fields: {},
  vault: readRules(fields),
  assets: countIn(fields, 'asset_count'),
});

/** What can not be understood is taken for the stricter. */
const readRules = (fields: Fields): RemoteVault => ({
  slug: nameIn(fields, 'slug'),
  visibility: fields['visibility'] === 'public' ? 'public' : 'signed',
  presets: fields['presets'] === undefined || fields['presets'] === null ? null : textsOf(fields['presets'], 'presets'),
});

function readAsset(remote: Remote, vault: VaultFolder, fields: Fields): RemoteAsset {
  const sizeBytes = countOrNullIn(fields, 'size');
  const address = {
    partition: idIn(fields, 'partition'),
    collection: idIn(fields, 'collection'),
    channel: idIn(fields, 'channel'),
  };
  const name = idIn(fields, 'filename');
  return {
    id: idIn(fields, 'id'),
    name,
    isNameKnown: true,
    folderId: vault.id,
    fields: { tags: textsOf(jsonIn(fields, 'tags'), 'tags'), metadata: metadataIn(jsonIn(fields, 'metadata')) },
    address,
    content: {
      revision: `${sizeBytes} ${textOrNullIn(fields, 'updated_at')}`,
      sizeBytes,
      sha256: null,
      mimeType: textOrNullIn(fields, 'mime_type'),
      async locate() {
        const steps = [vault.vault.slug, address.partition, address.collection, address.channel, name];
        const path = `/v/${steps.map(encodeURIComponent).join('/')}`;
        return vault.vault.visibility === 'public' ? remote.at(path) : signed(remote, vault.id, path);
      },
    },
  };
}
