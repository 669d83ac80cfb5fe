// What is done to a folder where the tree shows it: another name, a new folder in it, sharing, the trash. Each says by itself what came
// of it.
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { explain } from '../api/errors.ts';
import { currentTranslation } from '../i18n/index.ts';
import { notify } from '../ui/toast.tsx';
import { changeAll } from './changing.ts';
import { shownList } from './openers.ts';
import { renameRecord } from './records.ts';
import type { FolderRow } from './rows.ts';
import { refreshLists } from './sources.ts';
import { forgetTree } from './tree-nodes.ts';
import { noteUndo } from './undoing.ts';

export interface TreeActions {
  rename(folder: FolderRow, name: string): void;
  trash(folder: FolderRow): void;
  /** After something was changed by others than these. */
  changed(): void;
}

/** `current`: the folder that the page shows. */
export function useTreeActions(current: string | undefined): TreeActions {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const changed = (): void => {
    forgetTree();
    void queries.invalidateQueries({ queryKey: ['folder'] });
    const list = shownList.get()?.list;
    if (list) refreshLists(list).catch(() => undefined);
  };
  const put = async (id: string, name: string): Promise<boolean> => {
    try {
      await renameRecord('folder', id, name);
      return true;
    } catch (error) {
      notify({ text: explain(error), isError: true });
      return false;
    } finally {
      changed();
    }
  };
  return {
    changed,
    rename({ id, name: before }, name) {
      void put(id, name).then((isDone) => {
        if (!isDone) return;
        const undo = noteUndo(() => void put(id, before));
        notify({ text: currentTranslation().messages.library.renamed(name), undo });
      });
    },
    trash({ id, parent }) {
      if (id === current) navigate(parent === null ? '/' : `/folder/${parent}`);
      void changeAll({ selections: [{ folders: [id] }], edit: { type: 'trash' }, onChanged: changed });
    },
  };
}
