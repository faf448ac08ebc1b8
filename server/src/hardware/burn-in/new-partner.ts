import { sql } from 'kysely';
import { jsonText } from '../../platform/json.ts';
import type { Db, DbTransaction } from '../../platform/database/connect.ts';
import type { BurnInInput, Partner } from './begin.ts';
import type { Meeting } from './rendezvous.ts';
import { type CountedBurnIn, getBurnIn, updateBurnIn } from './store.ts';

/** One decision at a time: two that seek find each other once. */
const seekLock = 1_870_214_656;
/** One after another learns that its partner has left: a switch that fails takes half of a rack. */
const seekMs = 300_000;

/**
 * Pairs a machine, whose network test is off for the given reason, with another of its class and profile whose test is
 * off too, one of its own rack first. Where one of those that are still to be tested may come to seek, it waits a while.
 */
export async function seekPartner(db: Db, input: BurnInInput, why: string): Promise<Meeting> {
  return await db.transaction().execute(async (tx): Promise<Meeting> => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(seekLock)})`.execute(tx);
    const own = await getBurnIn(tx, input.burnIn);
    if (own.new_partner !== null) return toCome(own.new_partner.machine);
    const other = await findSeeking(tx, own);
    if (other !== undefined) {
      await pairUp(tx, own, other);
      return toCome(other.machine);
    }
    const since = own.seeks_at ?? new Date();
    const isEarly = Date.now() - since.getTime() < seekMs;
    // Nobody was taken from one that never had a partner: it has waited for nobody, and does not begin to.
    if (input.partner !== null && isEarly && (await othersMayCome(tx, own, input.partner))) {
      await updateBurnIn(tx, own.id, { seeks_at: since });
      return { state: 'waiting', for: 'another machine to test the network with' };
    }
    await updateBurnIn(tx, own.id, { seeks_at: null, network_end: 'over', partner: null });
    return { state: 'off', why };
  });
}

const toCome = (machine: string): Meeting => ({
  state: 'waiting',
  for: `${machine} to come to its network test`,
});

type Pairable = Pick<CountedBurnIn, 'id' | 'machine'>;

/** Other machines of its class, in a burn-in of its profile whose network test is not over. */
function ofItsKind(tx: DbTransaction, { id, machine, profile }: CountedBurnIn) {
  return tx
    .selectFrom('burn_in')
    .innerJoin('machine', 'machine.name', 'burn_in.machine')
    .innerJoin('machine as own', (join) => join.on('own.name', '=', machine))
    .select(['burn_in.id', 'burn_in.machine'])
    .where('burn_in.id', '<>', id)
    .where('burn_in.profile', '=', profile)
    .where('burn_in.ended_at', 'is', null)
    .where('burn_in.network_end', 'is', null)
    .whereRef('machine.class', 'is not distinct from', 'own.class');
}

async function findSeeking(tx: DbTransaction, own: CountedBurnIn): Promise<Pairable | undefined> {
  return await ofItsKind(tx, own)
    .where('burn_in.seeks_at', 'is not', null)
    .where('burn_in.new_partner', 'is', null)
    .orderBy(sql`machine.rack IS NOT DISTINCT FROM own.rack`, 'desc')
    .orderBy('burn_in.seeks_at')
    .limit(1)
    .executeTakeFirst();
}

async function othersMayCome(tx: DbTransaction, own: CountedBurnIn, left: Partner): Promise<boolean> {
  const one = await ofItsKind(tx, own).where('burn_in.id', '<>', left.burnIn).limit(1).executeTakeFirst();
  return one !== undefined;
}

async function pairUp(tx: DbTransaction, one: Pairable, other: Pairable): Promise<void> {
  const [server, client] = one.machine < other.machine ? [one, other] : [other, one];
  const pair = async (own: Pairable, { machine, id: burnIn }: Pairable, role: Partner['role']) => {
    const new_partner = jsonText({ machine, burnIn, role } satisfies Partner);
    const now = { network_at: new Date(), seeks_at: null, network_end: null };
    await updateBurnIn(tx, own.id, { new_partner, partner: machine, ...now });
  };
  await pair(server, client, 'server');
  await pair(client, server, 'client');
}
