// How much there is, now and day by day: of the workspace, or of all of them.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2, Files, Folder, HardDrive, Share2, Trash2, Users } from 'lucide-react';
import { adminApi, dataOf } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { flag, oneOf } from '../../app/search-params.ts';
import { useParams } from '../../app/use-params.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Select } from '../../ui/select.tsx';
import { Answer, Box, Section } from '../parts.tsx';
import type { Usage } from '../records.ts';
import { Chart } from './chart.tsx';
import { Tile, Tiles } from './tile.tsx';

const SPANS = ['7', '30', '90', '366'] as const;
const PARAMS = { days: oneOf(SPANS, '30'), all: flag() };
const DAY_SECONDS = 86_400;
const STEPS = [1, 2, 7, 14, 30, 91].map((days) => days * DAY_SECONDS);

export function UsageSection() {
  const { settings, figures } = useTranslation().messages;
  const { is_instance_admin: isInstanceAdmin, workspace } = useSession();
  const [{ days, all }, setParams] = useParams(PARAMS);
  const isAll = all && isInstanceAdmin;
  const usage = useQuery({
    queryKey: ['usage', workspace.id, days, isAll],
    queryFn: ({ signal }) =>
      dataOf(
        adminApi.GET('/api/admin/usage', {
          params: { query: { days: Number(days), ...(isAll && { all: true }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  return (
    <Section
      title={settings.sections.usage}
      lead={isAll ? figures.usageOfAll : figures.usageOf(workspace.name)}
      actions={
        <>
          {isInstanceAdmin && (
            <Select
              label={figures.scope}
              choices={[
                { value: 'own', label: workspace.name },
                { value: 'all', label: figures.allWorkspaces },
              ]}
              value={isAll ? 'all' : 'own'}
              onChange={(chosen) => setParams({ all: chosen === 'all' })}
            />
          )}
          <Select
            label={figures.span}
            choices={SPANS.map((value) => ({ value, label: figures.spans[value] }))}
            value={days}
            onChange={(chosen) => setParams({ days: chosen })}
          />
        </>
      }
    >
      <Answer of={usage}>
        {(known) => (
          <>
            <Holdings usage={known} isAll={isAll} />
            <Kinds kinds={known.kinds} />
            <Days days={known.days} />
          </>
        )}
      </Answer>
    </Section>
  );
}

function Holdings({ usage, isAll }: { readonly usage: Usage; readonly isAll: boolean }) {
  const { messages, formats } = useTranslation();
  const { figures } = messages;
  return (
    <Tiles>
      <Tile icon={Files} label={figures.assets} value={formats.number(usage.assets)} />
      <Tile icon={HardDrive} label={figures.size} value={formats.bytes(usage.size)} />
      <Tile icon={Folder} label={figures.folders} value={formats.number(usage.folders)} />
      <Tile
        icon={Trash2}
        label={figures.trash}
        value={formats.number(usage.trash.entries)}
        note={formats.bytes(usage.trash.size)}
      />
      <Tile icon={Share2} label={figures.shares} value={formats.number(usage.shares)} />
      <Tile icon={Users} label={figures.users} value={formats.number(usage.users)} />
      {isAll && <Tile icon={Building2} label={figures.workspaces} value={formats.number(usage.workspaces)} />}
    </Tiles>
  );
}

function Kinds({ kinds }: { readonly kinds: Usage['kinds'] }) {
  const { messages, formats } = useTranslation();
  const { figures, library } = messages;
  const names: Readonly<Record<string, string>> = library.kinds;
  const total = kinds.reduce((sum, { assets }) => sum + assets, 0);
  if (total === 0) return null;
  return (
    <Box title={figures.byKind}>
      <table className="w-full">
        <caption className="sr-only">{figures.byKind}</caption>
        <tbody>
          {kinds
            .toSorted((a, b) => b.assets - a.assets)
            .map(({ kind, assets }) => (
              <tr key={kind}>
                <th scope="row" className="w-24 py-1.5 pe-3 text-start font-medium">
                  {names[kind] ?? kind}
                </th>
                <td className="py-1.5">
                  <div className="h-2.5 overflow-hidden rounded-full bg-pressed">
                    <div className="h-full rounded-full bg-accent" style={{ width: `${(100 * assets) / total}%` }} />
                  </div>
                </td>
                <td className="w-16 py-1.5 ps-3 text-end font-medium tabular-nums">{formats.number(assets)}</td>
                <td className="w-16 py-1.5 text-end text-ink-faint tabular-nums">{formats.percent(assets / total)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Box>
  );
}

function Days({ days }: { readonly days: Usage['days'] }) {
  const { messages, formats, language } = useTranslation();
  const { figures } = messages;
  // Days are those of UTC.
  const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const shared = {
    times: days.map(({ day }) => Date.parse(day) / 1000),
    steps: STEPS,
    formatTime: (seconds: number) => short.format(seconds * 1000),
    formatPoint: (seconds: number) => long.format(seconds * 1000),
    timeLabel: figures.day,
  };
  const valuesOf = (name: 'assets' | 'size' | 'uploads' | 'downloads') => days.map((day) => day[name]);
  return (
    <>
      <Chart
        {...shared}
        title={figures.assetsOverTime}
        series={[{ label: figures.assets, values: valuesOf('assets') }]}
        formatValue={formats.number}
      />
      <Chart
        {...shared}
        title={figures.sizeOverTime}
        series={[{ label: figures.size, values: valuesOf('size') }]}
        formatValue={formats.bytes}
      />
      <Chart
        {...shared}
        title={figures.traffic}
        lead={figures.trafficLead}
        series={[
          { label: figures.uploads, values: valuesOf('uploads') },
          { label: figures.downloads, values: valuesOf('downloads') },
        ]}
        formatValue={formats.number}
      />
    </>
  );
}
