// What a test of faults has counted, which the table at the end of the run shows; and how much of each such a run does.
import type { TestContext } from 'vitest';

/** What was counted, by what it is: `{ kills: 60, 'acknowledged and lost': 0 }`. */
export type Figures = Readonly<Record<string, number | string>>;

declare module 'vitest' {
  interface TaskMeta {
    /** Undefined until the test has told them: a test of faults without any is a failure. */
    figures?: Figures;
  }
}

/** Figures of the running test; told again, they are added to those there are. */
export function tellFigures({ task }: Pick<TestContext, 'task'>, figures: Figures): void {
  task.meta.figures = { ...task.meta.figures, ...figures };
}

/** How many rounds of something: `short` with every push, `long` (`npm run test:faults -- --mode long`) before a release. */
export function rounds(short: number, long: number): number {
  return process.env['FAULTS_TIER'] === 'long' ? long : short;
}
