import type { Json } from '../json.ts';

/** Intent against reality, for ever: no input, one pass, idempotent, says as JSON what it saw and did. */
export type Reconciler = {
  /** Noun and what it keeps true: 'host-reachability'. */
  name: string;
  /** Seconds from the end of a pass to the next. */
  everySeconds: number;
  pass: (options: { signal: AbortSignal }) => Promise<Json>;
};
