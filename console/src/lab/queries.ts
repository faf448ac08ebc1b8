import type { Lab } from '@tuskar/contract/lab.ts';
import { query } from '../api/query.ts';

export const labMachinesQuery = query('lab.machine.list');

/** Whether there is somebody to ask for the machines of the lab. */
export function hasMachines({ state }: Pick<Lab, 'state'>): boolean {
  return state === 'up' || state === 'starting';
}
