// Uploads of this dialect: the form's fields, checked as early as they come, and the asset they make.
import type { FastifyRequest } from 'fastify';
import {
  type Asset,
  type Core,
  checkAddress,
  invalid,
  type Metadata,
  metadataOf,
  type Vault,
  type VaultAddress,
} from '../../core/index.ts';
import { creationKey } from '../../http/idempotency.ts';
import { onlyFile, receiveForm, releasingOnFailure } from '../../http/upload.ts';

type Fields = ReadonlyMap<string, string>;

/** The vault is one the actor was found to be allowed to write to. */
export async function receiveAsset(core: Core, request: FastifyRequest, vault: Vault): Promise<Asset> {
  const key = creationKey(request, `vaults upload ${vault.id}`);
  const isRepeat = (await core.findCreated(key)) !== undefined;
  const form = await receiveForm(core, request, {
    beforeFile: async (fields, uploadedName) => {
      readMetadata(fields);
      readTags(fields);
      if (!fields.has('partition') || !fields.has('collection') || !fields.has('channel')) return;
      const address = readAddress(fields, vault);
      // Without an override here, one may still come after the file.
      if (fields.has('filename') && !isRepeat)
        await core.checkVaultUpload(request.actor, address, readName(fields, uploadedName));
    },
  });
  return releasingOnFailure(core, form, async () => {
    const file = onlyFile(form);
    return core.uploadVaultAsset(request.actor, file.content, {
      address: readAddress(form.fields, vault),
      name: readName(form.fields, file.name),
      metadata: readMetadata(form.fields),
      tags: readTags(form.fields),
      idempotencyKey: key,
    });
  });
}

/** Throws `invalid` naming the component at fault. */
function readAddress(fields: Fields, vault: Vault): VaultAddress {
  const component = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined) throw invalid(name, `${name} is needed.`);
    return value;
  };
  const address = {
    partition: component('partition'),
    collection: component('collection'),
    channel: component('channel'),
  };
  checkAddress(address);
  return { ...address, vaultId: vault.id };
}

function readName(fields: Fields, uploadedName: string): string {
  const override = fields.get('filename') ?? '';
  return override.trim() === '' ? uploadedName : override;
}

function readMetadata(fields: Fields): Metadata {
  const text = fields.get('metadata');
  return text === undefined ? {} : parseMetadata(text);
}

function readTags(fields: Fields): string[] {
  const text = fields.get('tags');
  return text === undefined ? [] : parseTags(text);
}

export const parseMetadata = (text: string): Metadata => metadataOf(parseJson(text, 'metadata'));

export function parseTags(text: string): string[] {
  const value = parseJson(text, 'tags');
  if (!Array.isArray(value) || !value.every((tag) => typeof tag === 'string'))
    throw invalid('tags', 'tags must be a JSON array of strings.');
  return value;
}

function parseJson(text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(field, `${field} is not JSON.`);
  }
}
