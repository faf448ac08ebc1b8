import { TuskarError } from '@tuskar/contract/error.ts';
import { type BlueprintAction, nextBlueprintState } from '@tuskar/contract/blueprint-states.ts';
import type { Updateable } from 'kysely';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { DbTransaction } from '../../platform/database/connect.ts';
import type { BlueprintTable } from '../tables.ts';
import { toBlueprint } from './resource.ts';
import { type BlueprintListRow, getBlueprint } from './store.ts';

export type BlueprintTransition = {
  id: string;
  action: BlueprintAction;
  /** Columns to set along with the state. */
  set?: Pick<
    Updateable<BlueprintTable>,
    'approved_at' | 'approved_by' | 'approval_reason' | 'executed_by' | 'ended_reason'
  >;
};

const pasts: Record<BlueprintAction, string> = {
  approve: 'approved',
  abandon: 'abandoned',
  execute: 'executed',
  succeed: 'ended',
  fail: 'ended',
  supersede: 'superseded',
};

/** Takes a blueprint to its next state, and tells whoever listens. @throws blueprint-not-found, blueprint-state */
export async function moveBlueprint(
  tx: DbTransaction,
  events: EventBus,
  { id, action, set = {} }: BlueprintTransition,
): Promise<BlueprintListRow> {
  await tx.selectFrom('blueprint').select('id').where('id', '=', id).forUpdate().execute();
  const before = await getBlueprint(tx, id);
  const state = nextBlueprintState(before.state, action);
  if (state === undefined) {
    throw new TuskarError(
      'blueprint-state',
      `The blueprint ${id} is ${before.state}: it cannot be ${pasts[action]}.`,
      {
        context: { blueprint: id, state: before.state, action },
      },
    );
  }
  await tx
    .updateTable('blueprint')
    .set({ state, ...set })
    .where('id', '=', id)
    .execute();
  const row = await getBlueprint(tx, id);
  await events.append(tx, {
    type: 'blueprint.changed',
    subject: { type: 'blueprint', name: id },
    data: toBlueprint(row),
  });
  return row;
}
