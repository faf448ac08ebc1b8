import type { BareMetal } from '../bare-metal.ts';
import type { Db } from '../../platform/database/connect.ts';
import { getMachine } from '../store.ts';
import type { BurnInInput, Partner } from './begin.ts';
import { seekPartner } from './new-partner.ts';
import { howItLeft, partnerOf } from './partner.ts';
import { findPlace } from './place.ts';
import { findBurnIn, updateBurnIn } from './store.ts';

/** Whether the other machine of a network test is there. */
export type Meeting =
  | { state: 'met'; role: 'server' | 'client'; address: string | null }
  | { state: 'waiting'; for: string }
  | { state: 'off'; why: string };

/** As long as the bare-metal service itself waits for an agent to boot. */
const bootMs = 1_800_000;
/** Both were asked for at once, and one operation begins after the other. */
const beginMs = 300_000;

const since = (moment: Date): number => Date.now() - moment.getTime();

/**
 * Two machines meet at their network tests: the first to come waits for the other, unless that one will not come, or has
 * left: then for another that was left alone too. Once, so that a test ends.
 */
export async function meetPartner(
  db: Db,
  input: BurnInInput,
  bareMetal: Pick<BareMetal, 'registry'>,
): Promise<Meeting> {
  const own = await findBurnIn(db, input.burnIn);
  const here = own?.network_at ?? new Date();
  if (own?.network_at == null) await updateBurnIn(db, input.burnIn, { network_at: here });
  const partner = partnerOf(own, input);
  const seeks = own?.seeks_at != null;
  const meeting = await meet(db, { machine: input.machine, partner, here, seeks }, bareMetal);
  if (meeting.state !== 'off' || own?.new_partner != null) return meeting;
  return await seekPartner(db, input, meeting.why);
}

type Coming = { machine: string; partner: Partner | null; here: Date; seeks: boolean };

async function meet(
  db: Db,
  { machine, partner, here, seeks }: Coming,
  bareMetal: Pick<BareMetal, 'registry'>,
): Promise<Meeting> {
  if (partner === null)
    return { state: 'off', why: 'no other machine of its class and rack burns in with it' };
  const name = partner.machine;
  const other = await findBurnIn(db, partner.burnIn);
  const left = other === undefined ? undefined : howItLeft(name, other);
  if (left !== undefined || seeks) return { state: 'off', why: left ?? `its partner ${name} left` };
  if (other !== undefined && other.ended_at !== null) {
    // It was here, and is done: it has tested with this machine before this one was interrupted.
    return { state: 'off', why: `${name} is no longer there: its burn-in has ${other.state}` };
  }
  if (other !== undefined && other.partner !== machine) {
    return { state: 'off', why: `its partner ${name} does not test with it any more` };
  }
  const place = await findPlace(db, name);
  if (other === undefined && since(here) < beginMs) return { state: 'waiting', for: `${name} to begin` };
  if (place === undefined || place.taken_at === null) {
    return { state: 'off', why: `${name} does not burn in at the same time as ${machine}` };
  }
  if (other === undefined || other.network_at === null) {
    return { state: 'waiting', for: `${name} to come to its network test` };
  }
  const { role } = partner;
  const { agentAddress: address } = await bareMetal.registry.show((await getMachine(db, name)).id);
  // A server learns who calls it; and where the network is tested first, its agent is still to boot.
  if (role === 'client' && address === null) {
    if (since(other.network_at) < bootMs) {
      return { state: 'waiting', for: `the agent on ${name} to report` };
    }
    return { state: 'off', why: `the bare-metal service does not say where the agent of ${name} is` };
  }
  return { state: 'met', role, address };
}
