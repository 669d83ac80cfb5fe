// Processes that one `vitrine serve` has started to share its port, as each of them sees it: it says when it listens, and what it
// measures, and hears what the others measure.
import cluster from 'node:cluster';

/** What a process tells the one that has started it. */
export type Told =
  /** `lines` are for people; `settings` for those that are to share the ports. */
  | {
      readonly type: 'listening';
      readonly lines: readonly string[];
      readonly settings: Readonly<Record<string, string>>;
    }
  | { readonly type: 'asks for figures'; readonly question: number }
  | { readonly type: 'figures'; readonly question: number; readonly figures: unknown };

/** What it hears. */
export type Heard =
  /** To be answered by `figures` of the same number. */
  | { readonly type: 'tell figures'; readonly question: number }
  /** The answer to `asks for figures` of that number. */
  | { readonly type: 'all figures'; readonly question: number; readonly all: readonly unknown[] };

export const isSibling = (): boolean => cluster.isWorker;

/** The first of those that start together: what is to be done once is done by it. */
export const isFirstSibling = (): boolean => cluster.worker?.id === 1;

/** Where to listen: each of them at the same port, which the system shares out between them. */
export const listeningAt = (
  host: string,
  port: number,
): { readonly host: string; readonly port: number; readonly reusePort: boolean } => ({
  host,
  port,
  reusePort: isSibling(),
});

export const tell = (told: Told): boolean | undefined => process.send?.(told);

/** Answers what `figures` are in this process, and asks for those of all. To be called once in a process. */
export function shareFigures(figures: () => Promise<unknown>): () => Promise<readonly unknown[]> {
  const asked = new Map<number, (all: readonly unknown[]) => void>();
  let lastQuestion = 0;
  process.on('message', (heard: Heard) => {
    if (heard.type === 'tell figures') {
      const { question } = heard;
      figures().then(
        (own) => tell({ type: 'figures', question, figures: own }),
        () => undefined, // the others are told without it
      );
    }
    if (heard.type === 'all figures') {
      asked.get(heard.question)?.(heard.all);
      asked.delete(heard.question);
    }
  });
  return () =>
    new Promise((resolve) => {
      asked.set(++lastQuestion, resolve);
      tell({ type: 'asks for figures', question: lastQuestion });
    });
}
