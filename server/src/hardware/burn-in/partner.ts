import type { Db } from '../../platform/database/connect.ts';
import type { BurnInInput, Partner } from './begin.ts';
import { type CountedBurnIn, findBurnIn } from './store.ts';

/** Who its network is tested with: the one that it began with, or another where that one has left. */
export function partnerOf(row: CountedBurnIn | undefined, { partner }: BurnInInput): Partner | null {
  return row?.new_partner ?? partner;
}

/** there: it is in their network test, or on its way to it. over: it has done its part. left: it will not do it, and why. */
export type PartnerState =
  | { state: 'there'; name: string }
  | { state: 'over' }
  | { state: 'left'; how: string };

/** How the other machine of a network test is doing, for one that has begun its own part. */
export async function lookAtPartner(db: Db, input: BurnInInput): Promise<PartnerState> {
  const partner = partnerOf(await findBurnIn(db, input.burnIn), input);
  const other = partner === null ? undefined : await findBurnIn(db, partner.burnIn);
  if (partner === null || other === undefined) return { state: 'over' };
  const how = howItLeft(partner.machine, other);
  if (how !== undefined) return { state: 'left', how };
  return other.network_end === 'over' || other.ended_at !== null
    ? { state: 'over' }
    : { state: 'there', name: partner.machine };
}

/** undefined: it has not, or had done its part before. */
export function howItLeft(name: string, other: CountedBurnIn): string | undefined {
  if (other.network_end === 'gone') return `its partner ${name} restarted or fell silent in the middle of it`;
  if (other.ended_at === null || other.network_end === 'over') return undefined;
  const end = other.state === 'cancelled' ? 'ended early' : `has ${other.state}`;
  return `its partner ${name} left: the burn-in of that one ${end}`;
}
