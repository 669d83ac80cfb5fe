// Ends a run of the tests of faults with a table of what each has counted. A test that was left out, or tells nothing, fails
// the run: nobody shall take silence for proof.
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import '../support/figures.ts';

export default class FiguresReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const silent = tests.filter((test) => !isProof(test));
    console.log('\nWhat was counted');
    for (const test of tests) console.log(`  ${sign(test)} ${test.fullName}\n      ${figuresOf(test)}`);
    if (silent.length === 0) return;
    console.error(`\n${silent.length} of these tests prove nothing: they were left out, or counted nothing.`);
    process.exitCode = 1;
  }
}

function isProof(test: TestCase): boolean {
  return test.result().state === 'failed' || (test.result().state === 'passed' && test.meta().figures !== undefined);
}

function sign(test: TestCase): string {
  return { passed: 'ok    ', failed: 'FAILED', skipped: 'not run', pending: 'not run' }[test.result().state];
}

function figuresOf(test: TestCase): string {
  const figures = Object.entries(test.meta().figures ?? {});
  return figures.length === 0 ? 'nothing' : figures.map(([what, count]) => `${what}: ${count}`).join(' · ');
}
