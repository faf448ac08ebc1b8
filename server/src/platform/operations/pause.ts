/** The longest that a timer of Node can run, in milliseconds: about 24.8 days. */
const longestTimer = 2 ** 31 - 1;

/** Waits until a moment or until the signal aborts, whichever is first; never rejects. */
export function pauseUntil(moment: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const wait = () => {
      const left = moment - Date.now();
      if (left <= 0 || signal.aborted) done();
      else timer = setTimeout(wait, Math.min(left, longestTimer));
    };
    signal.addEventListener('abort', done);
    wait();
  });
}

/** Aborts at a moment, however far away. Its timer goes with `clear`, or when `until` aborts. */
export function abortAt(
  moment: number,
  { until }: { until: AbortSignal },
): { signal: AbortSignal; clear: () => void } {
  const limit = new AbortController();
  const cleared = new AbortController();
  const over = AbortSignal.any([cleared.signal, until]);
  const wait = async () => {
    await pauseUntil(moment, over);
    if (!over.aborted) limit.abort(new Error('The time limit is over.'));
  };
  void wait();
  return { signal: limit.signal, clear: () => cleared.abort() };
}
