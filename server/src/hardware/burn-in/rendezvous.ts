import type { BareMetal } from '../bare-metal.ts';
import type { Db } from '../../platform/database/connect.ts';
import { getMachine } from '../store.ts';
import type { BurnInInput } from './begin.ts';
import { findPlace } from './place.ts';
import { findBurnIn, updateBurnIn } from './store.ts';

/** Whether the other machine of a network test is there. */
export type Meeting =
  | { state: 'met'; role: 'server' | 'client'; address: string | null }
  | { state: 'waiting'; for: string }
  | { state: 'off'; why: string };

/** Two machines meet at their network tests: the first to come waits for the other, unless that one will not come. */
export async function meetPartner(
  db: Db,
  { burnIn, machine, partner }: BurnInInput,
  bareMetal: Pick<BareMetal, 'registry'>,
): Promise<Meeting> {
  if (partner === null)
    return { state: 'off', why: 'no other machine of its class and rack burns in with it' };
  const own = await findBurnIn(db, burnIn);
  if (own?.network_at === null) await updateBurnIn(db, burnIn, { network_at: new Date() });
  const other = await findBurnIn(db, partner.burnIn);
  const name = partner.machine;
  if (other !== undefined && other.ended_at !== null) {
    // It was here, and is done: it has tested with this machine before this one was interrupted.
    return { state: 'off', why: `${name} is no longer there: its burn-in has ${other.state}` };
  }
  const place = await findPlace(db, name);
  if (place === undefined || place.taken_at === null) {
    return { state: 'off', why: `${name} does not burn in at the same time as ${machine}` };
  }
  if (other === undefined || other.network_at === null) {
    return { state: 'waiting', for: `${name} to come to its network test` };
  }
  const node = await bareMetal.registry.show((await getMachine(db, name)).id);
  return { state: 'met', role: partner.role, address: node.agentAddress };
}
