import { machineClocks } from '@tuskar/contract/machine-states.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { Reconciler } from '../../platform/reconcilers/reconciler.ts';
import type { MachineIncidents } from './incidents.ts';
import { type LateRow, listLate } from './store.ts';

/** Keeps an incident open for each machine that is past the limit of its state, and none for any other. */
export function lateMachines({ db, incidents }: { db: Db; incidents: MachineIncidents }): Reconciler {
  return {
    name: 'late-machines',
    everySeconds: 60,
    pass: () =>
      db.transaction().execute(async (tx) => {
        const late = await listLate(tx);
        return await incidents.observeIn(tx, {
          kinds: ['machine-late'],
          looked: { type: 'machine' },
          found: late.map(toFinding),
        });
      }),
  };
}

function toFinding({ name, state, state_since, waiting_for, failure }: LateRow) {
  const { waitsFor, nextAction } = machineClocks[state];
  return {
    kind: 'machine-late' as const,
    subject: { type: 'machine' as const, name },
    part: null,
    reason: `it is ${state} since ${state_since.toISOString()}, and waits for ${waiting_for ?? waitsFor}`,
    nextAction: failure?.remedy ?? nextAction,
  };
}
