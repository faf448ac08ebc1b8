import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';

/** What there is for machines that are tested, in watts; null where nobody has said. */
export function createRackPower({ db }: { db: Db }) {
  return {
    /** The rack's budget, less what its switches and the machines that are in use draw. */
    ofRack: async (rack: string): Promise<number | null> => {
      const { rows } = await sql<{ watts: number | null }>`
        SELECT greatest(0, power_budget_watts
          - (SELECT coalesce(sum(power_watts), 0) FROM rack_reservation WHERE rack_reservation.rack = rack.name)
          - (SELECT coalesce(sum(power_watts), 0) FROM machine
             WHERE machine.rack = rack.name AND state IN ('deploying', 'in-use', 'rescuing', 'rescued', 'unrescuing', 'rescue-failed', 'draining')))::integer AS watts
        FROM rack WHERE name = ${rack} AND power_budget_watts IS NOT NULL`.execute(db);
      return rows[0]?.watts ?? null;
    },
    ofMachine: async (machine: string): Promise<number | null> => {
      const row = await db
        .selectFrom('machine')
        .select('power_watts')
        .where('name', '=', machine)
        .executeTakeFirst();
      return row?.power_watts ?? null;
    },
  };
}
