import { TuskarError } from '@tuskar/contract/error.ts';
import type { Maintenance } from '@tuskar/contract/machine.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import { changeMachine, moveMachine } from './machine-transition.ts';
import { lockMachine } from './store.ts';
import type { MachineRow } from './tables.ts';

export type MachineAttention = ReturnType<typeof createMachineAttention>;

/** What people say of a machine: that somebody works on it, that it is bad, that it is good again. */
export function createMachineAttention({ db, events }: { db: Db; events: EventBus }) {
  return {
    setMaintenance: (
      name: string,
      { by, reason, until }: { by: string; reason: string; until?: string | undefined },
    ): Promise<MachineRow> =>
      db.transaction().execute(async (tx) => {
        if (until !== undefined && Date.parse(until) <= Date.now()) throw inThePast(until);
        const { maintenance } = await lockMachine(tx, name);
        const since = maintenance?.since ?? new Date().toISOString();
        const next: Maintenance = { by, reason, since, until: until ?? null };
        return await changeMachine(tx, events, { name, set: { maintenance: JSON.stringify(next) } });
      }),
    /** Where nobody works on it, nothing is to do. */
    endMaintenance: (name: string): Promise<MachineRow> =>
      db.transaction().execute(async (tx) => {
        const row = await lockMachine(tx, name);
        if (row.maintenance === null) return row;
        return await changeMachine(tx, events, { name, set: { maintenance: null } });
      }),
    quarantine: (name: string, said: { by: string; reason: string }): Promise<MachineRow> =>
      db
        .transaction()
        .execute((tx) => moveMachine(tx, events, { name, action: 'quarantine', reason: sentence(said) })),
    release: (name: string, said: { by: string; reason: string }): Promise<MachineRow> =>
      db
        .transaction()
        .execute((tx) => moveMachine(tx, events, { name, action: 'release', reason: sentence(said) })),
  };
}

/** 'vera: the fan rattles' */
function sentence({ by, reason }: { by: string; reason: string }): string {
  return `${by}: ${reason}`;
}

function inThePast(until: string): TuskarError {
  return new TuskarError('invalid-request', `The request is not valid: body.until: ${until} is past.`);
}
