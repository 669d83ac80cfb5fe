// Everything that must hold before a change is pushed, in one command: `npm run check`. Runs every step even when an
// earlier one failed, so that one run tells all there is to mend. Steps without tests run beside each other; each prints
// what it has to say when it is over.
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
const testReport = join(scratch, 'tests.json');

const node = process.execPath;
/** The longest ones first. */
const STATIC_STEPS = [
  ['types', node, ['node_modules/typescript/bin/tsc', '--project', '.']],
  ['format and lint', node, ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['promises', node, ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '.']],
  ['types of the console', node, ['node_modules/typescript/bin/tsc', '--project', 'web', '--noEmit']],
  ['types of its tests', node, ['node_modules/typescript/bin/tsc', '--project', 'test/web', '--noEmit']],
  ['import rules', node, ['scripts/import-rules.mjs']],
  ['dead code', node, ['node_modules/knip/bin/knip.js', '--no-progress']],
  ['house rules', node, ['scripts/house-rules.ts']],
  ['generated documents', node, ['scripts/configuration-docs.ts', '--check']],
  ['generated types', node, ['scripts/console-api.ts', '--check']],
];
const TEST_STEPS = [
  testStep('tests', 'test'),
  ...(values.browser ? [browserStep('tests in a browser', 'test:e2e')] : []),
  ...(values.machine ? [testStep('tests of a machine', 'test:machine')] : []),
  ...(values.faults ? [testStep('tests of faults', 'test:faults', 'test/faults/figures-reporter.ts')] : []),
  ...(values.scale ? [testStep('tests on engines', 'test:scale')] : []),
];

/** Of each step that ran: its name, and how much of it passed and failed. */
const results = [];
const waiting = [...STATIC_STEPS];
await Promise.all(Array.from({ length: availableParallelism() }, runStaticSteps));
for (const [name, command, args, environment] of TEST_STEPS) {
  const startedAt = Date.now();
  console.log(`\n--- ${name}`);
  // A step that leaves no report is not to be given the one of the step before.
  rmSync(testReport, { force: true });
  const { succeeded } = await run(command, args, 'inherit', environment);
  const counts = countTests(succeeded);
  keep({ name, succeeded: succeeded && counts.failed === 0, startedAt, ...counts });
}
rmSync(scratch, { recursive: true, force: true });

console.log('');
for (const { name, succeeded, seconds } of results) {
  console.log(`${succeeded ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s  ${name}`);
}
console.log(`\n${total()} (tests and steps)`);
process.exitCode = results.every((result) => result.succeeded) ? 0 : 1;

/** One after the other, as long as there are any. */
async function runStaticSteps() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const [name, command, args] = step;
    const startedAt = Date.now();
    const { succeeded, output } = await run(command, args, 'pipe');
    console.log(`\n--- ${name}`);
    process.stdout.write(output);
    keep({ name, succeeded, startedAt, passed: Number(succeeded), failed: Number(!succeeded) });
  }
}

function keep({ startedAt, ...result }) {
  results.push({ ...result, seconds: (Date.now() - startedAt) / 1000 });
  if (values.counts) writeFileSync(values.counts, `${total()}\n`);
}

/** Answers what it printed, too, unless that is inherited. */
function run(command, args, printed, environment) {
  return new Promise((settle) => {
    const child = spawn(command, args, {
      stdio: ['ignore', printed, printed],
      env: { ...process.env, ...environment },
    });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    const end = (succeeded) => settle({ succeeded, output: Buffer.concat(chunks) });
    child.once('error', (error) => {
      console.error(error.message);
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}

/** Runs a script of package.json that runs vitest; its counts are read from the report. */
function testStep(name, script, ...moreReporters) {
  const reporters = ['default', ...moreReporters].map((reporter) => `--reporter=${reporter}`);
  return [name, ...npm('run', script, '--', ...reporters, '--reporter=json', `--outputFile.json=${testReport}`)];
}

/** Runs a script of package.json that runs Playwright. */
function browserStep(name, script) {
  return [name, ...npm('run', script, '--', '--reporter=list,json'), { PLAYWRIGHT_JSON_OUTPUT_FILE: testReport }];
}

/** npm as it was started itself, or the one on the PATH. */
function npm(...args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js') ? [process.env.npm_node_execpath ?? node, [cli, ...args]] : ['npm', args];
}

/**
 * A test that did not run counts as failed, and so does a file whose tests could not be found, and a run that failed for
 * a reason that no test shows.
 */
function countTests(succeeded) {
  try {
    const report = JSON.parse(readFileSync(testReport, 'utf8'));
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
