import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { BulkAction } from '@tuskar/contract/machine-bulk.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import { hasEnded } from '@tuskar/contract/operation-states.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { OperationDefinition, Step, StepContext } from '../../platform/operations/definition.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import { pauseUntil } from '../../platform/operations/pause.ts';
import { findOperation, operationNotFound, showOperation } from '../../platform/operations/store.ts';
import { type Deed, type DeedDeps, deedOf } from '../bulk/deeds.ts';
import { createTurnstile, type Turnstile } from '../bulk/turnstile.ts';

export type MachineBulkInput = {
  /** Of the operation itself. */
  id: string;
  action: BulkAction;
  /** Each with the id of the operation that works on it, where one does. */
  machines: { name: string; operation: string }[];
  atOnce: number;
  stopAfter: number;
  by: string;
};

export type MachineBulkDeps = DeedDeps & { db: Db; engine: Pick<OperationEngine, 'submit' | 'retry'> };

/** What the steps of one attempt share: how many run, and how many have failed. */
type Shared = { turnstile: Turnstile; failed: number };

const monthSeconds = 30 * 24 * 3600;
const pollMilliseconds = 1000;

const words: Record<BulkAction['action'], string> = {
  label: 'Label',
  enrol: 'Enrol',
  inspect: 'Inspect',
  accept: 'Accept',
  retest: 'Retest',
  deploy: 'Deploy',
  'set-maintenance': 'Put into maintenance',
  'end-maintenance': 'End the maintenance of',
  quarantine: 'Quarantine',
  power: 'Switch the power of',
  'rotate-bmc-password': 'Change the BMC password of',
  rescue: 'Rescue',
  unrescue: 'Unrescue',
  erase: 'Erase',
  retire: 'Erase and retire',
  forget: 'Forget',
};

/** Does the same to many machines: a step each, so many at once, until too many have failed. */
export function machineBulkRun(deps: MachineBulkDeps): OperationDefinition<MachineBulkInput> {
  const attempts = new Map<string, Promise<Shared>>();

  function sharedBy({ operation }: StepContext, { atOnce }: MachineBulkInput): Promise<Shared> {
    const key = `${operation.id}/${operation.attempt}`;
    const known = attempts.get(key) ?? begin(operation.id, atOnce);
    attempts.set(key, known);
    return known;
  }

  /** After a crash, those that have failed count on. */
  async function begin(id: string, atOnce: number): Promise<Shared> {
    const { stepList } = await showOperation(deps.db, id);
    const failed = stepList.filter(({ state }) => state === 'failed').length;
    return { turnstile: createTurnstile(atOnce), failed };
  }

  return {
    kind: 'machine-bulk.run',
    title: ({ action, machines }) =>
      `${words[action.action]} ${machines.length} machine${machines.length === 1 ? '' : 's'}`,
    subject: ({ id }) => ({ type: 'operation', name: id }),
    plan: (input) => [
      {
        title: words[input.action.action],
        steps: input.machines.map((machine) =>
          stepFor(deps, machine, { input, shared: (context) => sharedBy(context, input) }),
        ),
      },
    ],
    result: (results) => ({ done: Object.keys(results).length }),
    ended: async (_input, _end, { id }) => {
      for (const key of attempts.keys()) if (key.startsWith(`${id}/`)) attempts.delete(key);
    },
    nextAction: () =>
      'See which machines failed and why; mend that, then retry the operation: what is done stays done.',
  };
}

function stepFor(
  deps: MachineBulkDeps,
  { name, operation }: { name: string; operation: string },
  { input, shared }: { input: MachineBulkInput; shared: (context: StepContext) => Promise<Shared> },
): Step {
  return {
    name: `machine:${name}`,
    title: name,
    timeoutSeconds: monthSeconds,
    noUndo: 'what was done to a machine is undone by what does the opposite',
    run: async (context) => {
      const common = await shared(context);
      context.waitingFor(`its turn: ${input.atOnce} at once`);
      const leave = await common.turnstile.enter(context.signal);
      context.waitingFor(null);
      try {
        if (common.failed >= input.stopAfter) throw stopped(name, common.failed);
        await doIt(deps, { name, operation, input, context });
        return { state: 'done' };
      } catch (error) {
        if (!isTuskarError(error, 'bulk-stopped') && !(isTuskarError(error) && error.retryable))
          common.failed += 1;
        throw error;
      } finally {
        leave();
      }
    },
  };
}

async function doIt(
  deps: MachineBulkDeps,
  options: { name: string; operation: string; input: MachineBulkInput; context: StepContext },
): Promise<void> {
  const { name, operation, input, context } = options;
  const deed = deedOf(deps, input.action, { machine: name, by: input.by });
  if (deed.at === 'once') {
    await once(deed);
    return;
  }
  const begun =
    (await findOperation(deps.db, operation)) ??
    (await deps.engine.submit({
      id: operation,
      kind: deed.kind,
      input: await deed.input(),
      requestedBy: input.by,
      ...(deed.reason === undefined ? {} : { reason: deed.reason }),
    }));
  // A retry of the whole is a retry of those that failed.
  const again =
    hasEnded(begun.state) && begun.state !== 'succeeded' && begun.attempt < context.operation.attempt;
  if (again) await deps.engine.retry(operation, { requestedBy: input.by });
  const ended = await untilEnded(deps.db, operation, context);
  if (ended.state === 'succeeded') return;
  throw new TuskarError(
    'machine-work-failed',
    `${ended.title} ${ended.state}: ${ended.error?.detail ?? 'it was cancelled'}`,
    {
      remedy: ended.nextAction ?? ended.error?.remedy ?? `See: tuskar operation show ${operation}`,
      context: { machine: name, operation },
    },
  );
}

/** A deed that was done before its step was recorded finds itself done: then there is nothing to do. */
async function once({ run, leaves }: Extract<Deed, { at: 'once' }>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const done =
      (leaves === null && isTuskarError(error, 'machine-not-found')) ||
      (leaves !== undefined && isTuskarError(error, 'machine-state') && error.context['state'] === leaves);
    if (!done) throw error;
  }
}

async function untilEnded(db: Db, id: string, { signal, progress }: StepContext): Promise<Operation> {
  for (;;) {
    signal.throwIfAborted();
    const operation = await findOperation(db, id);
    if (operation === undefined) throw operationNotFound(id);
    if (hasEnded(operation.state)) return operation;
    progress(`operation ${id}: ${operation.steps.done} of ${operation.steps.total} steps`);
    await pauseUntil(Date.now() + pollMilliseconds, signal);
  }
}

function stopped(name: string, failed: number): TuskarError {
  return new TuskarError('bulk-stopped', `${name} was not begun: ${failed} others failed.`);
}
