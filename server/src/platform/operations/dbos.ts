import type pg from 'pg';
import type { Logger } from '../log/logger.ts';
import { type DurableWorkflows, PlanChangedError } from './durable.ts';
import { FencedError } from './execution.ts';

// Half a second of import, so only a worker pays for it, and only once it starts.
const load = () => import('@dbos-inc/dbos-sdk');
// Semi-public, hence pinned and held by dbos.db.test.ts: the public resume loses deadline and queue.
const loadExecutor = () => import('@dbos-inc/dbos-sdk/internal/dbos-executor');

/**
 * Fixed, because the library's default is a hash of the source, by which any edit would strand running work. A plan
 * that changed is noticed by its steps instead: see PlanChangedError.
 */
const applicationVersion = 'tuskar-1';
/** A workflow that has taken this many processes with it is given up. */
const maximumRecoveries = 50;

const open: readonly string[] = ['PENDING', 'ENQUEUED', 'DELAYED'];

/** The library is a singleton of the process, so there is at most one engine that works in each. */
export function createDbosWorkflows({
  pool,
  log,
  run,
}: {
  pool: pg.Pool;
  log: Logger;
  /** Carries an operation out; called again, from the start, when the workflow is recovered. */
  run: (operationId: string) => Promise<void>;
}): DurableWorkflows {
  let workflow: ((operationId: string) => Promise<void>) | undefined;
  let leaving = false;

  return {
    launch: async (executor) => {
      leaving = false;
      const { DBOS } = await load();
      DBOS.setConfig({
        name: 'tuskar',
        systemDatabasePool: pool,
        useListenNotify: false,
        executorID: executor,
        applicationVersion,
        logger: loggerFor(log, () => leaving),
        runMigrations: true,
      });
      workflow = DBOS.registerWorkflow(run, { name: 'operation', maxRecoveryAttempts: maximumRecoveries });
      await DBOS.launch();
    },
    begin: async (workflowID, operationId) => {
      if (workflow === undefined) throw new Error('The engine is not started.');
      const { DBOS } = await load();
      const handle = await DBOS.startWorkflow(workflow, { workflowID })(operationId);
      // The operation's own row says how it ended; without a listener a rejection would end the process.
      handle.getResult().catch((error: unknown) => log.debug({ err: error, workflowID }, 'workflow ended'));
    },
    step: async (name, body) => {
      const { DBOS, Error: errors } = await load();
      try {
        return await DBOS.runStep(body, { name });
      } catch (error) {
        if (error instanceof errors.DBOSUnexpectedStepError) {
          throw new PlanChangedError(error.message, { cause: error });
        }
        if (
          error instanceof errors.DBOSWorkflowConflictError ||
          error instanceof errors.DBOSWorkflowCancelledError
        ) {
          throw new FencedError(error.message, { cause: error });
        }
        throw error;
      }
    },
    recover: async (executors) => {
      const { DBOSExecutor } = await loadExecutor();
      await DBOSExecutor.globalInstance?.recoverPendingWorkflows(executors);
    },
    isOpen: async (workflowId) => {
      const { DBOS } = await load();
      const status = await DBOS.getWorkflowStatus(workflowId);
      return status !== null && open.includes(status.status);
    },
    forget: async (workflowIds) => {
      const { DBOS } = await load();
      await DBOS.deleteWorkflows(workflowIds);
    },
    shutdown: async () => {
      leaving = true;
      const { DBOS } = await load();
      await DBOS.shutdown({ deregister: true });
      workflow = undefined;
    },
  };
}

/** What the library calls information is routine to us, and so is that it leaves parked workflows behind. */
function loggerFor(log: Logger, leaving: () => boolean) {
  const own = log.child({ part: 'dbos' });
  const entry = (value: unknown) => (value instanceof Error ? { err: value } : { detail: value });
  const warn = (value: unknown) => own[leaving() ? 'debug' : 'warn'](entry(value), 'workflow library');
  return {
    debug: (value: unknown) => own.trace(entry(value), 'workflow library'),
    info: (value: unknown) => own.debug(entry(value), 'workflow library'),
    warn,
    error: warn,
  };
}
