import type { MachineAction } from '@tuskar/contract/machine-states.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { Db, DbTransaction } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { StepContext } from '../platform/operations/definition.ts';
import { moveMachine } from './machine-transition.ts';
import { getMachine, lockMachine } from './store.ts';
import type { MachineRow } from './tables.ts';

export type Taking = {
  machine: string;
  /** The states in which it is worked on: in one of them it is taken already. */
  during: readonly MachineState[];
  /** What brings it there, from where it is. */
  action: (from: MachineState) => MachineAction;
  /** Why somebody asked for the work. */
  reason?: string | null | undefined;
};

/**
 * Sees to it that a machine is worked on by this operation; also where the operation is retried after its end has put the
 * machine elsewhere. @throws machine-state
 */
export async function takeMachine(
  { db, events }: { db: Db; events: EventBus },
  taking: Taking,
  context: Pick<StepContext, 'operation'>,
): Promise<MachineRow> {
  // The operation holds the machine: what it is worked on by stays so, and a step that waits looks each second.
  const row = await getMachine(db, taking.machine);
  if (taking.during.includes(row.state)) return row;
  return await db.transaction().execute((tx) => takeMachineIn(tx, events, { taking, context }));
}

/** The same within a transaction. */
export async function takeMachineIn(
  tx: DbTransaction,
  events: EventBus,
  { taking, context }: { taking: Taking; context: Pick<StepContext, 'operation'> },
): Promise<MachineRow> {
  const { machine, during, action, reason } = taking;
  const { id, requestedBy } = context.operation;
  const row = await lockMachine(tx, machine);
  if (during.includes(row.state)) return row;
  return await moveMachine(tx, events, {
    name: machine,
    action: action(row.state),
    reason: whoAsked(requestedBy, reason),
    set: { operation: id },
  });
}

/** As everybody reads it who looks at the machine. */
export function whoAsked(by: string, reason: string | null | undefined): string {
  return reason === null || reason === undefined ? `asked for by ${by}` : `${by}: ${reason}`;
}
