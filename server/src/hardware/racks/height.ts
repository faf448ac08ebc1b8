import { unitsFrom } from '@tuskar/contract/rack-units.ts';
import type { Db } from '../../platform/database/connect.ts';
import { placementError } from './placement-problem.ts';
import { lockMachines, racksOfMachines, readSpaces } from './placement-store.ts';
import { placeOf } from './place.ts';
import { describeConflict } from './rack-space.ts';
import { lockRacks } from './rack-store.ts';

/**
 * Says what is in the way of a machine that is found to be higher than was thought, while nobody else changes its rack.
 * To be called before the machine itself is locked. @throws rack-too-small, rack-units-taken
 */
export async function refuseHeight(tx: Db, machine: string, heightUnits: number): Promise<void> {
  const racks = await lockRacks(tx, await racksOfMachines(tx, [machine]));
  const row = (await lockMachines(tx, [machine])).get(machine);
  const place = row === undefined ? null : placeOf(row);
  const space = (await readSpaces(tx, racks.values())).get(place?.rack ?? '');
  if (place === null || place.unit === null || space === undefined) return;
  space.free('machine', machine);
  const need = { units: unitsFrom(place.unit, heightUnits), face: place.face, depth: place.depth };
  const problem = { machine, field: 'unit' as const };
  if (!space.fits(need)) {
    const reason = `at unit ${place.unit} of the rack ${place.rack}, which has ${space.units} units, are not ${heightUnits}`;
    throw placementError([{ ...problem, code: 'rack-too-small', reason }]);
  }
  const inTheWay = space.inTheWay(need);
  if (inTheWay.size === 0) return;
  const reason = `in the rack ${place.rack} ${describeConflict(space, need, inTheWay)}`;
  throw placementError([{ ...problem, code: 'rack-units-taken', reason }]);
}
