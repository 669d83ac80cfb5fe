// Tells which tests passed only when they were tried again: whoever reads this has something to look at.
import type { Reporter, TestModule } from 'vitest/node';

export default class RetriedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const retried = tests.filter((test) => test.diagnostic()?.flaky === true);
    if (retried.length === 0) return;
    console.log(`\n${retried.length} passed only when tried again:`);
    for (const test of retried) console.log(`  ${test.module.relativeModuleId} > ${test.fullName}`);
  }
}
