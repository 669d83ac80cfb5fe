// How the server does: this node, the work that waits, what has failed, and what is known of the bytes. Asked again every ten seconds
// while somebody looks.
import { useQuery } from '@tanstack/react-query';
import { Clock, Database, HardDrive, Package, ShieldAlert, ShieldCheck } from 'lucide-react';
import { adminApi, dataOf } from '../../api/client.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Answer, Badge, Box, Section } from '../parts.tsx';
import type { Health } from '../records.ts';
import { Chart } from './chart.tsx';
import { DamagedFiles, Scrub } from './damaged-files.tsx';
import { FailedJobs } from './failed-jobs.tsx';
import { HEALTH } from './health-query.ts';
import { Tile, Tiles } from './tile.tsx';

const REFRESH_MS = 10_000;
/** Of the disk's room, below which it is worth a warning. */
const LITTLE_RATIO = 0.1;
const MINUTE_SECONDS = 60;
const STEPS = [5, 10, 15, 30].map((minutes) => minutes * MINUTE_SECONDS);

export function HealthSection() {
  const { settings, figures } = useTranslation().messages;
  const health = useQuery({
    queryKey: HEALTH,
    queryFn: ({ signal }) => dataOf(adminApi.GET('/api/admin/health', { signal })),
    refetchInterval: REFRESH_MS,
    refetchIntervalInBackground: false,
  });
  return (
    <Section title={settings.sections.health} lead={figures.healthLead}>
      <Answer of={health}>
        {(known) => (
          <>
            <State health={known} />
            {known.verification && <DamagedFiles blobs={known.verification.damaged_blobs} />}
            <FailedJobs jobs={known.dead_jobs} />
            {known.jobs && <Jobs jobs={known.jobs} />}
            {known.node && <Requests requests={known.node.requests} />}
          </>
        )}
      </Answer>
    </Section>
  );
}

function State({ health: { version, node, verification } }: { readonly health: Health }) {
  const { messages, formats } = useTranslation();
  const { figures } = messages;
  const disk = node?.disk;
  const isFull = disk !== undefined && disk !== null && disk.free < disk.total * LITTLE_RATIO;
  return (
    <Tiles>
      <Tile icon={Package} label={figures.version} value={version} />
      {node && (
        <>
          <Tile
            icon={Clock}
            label={figures.uptime}
            value={formats.wait(Math.max(0, (Date.now() - Date.parse(node.started)) / 1000))}
            note={figures.since(formats.dateTime(node.started))}
          />
          <Tile
            icon={Database}
            label={figures.stores}
            value={figures.databases[node.database === 'postgres' ? 'postgres' : 'sqlite']}
            note={node.blobs === 's3' ? figures.bytesInS3 : figures.bytesOnDisk}
          />
        </>
      )}
      {disk && (
        <Tile
          icon={HardDrive}
          label={figures.diskFree}
          value={formats.bytes(disk.free)}
          isBad={isFull}
          note={isFull ? figures.diskLow(formats.bytes(disk.total)) : figures.diskOf(formats.bytes(disk.total))}
        />
      )}
      {verification && (
        <Tile
          icon={verification.damaged > 0 ? ShieldAlert : ShieldCheck}
          label={figures.verified}
          isBad={verification.damaged > 0}
          value={verification.blobs === 0 ? '–' : formats.percent(verification.verified / verification.blobs)}
          note={
            verification.damaged > 0
              ? figures.damaged(verification.damaged, formats.number(verification.damaged))
              : verification.last === null
                ? figures.neverVerified
                : figures.lastVerified(formats.relative(verification.last))
          }
        />
      )}
      {verification && <Scrub scrub={verification.scrub} />}
    </Tiles>
  );
}

function Jobs({ jobs }: { readonly jobs: NonNullable<Health['jobs']> }) {
  const { messages, formats } = useTranslation();
  const { figures } = messages;
  const names: Readonly<Record<string, string>> = figures.jobTypes;
  if (jobs.length === 0)
    return (
      <Box title={figures.jobs}>
        <p className="text-ink-soft">{figures.noJobs}</p>
      </Box>
    );
  return (
    <Box title={figures.jobs} lead={figures.jobsLead}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <section tabIndex={0} aria-label={figures.jobs} className="overflow-x-auto">
        <table className="w-full tabular-nums">
          <thead className="text-sm text-ink-soft">
            <tr>
              <th scope="col" className="py-1.5 pe-3 text-start font-medium">
                {figures.jobType}
              </th>
              {(['due', 'waiting', 'dead'] as const).map((state) => (
                <th key={state} scope="col" className="py-1.5 ps-3 text-end font-medium">
                  {figures.jobStates[state]}
                </th>
              ))}
              <th scope="col" className="py-1.5 ps-3 text-end font-medium whitespace-nowrap">
                {figures.oldestDue}
              </th>
            </tr>
          </thead>
          <tbody>
            {jobs.map(({ type, due, waiting, dead, oldest_due }) => (
              <tr key={type} className="border-t border-line">
                <th scope="row" className="py-2 pe-3 text-start font-medium">
                  {names[type] ?? type}
                </th>
                <td className="py-2 ps-3 text-end">{formats.number(due)}</td>
                <td className="py-2 ps-3 text-end">{formats.number(waiting)}</td>
                <td className="py-2 ps-3 text-end">
                  {dead > 0 ? <Badge tone="danger">{formats.number(dead)}</Badge> : formats.number(dead)}
                </td>
                <td className="py-2 ps-3 text-end text-ink-soft whitespace-nowrap">
                  {oldest_due === null ? '–' : formats.relative(oldest_due)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Box>
  );
}

function Requests({ requests }: { readonly requests: NonNullable<Health['node']>['requests'] }) {
  const { messages, formats, language } = useTranslation();
  const { figures } = messages;
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const format = (seconds: number): string => time.format(seconds * 1000);
  const shared = {
    times: requests.map(({ from }) => Date.parse(from) / 1000),
    steps: STEPS,
    formatTime: format,
    formatPoint: format,
    timeLabel: figures.minute,
  };
  return (
    <>
      <Chart
        {...shared}
        title={figures.requests}
        lead={figures.requestsLead}
        series={[
          { label: figures.answered, values: requests.map((minute) => minute.requests) },
          { label: figures.errors, values: requests.map(({ errors }) => errors) },
        ]}
        formatValue={formats.number}
      />
      <Chart
        {...shared}
        title={figures.latency}
        lead={figures.latencyLead}
        series={[
          { label: figures.p50, values: requests.map(({ p50_ms }) => p50_ms) },
          { label: figures.p95, values: requests.map(({ p95_ms }) => p95_ms) },
        ]}
        formatValue={(ms) => figures.milliseconds(formats.number(Math.round(ms)))}
      />
    </>
  );
}
