/** What the engine needs of a durable workflow library; DBOS stands behind it. */
export type DurableWorkflows = {
  /** Connects, and runs whatever is recovered; `executor` names this process in the library's journal. */
  launch: (executor: string) => Promise<void>;
  /** Begins the workflow of an operation; the same id twice begins it once. */
  begin: (workflowId: string, operationId: string) => Promise<void>;
  /** Inside a workflow: runs once, and on a replay gives what was recorded. Called in the same order each time. */
  step: <Result extends string>(name: string, run: () => Promise<Result>) => Promise<Result>;
  /** Gives the unfinished workflows of dead executors to the living. */
  recover: (executors: string[]) => Promise<void>;
  /** Whether the library will still carry the workflow on. */
  isOpen: (workflowId: string) => Promise<boolean>;
  forget: (workflowIds: string[]) => Promise<void>;
  /** Does not wait for workflows that run. */
  shutdown: () => Promise<void>;
};

/** Thrown by `step` where the journal and the plan differ: the work was begun by another version. */
export class PlanChangedError extends Error {}
