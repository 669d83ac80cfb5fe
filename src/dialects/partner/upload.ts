// Uploads of this dialect: the form's fields, checked as early as they come, and the asset they make.
import type { FastifyRequest } from 'fastify';
import { type Asset, type Core, invalid, type StoredContent } from '../../core/index.ts';
import { askerOf } from '../../http/content.ts';
import { creationKey } from '../../http/idempotency.ts';
import { onlyFile, receiveForm, releasingOnFailure } from '../../http/upload.ts';
import type { AssetType } from './present.ts';

type Fields = ReadonlyMap<string, string>;

export interface Uploaded {
  readonly asset: Asset;
  /** What the sender called it, else what it is. */
  readonly type: AssetType;
}

/** The asset was looked at when it is answered, unless that takes too long. */
export async function receiveAsset(core: Core, request: FastifyRequest, isPublic: boolean): Promise<Uploaded> {
  const idempotencyKey = creationKey(request, `partner upload ${isPublic ? 'public' : 'private'}`);
  const form = await receiveForm(core, request, {
    beforeFile: async (fields, uploadedName) => {
      readType(fields);
      await core.checkNewAsset(request.actor, { folderId: null, name: readName(fields, uploadedName) });
    },
  });
  const uploaded = await releasingOnFailure(core, form, async () => {
    const { content, name } = onlyFile(form);
    const type = typeOf(form.fields, content);
    const details = { name: readName(form.fields, name), folderId: null, isPublic, idempotencyKey };
    return { asset: await core.uploadAsset(request.actor, content, details), type };
  });
  return { ...uploaded, asset: await core.examineNow(uploaded.asset, askerOf(request)) };
}

/** Throws `invalid` for what is no type, and for a photo that is no image: whoever shows photos counts on pictures. */
function typeOf(fields: Fields, { kind }: StoredContent): AssetType {
  const said = readType(fields);
  if (said === 'Photo' && kind !== 'image') throw invalid('assetType', 'The file of a Photo must be an image.');
  return said ?? (kind === 'image' ? 'Photo' : 'Document');
}

/** Undefined when the sender does not say. */
function readType(fields: Fields): AssetType | undefined {
  const text = fields.get('assetType');
  switch (text?.toLowerCase()) {
    case undefined:
      return undefined;
    case 'photo':
      return 'Photo';
    case 'document':
      return 'Document';
    default:
      throw invalid('assetType', 'assetType must be Photo or Document.');
  }
}

function readName(fields: Fields, uploadedName: string): string {
  const name = fields.get('name') ?? '';
  return name.trim() === '' ? uploadedName : name;
}
