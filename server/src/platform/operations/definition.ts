import type { Subject } from '@tuskar/contract/fields.ts';
import type { Json } from '../json.ts';

/** What a step is given while it works. Everything said here is recorded and reaches the event stream. */
export type StepContext = {
  operation: { id: string; kind: string; subject: Subject; requestedBy: string; attempt: number };
  step: string;
  /** One line of output; kept with the operation. Never a secret. */
  log: (line: string, options?: { host?: string; level?: 'info' | 'warn' | 'error' }) => void;
  /** What the step does at this moment, in a few words; replaces the last. */
  progress: (message: string) => void;
  /** What the step waits for at this moment; null when it waits no longer. */
  waitingFor: (what: string | null) => void;
  /** Results of steps that are done, by step name. */
  results: Readonly<Record<string, Json>>;
  /** Aborts on cancel, on the step's time limit, and when this process loses its lease. */
  signal: AbortSignal;
};

/**
 * How a step ends, besides throwing. A TuskarError whose code is retryable makes the engine try the step again,
 * with growing pauses, until its time limit; any other error fails the step.
 */
export type StepOutcome =
  | { state: 'done'; result?: Json }
  /** Call `run` again after a while, or as soon as `sooner` resolves; what it waits for is shown. */
  | { state: 'waiting'; for: string; pollSeconds: number; sooner?: Promise<void> };

/**
 * One side effect. `run` may be called twice for the same step (the process can die between the effect and its
 * record), so it checks before it acts or is idempotent.
 */
export type Step = {
  /** Unique in the operation and the same on every planning: 'converge-data:try-1'. */
  name: string;
  title: string;
  host?: string;
  /** Seconds for the whole step, its retries and waits included; all of it again when it is resumed after a crash. */
  timeoutSeconds: number;
  run: (context: StepContext) => Promise<StepOutcome>;
} & (
  | {
      /** Called for a step that is done, and for one that failed or was cut off half-way: it may find nothing. */
      undo: (context: StepContext) => Promise<void>;
    }
  /** Why there is nothing to undo. */
  | { noUndo: string }
);

/** Steps that run side by side. The next wave begins when all are done. */
export type Wave = { title: string; steps: Step[] };

export type OperationEnd = 'succeeded' | 'failed' | 'cancelled';

export type OperationDefinition<Input extends Json = Json> = {
  /** Noun first: 'cloud.execute'. */
  kind: string;
  title: (input: Input) => string;
  /** What it holds while it runs: one operation at a time per subject, others are refused with 'subject-busy'. */
  subject: (input: Input) => Subject;
  /** Further subjects that it holds, such as a cloud's hosts. */
  alsoHolds?: (input: Input) => Subject[];
  /** Must give the same waves for the same input, in every process: reads only what never changes. */
  plan: (input: Input) => Promise<Wave[]> | Wave[];
  /**
   * Undo, last first, what was begun when the operation fails or is cancelled: 'all' of it, or only the steps that are
   * 'unfinished', so that a retry goes on after those that are done. By default nothing is undone.
   */
  undoOnFailure?: 'all' | 'unfinished';
  /** The operation's result, from its steps' results. */
  result?: (results: Readonly<Record<string, Json>>) => Json;
  /**
   * Called when it has ended, perhaps twice, while it still holds its subject and before anybody sees the end; sets
   * the state of the subject.
   */
  ended?: (input: Input, end: OperationEnd, operation: { id: string }) => Promise<void>;
  /** What follows by itself once it has succeeded: submitted as its subject is let go, for the same person. */
  next?: (input: Input) => { kind: string; input: Json } | undefined;
  /** What a person can do when it has failed; by default the error's remedy. */
  nextAction?: (input: Input) => string;
};
