import { isDeepStrictEqual } from 'node:util';
import { isTuskarError } from '@tuskar/contract/error.ts';
import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus, NewEvent } from '../platform/events/event-bus.ts';
import type { Reconciler } from '../platform/reconcilers/reconciler.ts';
import type { MachineKeeper } from './keeper.ts';
import { toLabMachine } from './resource.ts';

export type MachineNewsDeps = { db: Db; events: EventBus; keeper: Pick<MachineKeeper, 'machines'> };

export type MachineNews = { changed: string[]; removed: string[] };

/**
 * Tells what has changed about the lab's machines since it was last told. What was told is kept in the database: of
 * several processes each may be the next to look.
 */
export async function tellMachineNews({ db, events, keeper }: MachineNewsDeps): Promise<MachineNews> {
  const machines = (await keeper.machines()).map(toLabMachine);
  return await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('lab/machines', 0))`.execute(tx);
    const rows = await tx.selectFrom('lab_machine').selectAll().execute();
    const told = new Map(rows.map(({ name, shown }) => [name, shown]));
    const changed = machines.filter((machine) => !isDeepStrictEqual(told.get(machine.name), machine));
    const there = new Set(machines.map(({ name }) => name));
    const removed = rows.map(({ name }) => name).filter((name) => !there.has(name));
    for (const machine of changed) {
      const shown = JSON.stringify(machine);
      await tx
        .insertInto('lab_machine')
        .values({ name: machine.name, shown })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ shown }))
        .execute();
    }
    if (removed.length > 0) await tx.deleteFrom('lab_machine').where('name', 'in', removed).execute();
    const news: NewEvent[] = [
      ...changed.map((data) => about('lab.machine.changed', data.name, data)),
      ...removed.map((name) => about('lab.machine.removed', name, { name })),
    ];
    if (news.length > 0) await events.append(tx, ...news);
    return { changed: changed.map(({ name }) => name), removed };
  });
}

function about(type: string, name: string, data: object): NewEvent {
  return { type, subject: { type: 'lab', name }, data };
}

/** One look for everybody who follows: a machine's power changes by its BMC, which tells the keeper nothing. */
export function labMachines(deps: MachineNewsDeps): Reconciler {
  return {
    name: 'lab-machines',
    everySeconds: 5,
    pass: async () => {
      try {
        return await tellMachineNews(deps);
      } catch (error) {
        // An installation without a lab has no keeper.
        if (!isTuskarError(error, 'keeper-unreachable')) throw error;
        return { keeper: 'unreachable' };
      }
    },
  };
}
