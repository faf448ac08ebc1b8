import { createTurns } from '../turns.ts';
import type { StepChange } from './journal-writes.ts';

const writeMilliseconds = 200;

export type Progress = {
  set: (values: StepChange) => void;
  /**
   * Resolves, once nothing is being written, to what was said and is not written; what is said later never is. Rejects where
   * something could not be written.
   */
  settle: () => Promise<StepChange>;
};

/** Writes what is said of a step within 200 ms, so that a step that is quick is written once. */
export function createProgress(write: (values: StepChange) => Promise<void>): Progress {
  let said: StepChange | undefined;
  let timer: NodeJS.Timeout | undefined;
  let settled = false;
  let fault: { error: unknown } | undefined;
  const turns = createTurns(async () => {
    timer = undefined;
    const values = said;
    said = undefined;
    try {
      if (values !== undefined) await write(values);
    } catch (error) {
      fault ??= { error };
    }
  });

  return {
    set: (values) => {
      if (settled) return;
      said = { ...said, ...values };
      timer ??= setTimeout(() => void turns.next(), writeMilliseconds);
    },
    settle: async () => {
      settled = true;
      clearTimeout(timer);
      await turns.idle();
      if (fault !== undefined) throw fault.error;
      return said ?? {};
    },
  };
}
