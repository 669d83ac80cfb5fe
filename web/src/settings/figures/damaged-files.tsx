// How far the reading of all bytes is, and the files whose bytes were found damaged.
import { ScanSearch } from 'lucide-react';
import { useTranslation } from '../../i18n/settings.ts';
import { Badge, Box } from '../parts.tsx';
import type { Health } from '../records.ts';
import { Tile } from './tile.tsx';

type Verification = NonNullable<Health['verification']>;

export function Scrub({ scrub: { days, rounds } }: { readonly scrub: Verification['scrub'] }) {
  const { messages, formats } = useTranslation();
  const { figures } = messages;
  const round = rounds.find(({ check }) => check === 'bytes');
  if (days === 0) return <Tile icon={ScanSearch} label={figures.scrub} value={figures.scrubOff} />;
  return (
    <Tile
      icon={ScanSearch}
      label={figures.scrub}
      value={round ? formats.percent(round.progress) : '–'}
      note={
        round?.last_finished
          ? figures.scrubFinished(formats.relative(round.last_finished))
          : figures.scrubWithin(days, formats.number(days))
      }
    />
  );
}

export function DamagedFiles({ blobs }: { readonly blobs: Verification['damaged_blobs'] }) {
  const { messages, formats } = useTranslation();
  const { figures } = messages;
  const names: Readonly<Record<string, string>> = figures.damages;
  if (blobs.length === 0) return null;
  return (
    <Box title={figures.damagedFiles} lead={figures.damagedLead}>
      <ul className="divide-y divide-line">
        {blobs.map(({ sha256, since, damage, assets }) => (
          <li key={sha256} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
            <span className="font-medium wrap-anywhere">
              {assets.length === 0 ? sha256.slice(0, 12) : assets.map(({ name }) => name).join(', ')}
            </span>
            <Badge tone="danger">{names[damage ?? 'wrong_bytes'] ?? damage}</Badge>
            <span className="text-sm text-ink-faint">{figures.damagedSince(formats.relative(since))}</span>
          </li>
        ))}
      </ul>
    </Box>
  );
}
