// Taking in files that lie on the server already, in the folder that its administrator has opened for that.
import type { Asset } from '../database/assets.ts';
import type { Actor } from './access.ts';
import type { Context } from './context.ts';
import { invalid } from './errors.ts';
import { publishingWorkspace } from './references.ts';
import { type AssetDetails, storeContent, tooLarge, uploadAsset } from './upload.ts';

/**
 * Copies the file in and makes an asset of it, with the file's name where the details have none. Throws `invalid` naming
 * `file_path`, in the same words whatever is wrong with the path, and as an upload does.
 */
export async function uploadFromFolder(
  context: Context,
  actor: Actor,
  path: string,
  details: Omit<AssetDetails, 'folderId' | 'name'>,
): Promise<Asset> {
  publishingWorkspace(actor);
  await using file = await context.importFolder?.open(path);
  if (!file) throw invalid('file_path', 'There is no such file in the import folder');
  const { maxUploadBytes } = context.settings;
  if (file.sizeBytes > maxUploadBytes) throw tooLarge(maxUploadBytes);
  const content = await storeContent(context, { bytes: file.bytes, name: file.name });
  return uploadAsset(context, actor, content, { ...details, folderId: null, name: file.name });
}
