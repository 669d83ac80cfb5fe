// Everything that must hold before a change is pushed, in one command: `npm run check`. Runs every step even when an
// earlier one failed, so that one run tells all there is to mend. Steps run beside each other: those without tests on each
// processor, those of tests in two lanes. What one prints is shown as a whole when it is over.
//   --browser         also runs the tests of the console, in a browser
//   --machine         also runs the tests that need a Linux machine of their own
//   --faults          also runs the tests that break the server on purpose, the short ones
//   --scale           also runs the tests on real engines, PostgreSQL and Ceph
//   --counts <file>   keeps "N passed, N failed" in that file: tests and steps together, up to date after every step
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    counts: { type: 'string' },
    machine: { type: 'boolean' },
    faults: { type: 'boolean' },
    browser: { type: 'boolean' },
    scale: { type: 'boolean' },
  },
});
const scratch = mkdtempSync(join(tmpdir(), 'vitrine-check-'));

const node = process.execPath;
/** The longest ones first. The console is built by one of them, before anybody tests it. */
const STATIC_STEPS = [
  step('types', 'node_modules/typescript/bin/tsc', '--project', '.'),
  step('format and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  step('promises', 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '.'),
  step('types of the console', 'node_modules/typescript/bin/tsc', '--project', 'web', '--noEmit'),
  step('types of its tests', 'node_modules/typescript/bin/tsc', '--project', 'test/web', '--noEmit'),
  step('the console', 'scripts/console.mjs'),
  step('import rules', 'scripts/import-rules.mjs'),
  step('dead code', 'node_modules/knip/bin/knip.js', '--no-progress'),
  step('house rules', 'scripts/house-rules.ts'),
  step('generated documents', 'scripts/configuration-docs.ts', '--check'),
  step('generated types', 'scripts/console-api.ts', '--check'),
];
const TEST_LANES = [
  // Who computes most of the time.
  [testStep('tests', 'test'), ...(values.browser ? [browserStep('tests in a browser', 'test:e2e')] : [])],
  // Who waits for much of it: for engines, time-outs and disks.
  [
    ...(values.scale ? [testStep('tests on engines', 'test:scale')] : []),
    ...(values.faults ? [testStep('tests of faults', 'test:faults', 'test/faults/figures-reporter.ts')] : []),
    ...(values.machine ? [testStep('tests of a machine', 'test:machine')] : []),
  ],
];

/** Of each step that ran: its name, and how much of it passed and failed. */
const results = [];
/** What each step that runs has printed so far. */
const printed = new Map();
process.once('SIGTERM', () => {
  for (const name of printed.keys()) show(name);
  process.exit(143);
});

const waiting = [...STATIC_STEPS];
await Promise.all(Array.from({ length: availableParallelism() }, () => runLane(waiting)));
await Promise.all(TEST_LANES.map(runLane));
rmSync(scratch, { recursive: true, force: true });

console.log('');
for (const { name, succeeded, seconds } of results) {
  console.log(`${succeeded ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s  ${name}`);
}
console.log(`\n${total()} (tests and steps)`);
process.exitCode = results.every((result) => result.succeeded) ? 0 : 1;

/** One after the other, as long as there are any; lanes may share theirs. */
async function runLane(steps) {
  for (let next = steps.shift(); next; next = steps.shift()) {
    const startedAt = Date.now();
    if (next.report) console.log(`\n... ${next.name}`);
    const succeeded = await run(next);
    show(next.name);
    const counts = next.report
      ? countTests(next.report, succeeded)
      : { passed: Number(succeeded), failed: Number(!succeeded) };
    keep({ name: next.name, succeeded: succeeded && counts.failed === 0, startedAt, ...counts });
  }
}

function keep({ startedAt, ...result }) {
  results.push({ ...result, seconds: (Date.now() - startedAt) / 1000 });
  if (values.counts) writeFileSync(values.counts, `${total()}\n`);
}

/** Answers whether it succeeded. */
function run({ name, command: [program, ...args], environment }) {
  const chunks = [];
  printed.set(name, chunks);
  return new Promise((settle) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      settle(false);
    });
    child.once('close', (code) => settle(code === 0));
  });
}

function show(name) {
  process.stdout.write(Buffer.concat([Buffer.from(`\n--- ${name}\n`), ...(printed.get(name) ?? [])]));
  printed.delete(name);
}

function step(name, ...args) {
  return { name, command: [node, ...args] };
}

/** Runs a script of package.json that runs vitest; its counts are read from the report. */
function testStep(name, script, ...moreReporters) {
  const report = join(scratch, `${script.replace(':', '-')}.json`);
  const reporters = ['default', 'test/support/retried-reporter.ts', ...moreReporters].map(
    (reporter) => `--reporter=${reporter}`,
  );
  return {
    name,
    command: npm('run', script, '--', ...reporters, '--reporter=json', `--outputFile.json=${report}`),
    report,
  };
}

/** Runs a script of package.json that runs Playwright. */
function browserStep(name, script) {
  const report = join(scratch, 'browser.json');
  const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  return { name, command: npm('run', script, '--', '--reporter=list,json'), environment, report };
}

/** npm as it was started itself, or the one on the PATH. */
function npm(...args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js') ? [process.env.npm_node_execpath ?? node, cli, ...args] : ['npm', ...args];
}

/**
 * A test that did not run counts as failed, and so does a file whose tests could not be found, and a run that failed for
 * a reason that no test shows.
 */
function countTests(path, succeeded) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    if (report.stats) return countBrowserTests(report, succeeded);
    const brokenFiles = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    const failed = report.numTotalTests - report.numPassedTests + brokenFiles.length;
    return { passed: report.numPassedTests, failed: Math.max(failed, succeeded ? 0 : 1) };
  } catch {
    console.error('the tests left no report');
    return { passed: 0, failed: 1 };
  }
}

/** Of Playwright, which tries once more what may have failed for want of time: whoever reads this is told. */
function countBrowserTests({ stats, errors }, succeeded) {
  if (stats.flaky > 0) console.log(`${stats.flaky} passed only when they were tried again`);
  const failed = stats.unexpected + stats.skipped + errors.length;
  return { passed: stats.expected + stats.flaky, failed: Math.max(failed, succeeded ? 0 : 1) };
}

function total() {
  const sum = (key) => results.reduce((all, result) => all + result[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
