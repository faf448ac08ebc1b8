import { createTurns } from '../turns.ts';

type Values = { message?: string | null; waiting_for?: string | null };

const writeMilliseconds = 200;

/** Writes what a step says of itself at most five times a second; the last word always. */
export function createProgress(write: (values: Values) => Promise<void>): {
  set: (values: Values) => void;
  /** Resolves when the last word is written; what is said later is not. */
  settle: () => Promise<void>;
} {
  let said: Values | undefined;
  let timer: NodeJS.Timeout | undefined;
  let settled = false;
  const turns = createTurns(async () => {
    clearTimeout(timer);
    timer = undefined;
    const values = said;
    said = undefined;
    if (values !== undefined) await write(values);
  });

  return {
    set: (values) => {
      if (settled) return;
      said = { ...said, ...values };
      timer ??= setTimeout(() => void turns.next(), writeMilliseconds);
    },
    settle: () => {
      settled = true;
      return turns.next();
    },
  };
}
