import { TuskarError } from '@tuskar/contract/error.ts';
import type { LabMachine } from '@tuskar/lab/keeper/protocol.ts';
import { expect, it } from 'vitest';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { createEventBus } from '../platform/events/create-event-bus.ts';
import { silentLogger } from '../platform/log/logger.ts';
import { labMachines } from './machine-news.ts';

const machine = (name: string, change: Partial<LabMachine> = {}): LabMachine => ({
  name,
  index: 1,
  size: { cpus: 2, memoryMebibytes: 4096, diskGigabytes: [20], nics: 1 },
  address: '198.18.48.1',
  power: 'Off',
  bootOverride: null,
  media: null,
  faults: [],
  ...change,
});

/** A lab whose machines the test says, and two processes that look after it in turn. */
async function setUp() {
  const database = await testDatabase();
  const { db } = database;
  const events = createEventBus({ database, log: silentLogger() });
  const lab = { machines: [] as LabMachine[], isThere: true };
  const keeper = {
    machines: async () => {
      if (!lab.isThere) throw new TuskarError('keeper-unreachable', 'It does not answer.');
      return lab.machines;
    },
  };
  const processes = [labMachines({ db, events, keeper }), labMachines({ db, events, keeper })];
  let turn = 0;
  const look = () => processes[turn++ % 2]!.pass({ signal: new AbortController().signal });
  const told = async () => {
    const rows = await db.selectFrom('event').selectAll().orderBy('id').execute();
    return rows.map(({ type, subject_name, data }) => ({ type, name: subject_name, data }));
  };
  return { lab, look, told };
}

it('what changes about a machine is told once, whichever process looks', async () => {
  const { lab, look, told } = await setUp();
  lab.machines = [machine('machine-1'), machine('machine-2')];
  expect(await look()).toEqual({ changed: ['machine-1', 'machine-2'], removed: [] });
  expect(await look()).toEqual({ changed: [], removed: [] });

  lab.machines = [machine('machine-1', { power: 'On' }), machine('machine-2')];
  expect(await look()).toEqual({ changed: ['machine-1'], removed: [] });
  lab.machines = [machine('machine-1'), machine('machine-2')];
  expect(await look()).toEqual({ changed: ['machine-1'], removed: [] });
  const news = await told();
  expect(news.slice(2)).toMatchObject([
    { type: 'lab.machine.changed', name: 'machine-1', data: { power: 'On', bmcAddress: '198.18.48.1' } },
    { type: 'lab.machine.changed', name: 'machine-1', data: { power: 'Off' } },
  ]);
});

it('a machine that is there no more is told of; a keeper that does not answer says nothing about them', async () => {
  const { lab, look, told } = await setUp();
  lab.machines = [machine('machine-1')];
  await look();
  lab.isThere = false;
  expect(await look()).toEqual({ keeper: 'unreachable' });
  lab.isThere = true;
  lab.machines = [];
  expect(await look()).toEqual({ changed: [], removed: ['machine-1'] });
  expect((await told()).at(-1)).toMatchObject({ type: 'lab.machine.removed', data: { name: 'machine-1' } });
});
