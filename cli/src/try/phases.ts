import type { Io } from '../io.ts';
import { formatDuration } from '../times.ts';

export type PhaseTime = { phase: string; seconds: number };

/** Runs the phases of `try` one after another, says which one begins, and measures each. */
export function createPhases(io: Io) {
  const times: PhaseTime[] = [];
  return {
    times,
    run: async <Result>(phase: string, work: () => Promise<Result>): Promise<Result> => {
      io.talk(`== ${phase}`);
      const begun = performance.now();
      try {
        return await work();
      } finally {
        times.push({ phase, seconds: (performance.now() - begun) / 1000 });
      }
    },
    tell: (): void => {
      const width = Math.max(...times.map(({ phase }) => phase.length));
      for (const { phase, seconds } of times)
        io.talk(`  ${phase.padEnd(width)}  ${formatDuration(seconds).padStart(10)}`);
      const total = times.reduce((sum, { seconds }) => sum + seconds, 0);
      io.talk(`  ${'in all'.padEnd(width)}  ${formatDuration(total).padStart(10)}`);
    },
  };
}

export type Phases = ReturnType<typeof createPhases>;
