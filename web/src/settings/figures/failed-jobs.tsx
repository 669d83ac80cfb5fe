// Work that was laid aside because it failed too often: why, and trying it again.
import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { adminApi } from '../../api/client.ts';
import { useTranslation } from '../../i18n/settings.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/toast.tsx';
import { useDoing } from '../doing.ts';
import { Box, Refusal, Row, Rows } from '../parts.tsx';
import type { Health } from '../records.ts';
import { HEALTH } from './health-query.ts';

export function FailedJobs({ jobs }: { readonly jobs: Health['dead_jobs'] }) {
  const { messages, formats } = useTranslation();
  const { figures, app } = messages;
  const names: Readonly<Record<string, string>> = figures.jobTypes;
  const queries = useQueryClient();
  const doing = useDoing();
  if (jobs.length === 0) return null;
  const retry = (id: string) =>
    doing.run(async () => {
      await adminApi.POST('/api/admin/jobs/{id}/retry', { params: { path: { id } } });
      await queries.invalidateQueries({ queryKey: HEALTH });
      notify({ text: figures.retried });
    });
  return (
    <Box title={figures.failedJobs} lead={figures.failedJobsLead}>
      <Refusal error={doing.error} />
      <Rows label={figures.failedJobs}>
        {jobs.map((job) => (
          <Row
            key={job.id}
            title={names[job.type] ?? job.type}
            facts={[
              figures.failedSince(formats.relative(job.dead_since)),
              figures.attempts(job.attempts, formats.number(job.attempts)),
              job.asset !== null && <code key="asset">{job.asset}</code>,
            ]}
            end={
              <Button size="small" icon={RotateCcw} disabled={doing.isBusy} onClick={() => retry(job.id)}>
                {app.retry}
              </Button>
            }
          >
            {job.reason !== null && (
              <p className="mt-2 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger wrap-anywhere">{job.reason}</p>
            )}
          </Row>
        ))}
      </Rows>
    </Box>
  );
}
