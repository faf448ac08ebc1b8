import { requireEmpty } from '../host-occupancy.ts';
import { requireAction } from '../machine-actions.ts';
import type { MachineRescueInput } from '../operations/machine-rescue.ts';
import { getMachine } from '../store.ts';
import type { RescueDeps } from './deps.ts';
import { requireRescuable } from './require-rescuable.ts';

export type RescueRequest = MachineRescueInput & {
  /** Although its host carries instances, or cannot be asked. */
  force: boolean;
};

/**
 * Says at once what would fail later, and gives what the operation begins with.
 * @throws machine-state, node-state, rescue-unsupported, machine-occupied
 */
export async function prepareRescue(
  { db, bareMetalOf, occupancy }: Pick<RescueDeps, 'db' | 'bareMetalOf' | 'occupancy'>,
  { machine, reason, force }: RescueRequest,
): Promise<MachineRescueInput> {
  const row = await getMachine(db, machine);
  requireAction(row, 'rescue');
  await requireRescuable((await bareMetalOf(row.provider)).registry, row);
  if (row.host !== null && !force) await requireEmpty(occupancy, { machine, host: row.host });
  return { machine, reason };
}
