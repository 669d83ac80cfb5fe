// The sheet of keys, made of the table of commands.
import { Fragment } from 'react';
import { chooseSingleKeys, singleKeys } from '../commands/running.ts';
import { COMMAND_IDS, type Command, type CommandGroup, commandOf } from '../commands/table.ts';
import { useMessages } from '../i18n/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KeyCaps } from '../ui/key-caps.tsx';
import { Switch } from '../ui/switch.tsx';
import { useObservable } from './observable.ts';

const COLUMNS = Map.groupBy(
  COMMAND_IDS.map(commandOf).filter(({ keys }) => keys !== undefined),
  ({ group }) => group,
);

interface ShortcutsSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ShortcutsSheet({ isOpen, onClose }: ShortcutsSheetProps) {
  const { commands } = useMessages();
  const areSingleOn = useObservable(singleKeys);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={commands.sheetTitle} description={commands.sheetLead} size="large">
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {[...COLUMNS].map(([group, list]) => (
          <Group key={group} group={group} list={list} />
        ))}
      </div>
      <div className="mt-6 border-t border-line pt-4">
        <Switch label={commands.single} isOn={areSingleOn} onChange={chooseSingleKeys} />
      </div>
    </Dialog>
  );
}

function Group({ group, list }: { readonly group: CommandGroup; readonly list: readonly Command[] }) {
  const messages = useMessages();
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold text-ink-faint">{messages.commands.groups[group]}</h3>
      <dl>
        {list.map(({ label, keys = [] }) => (
          <div key={keys.join()} className="flex min-h-9 items-center gap-3 border-b border-line py-1 last:border-0">
            <dt className="flex-1">{label(messages)}</dt>
            <dd className="flex flex-wrap justify-end gap-1.5">
              {keys.map((one, index) => (
                <Fragment key={one}>
                  {index > 0 && <span className="text-xs text-ink-faint">{messages.commands.or}</span>}
                  <KeyCaps keys={one} />
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
