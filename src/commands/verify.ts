// `vitrine verify`: is everything there, and right? Also beside a running server.
import { defineCommand } from 'citty';
import { openExistingCore } from '../app/library.ts';
import { readConfig, readConfigWith } from '../config.ts';
import { PROBLEMS, type Problem, type Verification } from '../core/index.ts';
import { byteCount, jsonArgument, print, tellingRefusals } from './output.ts';
import { progressBar } from './progress.ts';

const MEANING: Record<Problem, string> = {
  database: 'the database itself is damaged',
  discrepancy: 'maintained values are wrong',
  orphan: 'bytes without a record',
  missing: 'blobs are missing',
  wrong_size: 'blobs have the wrong size',
  wrong_bytes: 'blobs have wrong bytes',
  unreadable: 'blobs can not be read',
  unavailable: 'blobs can not be read at the moment',
};

export const verify = defineCommand({
  meta: {
    name: 'verify',
    description:
      'Hash every blob again and compare records and bytes both ways. Exits with 1 when something is wrong and stays so.',
  },
  args: {
    quick: { type: 'boolean', description: 'Do not hash: blobs need only be there in the right size.', default: false },
    repair: {
      type: 'boolean',
      description:
        'Remove bytes without a record, mend maintained values, take damaged bytes aside, mend them from elsewhere, or make them again.',
      default: false,
    },
    'heal-from': {
      type: 'string',
      valueHint: 'folder',
      description:
        'Repair, and mend what is damaged from this backup, in place of the one that VITRINE_HEAL_FROM names.',
    },
    json: jsonArgument,
  },
  run: ({ args }) =>
    tellingRefusals(async () => {
      const startedAt = performance.now();
      const healFrom = args['heal-from'];
      const config = healFrom === undefined ? readConfig() : readConfigWith({ VITRINE_HEAL_FROM: healFrom });
      await using opened = await openExistingCore(config);
      using progress = progressBar('Verifying');
      const result = await opened.core.verifyLibrary({
        quick: args.quick,
        repair: args.repair || healFrom !== undefined,
        progress,
      });
      progress[Symbol.dispose]();
      const seconds = (performance.now() - startedAt) / 1000;
      print(args.json, shown(result, seconds), () => told(result, seconds));
      if (result.remaining > 0) process.exitCode = 1;
    }),
});

const shown = (result: Verification, seconds: number) => ({
  clean: result.remaining === 0,
  blobs: result.blobs,
  bytes: result.bytes,
  seconds: Math.round(seconds * 1000) / 1000,
  found: result.found,
  repaired: result.repaired,
  remaining: result.remaining,
  findings: result.findings.map(({ isRepaired, ...finding }) => ({ ...finding, repaired: isRepaired })),
  findings_left_out: total(result.found) - result.findings.length,
});

function told(result: Verification, seconds: number): string {
  const lines = [`Checked ${result.blobs} blobs, ${byteCount(result.bytes)}, in ${seconds.toFixed(1)} s.`];
  for (const problem of PROBLEMS) {
    const found = result.found[problem];
    if (found === 0) continue;
    lines.push(`${found} × ${MEANING[problem]}; ${result.repaired[problem]} repaired:`);
    for (const finding of result.findings) {
      if (finding.problem !== problem) continue;
      const assets = finding.assets.map((asset) => `${asset.name} (${asset.id})`).join(', ');
      lines.push(`  ${finding.what}${assets && `: ${assets}`}${finding.isRepaired ? ' [repaired]' : ''}`);
    }
  }
  const leftOut = total(result.found) - result.findings.length;
  if (leftOut > 0) lines.push(`${leftOut} more are not listed.`);
  lines.push(result.remaining === 0 ? 'All is well.' : `${result.remaining} problems remain.`);
  return lines.join('\n');
}

const total = (counts: Readonly<Record<Problem, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
