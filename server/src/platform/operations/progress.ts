type Values = { message?: string | null; waiting_for?: string | null };

const writeMilliseconds = 200;

/** Writes what a step says of itself at most five times a second; the last word always. */
export function createProgress(write: (values: Values) => Promise<void>): {
  set: (values: Values) => void;
  /** Resolves when the last word is written; what is said later is not. */
  settle: () => Promise<void>;
} {
  let next: Values | undefined;
  let timer: NodeJS.Timeout | undefined;
  let settled = false;
  let writing: Promise<void> = Promise.resolve();

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(async () => {
      const values = next;
      next = undefined;
      if (values !== undefined) await write(values);
    });
    return writing;
  };

  return {
    set: (values) => {
      if (settled) return;
      next = { ...next, ...values };
      timer ??= setTimeout(() => void flush(), writeMilliseconds);
    },
    settle: () => {
      settled = true;
      return flush();
    },
  };
}
