import { sql } from 'kysely';
import type { Db, DbTransaction } from '../../platform/database/connect.ts';

/** The racks, as burn-in needs them. In watts; null: nobody said. */
export type BurnInPower = {
  /** What a rack has for machines that work as hard as they can. */
  ofRack: (rack: string) => Promise<number | null>;
  /** What a machine draws at most. */
  ofMachine: (machine: string) => Promise<number | null>;
};

export type PlaceRequest = {
  machine: string;
  burnIn: string;
  rack: string | null;
  watts: number;
  /** So many at once in the rack; null: as many as its power allows. */
  perRack: number | null;
};

/** One decision a rack at a time. */
const placeLock = 1_870_214_655;

/**
 * Takes a place for a burn-in in its machine's rack. Undefined: taken. Else what it waits for. First come, first served:
 * who waits is in the table too, so that a machine that needs much power is not overtaken for ever.
 */
export async function takePlace(
  db: Db,
  request: PlaceRequest,
  power: BurnInPower,
): Promise<string | undefined> {
  const { rack } = request;
  const budget = rack === null ? null : await power.ofRack(rack);
  return await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${placeLock}, hashtext(${rack ?? ''}))`.execute(tx);
    await queue(tx, request);
    const places = await placesIn(tx, rack);
    const own = places.find(({ machine }) => machine === request.machine);
    if (own?.taken_at === null) {
      const wait = rack === null ? undefined : reasonToWait(places, { ...request, rack }, budget);
      if (wait !== undefined) return wait;
      await tx
        .updateTable('burn_in_place')
        .set({ taken_at: new Date() })
        .where('machine', '=', request.machine)
        .execute();
    }
    return undefined;
  });
}

export async function leavePlace(db: Db, burnIn: string): Promise<void> {
  await db.deleteFrom('burn_in_place').where('burn_in', '=', burnIn).execute();
}

/** Whether a machine has its place, waits for it, or has none. */
export async function findPlace(db: Db, machine: string): Promise<{ taken_at: Date | null } | undefined> {
  return await db
    .selectFrom('burn_in_place')
    .select('taken_at')
    .where('machine', '=', machine)
    .executeTakeFirst();
}

type Place = { machine: string; watts: number; queued_at: Date; taken_at: Date | null };

async function queue(tx: DbTransaction, { machine, burnIn, rack, watts }: PlaceRequest): Promise<void> {
  await tx
    .insertInto('burn_in_place')
    .values({ machine, burn_in: burnIn, rack, watts })
    .onConflict((conflict) => conflict.column('machine').doNothing())
    .execute();
}

async function placesIn(tx: DbTransaction, rack: string | null): Promise<Place[]> {
  return await tx
    .selectFrom('burn_in_place')
    .select(['machine', 'watts', 'queued_at', 'taken_at'])
    .where('rack', rack === null ? 'is' : '=', rack)
    .orderBy('queued_at')
    .orderBy('machine')
    .execute();
}

function reasonToWait(
  places: Place[],
  request: PlaceRequest & { rack: string },
  budget: number | null,
): string | undefined {
  const { rack, perRack, machine } = request;
  const taken = places.filter(({ taken_at }) => taken_at !== null);
  const first = places.find(({ taken_at }) => taken_at === null);
  // Alone in its rack, a machine burns in however little power there is: else it never would.
  if (taken.length === 0 && first?.machine === machine) return undefined;
  const burning = `${taken.length} of ${places.length} machines burn in`;
  if (perRack !== null && taken.length >= perRack) return `a place in rack ${rack}: ${burning}`;
  const watts = taken.reduce((sum, place) => sum + place.watts, 0);
  if (budget !== null && watts + request.watts > budget) {
    return `power in rack ${rack}: ${burning}, with ${watts} of ${budget} W`;
  }
  if (first === undefined || first.machine === machine) return undefined;
  return `its turn in rack ${rack}: ${first.machine} was there before`;
}
