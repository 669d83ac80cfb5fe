// Core records as this dialect shows them.
import {
  assetOf,
  type Core,
  type CoreSettings,
  DAY_MS,
  type DeadJob,
  type Event,
  type Figures,
  type Key,
  type KnownDamage,
  scrubProgress,
  trashDaysOf,
  trashMsOf,
  type Usage,
  type User,
  type Workspace,
} from '../../core/index.ts';
import { presentEvent } from '../../http/event-pages.ts';
import type { NodeState } from '../../http/node-state.ts';
import { isoTime, isoTimeOrNull } from '../../http/times.ts';

export const presentKey = (key: Key) => ({
  id: key.id,
  label: key.label,
  prefix: key.prefix,
  scopes: [...key.scopes],
  vault: key.vaultId,
  created: isoTime(key.createdAt),
  created_by: key.createdBy?.split(':')[1] ?? null,
  expires_at: isoTimeOrNull(key.expiresAt),
  last_used: isoTimeOrNull(key.lastUsedAt),
});

/** `settingMs`: how long the trash of one that does not say keeps what is in it. */
export const presentWorkspace = (workspace: Workspace, settingMs: number) => ({
  id: workspace.id,
  name: workspace.name,
  created: isoTime(workspace.createdAt),
  asset_count: workspace.assetCount,
  folder_count: workspace.folderCount,
  size: workspace.totalBytes,
  trash_days: workspace.trashDays,
  trash_days_in_effect: trashDaysOf(trashMsOf(workspace.trashDays, settingMs)),
});

export const presentUser = (user: User) => ({
  id: user.id,
  workspace: user.workspaceId,
  email: user.email,
  name: user.name,
  role: user.role,
  is_instance_admin: user.isInstanceAdmin,
  has_password: user.passwordHash !== null,
  created: isoTime(user.createdAt),
  disabled_at: isoTimeOrNull(user.disabledAt),
});

export const presentSession = (session: Awaited<ReturnType<Core['listOwnSessions']>>[number]) => ({
  id: session.id,
  created: isoTime(session.createdAt),
  expires_at: isoTime(session.expiresAt),
  is_current: session.isCurrent,
});

export const presentWorkspaceEvent = (event: Event) => ({
  id: String(event.seq),
  asset_id: event.assetId,
  folder_id: event.folderId,
  ...presentEvent(event),
});

export const presentUsage = ({ bytes, trashEntries, trashBytes, kinds, days, ...holdings }: Usage) => ({
  ...holdings,
  size: bytes,
  trash: { entries: trashEntries, size: trashBytes },
  kinds: [...kinds],
  days: days.map(({ bytes: size, ...day }) => ({ ...day, size })),
});

interface InstallationHealth {
  readonly node: NodeState;
  readonly disk: Awaited<ReturnType<NodeState['disk']>>;
  readonly figures: Figures;
  readonly verified: Awaited<ReturnType<Core['getVerified']>>;
  readonly knownDamage: readonly KnownDamage[];
  readonly settings: CoreSettings;
  readonly healsFromElsewhere: boolean;
}

export const presentHealth = (version: string, deadJobs: readonly DeadJob[], installation?: InstallationHealth) => ({
  version,
  node: installation ? presentNode(installation) : null,
  jobs: installation
    ? installation.figures.jobs.map(({ oldestDueAt, ...job }) => ({ ...job, oldest_due: isoTimeOrNull(oldestDueAt) }))
    : null,
  dead_jobs: deadJobs.map(presentDeadJob),
  verification: installation ? presentVerified(installation) : null,
});

const presentNode = ({ node, disk }: InstallationHealth) => ({
  started: isoTime(node.startedAt),
  database: node.database,
  blobs: node.blobs,
  disk: disk ? { free: disk.freeBytes, total: disk.totalBytes } : null,
  requests: node.requests().map(({ from, requests, errors, p50Ms, p95Ms }) => ({
    from: isoTime(from),
    requests,
    errors,
    p50_ms: p50Ms,
    p95_ms: p95Ms,
  })),
});

const presentDeadJob = (job: DeadJob) => ({
  id: job.id,
  type: job.type,
  asset: assetOf(job) ?? null,
  attempts: job.attempts,
  dead_since: isoTime(job.deadAt),
  reason: job.error,
});

function presentVerified({ verified, figures, knownDamage, settings, healsFromElsewhere }: InstallationHealth) {
  const { bytes, lastAt, oldestAt, ...counts } = verified;
  const { checks, found, mended } = figures.scrub;
  return {
    ...counts,
    size: bytes,
    last: isoTimeOrNull(lastAt),
    oldest: isoTimeOrNull(oldestAt),
    scrub: {
      days: settings.scrubMs / DAY_MS,
      mends_from_elsewhere: healsFromElsewhere,
      found,
      mended,
      rounds: checks.map((check) => ({
        check: check.name,
        began: isoTime(check.beganAt),
        progress: scrubProgress(check),
        blobs: check.blobs,
        size: check.bytes,
        damaged: check.damaged,
        finished_rounds: check.rounds,
        last_finished: isoTimeOrNull(check.finishedAt),
      })),
    },
    damaged_blobs: knownDamage.map(({ since, ...blob }) => ({
      ...blob,
      since: isoTime(since),
      assets: blob.assets.map(({ id, name }) => ({ id, name })),
    })),
  };
}
