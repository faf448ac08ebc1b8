/** One part of a build. It may be run again after it was cut off at any point. */
export type Stage = {
  name: string;
  /** Stages that must be done before it. */
  after: readonly string[];
  /** How long it takes on a small machine: its share of the progress. */
  seconds: number;
  /** What it does, for the person who waits. */
  title: string;
  run: (report: StageReport) => Promise<void>;
};

/** Says how far the stage is (0 to 1), and what it does just now. */
export type StageReport = (fraction: number, detail?: string) => void;

/** Remembers across processes which stages are done. */
export type StageMarks = {
  done: () => Promise<ReadonlyMap<string, number>>;
  mark: (name: string, seconds: number) => Promise<void>;
};

export type Progress = { step: string; done: number; total: number; message: string };

export type RunOptions = {
  marks: StageMarks;
  onProgress: (progress: Progress) => void;
  abort: () => void;
  /** The stages that progress is counted over, where these are but a part. */
  whole?: readonly Stage[];
};

/**
 * Runs stages beside each other as far as their order allows, all but those already done. When one fails,
 * no other is started, those that run are told by the signal, and the first failure is thrown once all
 * have ended.
 */
export async function runStages(
  stages: readonly Stage[],
  { whole = stages, marks, onProgress, abort }: RunOptions,
): Promise<void> {
  const total = whole.reduce((sum, { seconds }) => sum + seconds, 0);
  const fractions = new Map([...(await marks.done()).keys()].map((name) => [name, 1]));
  const running = new Map<string, Promise<void>>();
  const failures: unknown[] = [];

  const report = (stage: Stage, fraction: number, detail?: string): void => {
    fractions.set(stage.name, fraction);
    const done = whole.reduce((sum, { name, seconds }) => sum + seconds * (fractions.get(name) ?? 0), 0);
    const message = detail === undefined ? stage.title : `${stage.title}: ${detail}`;
    onProgress({ step: stage.name, done: Math.round(done), total, message });
  };
  const start = async (stage: Stage): Promise<void> => {
    const began = performance.now();
    report(stage, 0);
    try {
      await stage.run((fraction, detail) => report(stage, Math.min(fraction, 0.99), detail));
      await marks.mark(stage.name, (performance.now() - began) / 1000);
      report(stage, 1);
    } catch (error) {
      failures.push(error);
      abort();
    } finally {
      running.delete(stage.name);
    }
  };
  for (;;) {
    const isDone = (name: string): boolean => fractions.get(name) === 1;
    const ready = stages.filter(
      ({ name, after }) => !isDone(name) && !running.has(name) && after.every(isDone),
    );
    if (failures.length === 0) for (const stage of ready) running.set(stage.name, start(stage));
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (failures.length > 0) throw failures[0];
  const left = stages.filter(({ name }) => fractions.get(name) !== 1).map(({ name }) => name);
  if (left.length > 0) throw new Error(`stages wait for each other: ${left.join(', ')}`);
}
