import { TuskarError } from '@tuskar/contract/error.ts';
import type { CloudRow } from '../tables.ts';
import type { BlueprintListRow } from './store.ts';

/** A blueprint is right only where the cloud still is what it was computed from. @throws blueprint-stale */
export function refuseStale(blueprint: BlueprintListRow, cloud: CloudRow): void {
  const { id, parent } = blueprint;
  // Executed already: the step that says so has been done, and is done again.
  if (parent === cloud.current_blueprint || cloud.current_blueprint === id) return;
  throw new TuskarError(
    'blueprint-stale',
    `The blueprint ${id} starts from ${parent ?? 'nothing'}, but the cloud ${cloud.name} is at ` +
      `${cloud.current_blueprint ?? 'nothing'}.`,
    { context: { blueprint: id, parent, current: cloud.current_blueprint } },
  );
}
