import { beforeEach, describe, expect, it } from 'vitest';
import type { MachineState, MachineSummary } from '@tuskar/contract/machine.ts';
import { nextMachineState } from '@tuskar/contract/machine-states.ts';
import type { Db } from '../platform/database/connect.ts';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { createEventBus } from '../platform/events/create-event-bus.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import { silentLogger } from '../platform/log/logger.ts';
import { toMachine } from './resource.ts';
import { getMachine, updateMachine } from './store.ts';
import { addMachine } from './testing/acceptance-world.ts';
import { workEnded } from './work-ended.ts';

const summary: MachineSummary = {
  processors: 2,
  cores: 64,
  processorModel: null,
  memoryMebibytes: 524_288,
  drives: 4,
  driveBytes: 4_000_000_000,
  nics: 2,
  accelerators: 0,
};

let db: Db;
let events: EventBus;

beforeEach(async () => {
  const database = await testDatabase();
  ({ db } = database);
  events = createEventBus({ database, log: silentLogger() });
});

async function cancelledIn(state: MachineState, known: MachineSummary | null) {
  await addMachine(db, 'm1', { state });
  await updateMachine(db, 'm1', { operation: 'op-1', summary: known && JSON.stringify(known) });
  const work = { machine: 'm1', end: 'cancelled', operation: 'op-1', what: 'inspection' } as const;
  await workEnded({ db, events }, work);
  return toMachine(await getMachine(db, 'm1'));
}

describe('an inspection that was cancelled', () => {
  it('leaves a new machine to be inspected again, and nothing to repair', async () => {
    const machine = await cancelledIn('inspecting', null);
    expect(machine).toMatchObject({
      state: 'enrolling',
      stateReason: 'its inspection was cancelled',
      failure: null,
      operation: null,
      nextAction: expect.stringContaining('then inspect it'),
    });
    expect(nextMachineState(machine.state, 'inspect')).toBe('inspecting');
  });

  it('leaves one that was known in quarantine: what it is made of now is not known', async () => {
    expect(await cancelledIn('inspecting', summary)).toMatchObject({
      state: 'quarantined',
      stateReason: 'its inspection was cancelled',
    });
  });
});

it('work that was cancelled elsewhere than in an inspection ends in quarantine, new machine or not', async () => {
  expect(await cancelledIn('burning-in', null)).toMatchObject({ state: 'quarantined' });
});
