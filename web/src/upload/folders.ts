// The folders that a drop needs: each is looked for, and made where it is missing, once.
import type { Place } from './items.ts';
import { placeKey } from './items.ts';
import type { UploadPorts } from './ports.ts';

export interface ReadyFolder {
  /** null: the top level. */
  readonly id: string | null;
  /** It was made just now, so that nothing can be in it but what is uploaded. */
  readonly isNew: boolean;
}

export interface Folders {
  ensure(place: Place, signal: AbortSignal): Promise<ReadyFolder>;
  /** Somebody has removed it meanwhile. */
  forget(place: Place): void;
  forgetAll(): void;
}

export function createFolders(ports: Pick<UploadPorts, 'ensureFolder' | 'noteArrival' | 'randomKey'>): Folders {
  const known = new Map<string, ReadyFolder>();
  /** Kept until it has succeeded, so that a lost answer makes no second folder. */
  const keys = new Map<string, string>();

  async function ensure(place: Place, signal: AbortSignal): Promise<ReadyFolder> {
    const { rootId, path } = place;
    const name = path.at(-1);
    if (name === undefined) return { id: rootId, isNew: false };
    const at = placeKey(place);
    const there = known.get(at);
    if (there !== undefined) return there;
    const parent = await ensure({ ...place, path: path.slice(0, -1) }, signal);
    const key = keys.get(at) ?? ports.randomKey();
    keys.set(at, key);
    const made = await ports.ensureFolder(parent.id, name, key, signal);
    if (made.isNew) ports.noteArrival('folder', parent.id);
    known.set(at, made);
    return made;
  }

  return {
    ensure,
    forget(place) {
      for (let { path } = place; path.length > 0; path = path.slice(0, -1)) {
        known.delete(placeKey({ ...place, path }));
        keys.delete(placeKey({ ...place, path }));
      }
    },
    forgetAll() {
      known.clear();
      keys.clear();
    },
  };
}
