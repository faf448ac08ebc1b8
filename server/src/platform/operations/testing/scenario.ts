import type { Database } from '../../database/connect.ts';
import type { Json } from '../../json.ts';
import type { OperationDefinition } from '../definition.ts';

/** Where a scenario is played: a database of its own, and a directory for the simulated world. */
export type Stage = { database: Database; directory: string };

/**
 * An operation over a simulated world, for the four tests. The world keeps all that it knows in its directory or its
 * database, since several processes act in it, one after another, and each is killed.
 */
export type Scenario = {
  definition: OperationDefinition;
  input: Json;
  /** Rejects where the world is not as the operation should have left it: nothing missing, nothing twice. */
  check: () => Promise<void>;
  /** What is in the world that was not there before, and that an operation that was undone must not leave. */
  leftovers: () => Promise<string[]>;
};

/**
 * A scenario's module exports `scenario`, which is called in every process that plays it, each time on the same
 * stage, and `prepare`, where the world needs something before the first of them.
 */
export type ScenarioModule = {
  scenario: (stage: Stage) => Promise<Scenario> | Scenario;
  prepare?: (stage: Stage) => Promise<void>;
};
