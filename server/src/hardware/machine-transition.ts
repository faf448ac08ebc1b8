import type { MachineFailure } from '@tuskar/contract/machine.ts';
import { type MachineAction, machineClocks } from '@tuskar/contract/machine-states.ts';
import type { Db, DbTransaction } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import { stateAfter } from './machine-actions.ts';
import { toMachine } from './resource.ts';
import { lockMachine, type MachineChange, updateMachine } from './store.ts';
import type { MachineRow } from './tables.ts';

export type MachineMove = {
  name: string;
  action: MachineAction;
  /** Why, for a person: 'accepted by vera: spare parts come next week'. */
  reason: string | null;
  /** Why the work failed; by default what was known of an earlier failure is forgotten. */
  failure?: MachineFailure;
  /** In place of the state's own time limit: a burn-in of two weeks is not late after a day. */
  limitSeconds?: number;
  /** Columns to set along with the state. */
  set?: MachineChange;
};

/** Takes a machine to its next state, starts that state's clock, and tells whoever listens. @throws machine-not-found, machine-state */
export async function moveMachine(
  tx: DbTransaction,
  events: EventBus,
  move: MachineMove,
): Promise<MachineRow> {
  const { name, action, reason, failure, set = {} } = move;
  const before = await lockMachine(tx, name);
  const state = stateAfter(before, action);
  const limit = move.limitSeconds ?? machineClocks[state].limitSeconds;
  const now = new Date();
  const row = await tx
    .updateTable('machine')
    .set({
      waiting_for: null,
      ...set,
      state,
      state_reason: reason,
      state_since: now,
      state_deadline: limit === null ? null : new Date(now.getTime() + limit * 1000),
      failure: failure === undefined ? null : JSON.stringify(failure),
      updated_at: now,
    })
    .where('name', '=', name)
    .returningAll()
    .executeTakeFirstOrThrow();
  await announceMachine(tx, events, row);
  return row;
}

/** Changes what is known of a machine, and tells whoever listens. */
export async function changeMachine(
  tx: Db,
  events: EventBus,
  options: { name: string; set: MachineChange },
): Promise<MachineRow> {
  const row = await updateMachine(tx, options.name, options.set);
  await announceMachine(tx, events, row);
  return row;
}

export async function announceMachine(db: Db, events: EventBus, row: MachineRow): Promise<void> {
  await announceMachines(db, events, [row]);
}

export async function announceMachines(db: Db, events: EventBus, rows: MachineRow[]): Promise<void> {
  const changed = rows.map((row) => ({
    type: 'machine.changed' as const,
    subject: { type: 'machine' as const, name: row.name },
    data: toMachine(row),
  }));
  await events.append(db, ...changed);
}
