import type { Lab } from '@tuskar/contract/lab.ts';
import { query } from '../api/query.ts';

/** No event tells of a lab machine's power, so it is read again while somebody looks. */
const readAgainMs = 5_000;

export const labMachinesQuery = { ...query('lab.machine.list'), refetchInterval: readAgainMs };

/** Whether there is somebody to ask for the machines of the lab. */
export function hasMachines({ state }: Pick<Lab, 'state'>): boolean {
  return state === 'up' || state === 'starting';
}
