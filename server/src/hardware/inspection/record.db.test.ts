import { expect, it } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { createEventBus } from '../../platform/events/create-event-bus.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { changeClass, createClass, proposals, removeClass } from '../class/class.ts';
import { listDeviations } from '../class/store.ts';
import { changeMachine } from '../machine-transition.ts';
import { getMachine } from '../store.ts';
import { addMachine } from '../testing/acceptance-world.ts';
import { sampleInventory, type SampleOptions } from '../testing/inventory.ts';
import { listParts, showPart } from './part-store.ts';
import { recordInspection } from './record.ts';
import { listInspections } from './store.ts';

async function setUp() {
  const database = await testDatabase();
  const { db } = database;
  const events = createEventBus({ database, log: silentLogger() });
  let operation = 0;
  const inspect = async (machine: string, options: SampleOptions) =>
    await db.transaction().execute(async (tx) => {
      const inventory = sampleInventory({ serial: machine, ...options });
      const found = await recordInspection(tx, events, {
        machine,
        operation: `op-${++operation}`,
        inventory,
      });
      await changeMachine(tx, events, { name: machine, set: found.set });
      return found;
    });
  for (const name of ['m1', 'm2']) await addMachine(db, name);
  return { db, events, inspect };
}

const disk = (serial: string, bay: number) => ({ serial, bay: `bay ${bay}` });

it('follows a part through machines, for ever', async () => {
  const { db, inspect } = await setUp();
  await inspect('m1', { disks: [disk('S1', 1), disk('S2', 2)], mac: '52:54:00:00:00:01' });
  await inspect('m2', { disks: [disk('S3', 1)], mac: '52:54:00:00:00:02' });
  // S2 is taken out of m1 and put into m2, where it is seen first.
  await inspect('m2', { disks: [disk('S3', 1), disk('S2', 2)], mac: '52:54:00:00:00:02' });
  const { changes } = await inspect('m1', { disks: [disk('S1', 1)], mac: '52:54:00:00:00:01' });
  expect(changes.map(({ title }) => title)).toEqual(['disk S2 in bay 2 is gone']);

  const [part] = await listParts(db, { search: 's2', kind: 'disk', limit: 10 });
  expect(part).toMatchObject({ serial: 'S2', machine: 'm2', place: 'bay 2' });
  const { stays } = await showPart(db, part?.id ?? '');
  expect(stays.map(({ machine, until }) => [machine, until === null])).toEqual([
    ['m2', true],
    ['m1', false],
  ]);
});

it('keeps one inspection an operation', async () => {
  const { db, events } = await setUp();
  const record = () =>
    db
      .transaction()
      .execute((tx) =>
        recordInspection(tx, events, { machine: 'm1', operation: 'op-9', inventory: sampleInventory() }),
      );
  expect((await record()).number).toBe(1);
  expect((await record()).number).toBe(1);
  expect(await listInspections(db, { machine: 'm1', limit: 10 })).toHaveLength(1);
});

it('classifies at inspection and when a class changes, and names deviations', async () => {
  const { db, events, inspect } = await setUp();
  await inspect('m1', { mac: '52:54:00:00:00:01' });
  const [proposal] = await proposals(db);
  expect.assert(proposal !== undefined);
  const { name, rules, requirements } = proposal;
  const given = { name, rules, requirements, description: null, priority: 100 };
  expect(await createClass({ db, events }, given)).toMatchObject({ members: 1, deviating: 0 });
  await expect(createClass({ db, events }, given)).rejects.toMatchObject({ code: 'class-exists' });

  await inspect('m2', { dimms: [{ slot: 'A1' }, { slot: 'A2' }, { slot: 'B1' }], bios: '2.1.3' });
  expect(await getMachine(db, 'm2')).toMatchObject({ class: name });
  expect((await listDeviations(db, { machine: 'm2' })).map(({ title }) => title)).toEqual([
    '1 of 4 DIMMs missing: slot B2',
    'firmware BIOS 2.1.3, class has 2.4.0',
  ]);

  const firmware = [{ component: 'BIOS', version: '2.1.3' }];
  const changed = { ...given, requirements: { ...requirements, firmware } };
  expect(await changeClass({ db, events }, changed)).toMatchObject({ members: 2, deviating: 2 });
  await removeClass({ db, events }, name);
  expect(await getMachine(db, 'm1')).toMatchObject({ class: null });
  expect(await listDeviations(db, { machine: 'm2' })).toEqual([]);
});
