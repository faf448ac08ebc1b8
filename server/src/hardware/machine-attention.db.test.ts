import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../platform/database/connect.ts';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { createEventBus } from '../platform/events/create-event-bus.ts';
import { silentLogger } from '../platform/log/logger.ts';
import { createMachineAttention, type MachineAttention } from './machine-attention.ts';
import { machineClocks } from './machine-clocks.ts';
import { getMachine, insertMachine } from './store.ts';

let db: Db;
let attention: MachineAttention;
let pass: () => Promise<unknown>;

beforeEach(async () => {
  const database = await testDatabase();
  ({ db } = database);
  const events = createEventBus({ database, log: silentLogger() });
  attention = createMachineAttention({ db, events });
  const clocks = machineClocks({ db, events });
  pass = () => clocks.pass({ signal: new AbortController().signal });
  await insertMachine(db, {
    name: 'm1',
    id: crypto.randomUUID(),
    provider: 'ironic',
    bmc_protocol: 'redfish',
    bmc_address: 'https://198.18.1.1',
    state: 'ready',
  });
});

const said = { by: 'vera', reason: 'the fan rattles' };
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describe('maintenance', () => {
  it('says who, why, since and until when; said again it keeps its beginning', async () => {
    const until = inAnHour();
    const first = await attention.setMaintenance('m1', { ...said, until });
    expect(first.maintenance).toMatchObject({ ...said, until });
    const again = await attention.setMaintenance('m1', { by: 'ada', reason: 'still' });
    expect(again.maintenance).toEqual({
      by: 'ada',
      reason: 'still',
      since: first.maintenance?.since,
      until: null,
    });
  });

  it('cannot be until a moment that is past', async () => {
    const until = '2020-01-01T00:00:00Z';
    await expect(attention.setMaintenance('m1', { ...said, until })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });

  it('ends when somebody says so, and no harm where there was none', async () => {
    await attention.setMaintenance('m1', said);
    expect(await attention.endMaintenance('m1')).toMatchObject({ maintenance: null });
    expect(await attention.endMaintenance('m1')).toMatchObject({ maintenance: null });
  });

  it('ends by itself at its time, and not before', async () => {
    await attention.setMaintenance('m1', { ...said, until: inAnHour() });
    expect(await pass()).toMatchObject({ maintenanceEnded: [] });
    const past = { ...said, since: '2020-01-01T00:00:00Z', until: '2020-01-02T00:00:00Z' };
    await db
      .updateTable('machine')
      .set({ maintenance: JSON.stringify(past) })
      .execute();
    expect(await pass()).toMatchObject({ maintenanceEnded: ['m1'] });
    expect(await getMachine(db, 'm1')).toMatchObject({ maintenance: null });
  });
});

describe('quarantine', () => {
  it('is entered and left with a reason', async () => {
    expect(await attention.quarantine('m1', said)).toMatchObject({
      state: 'quarantined',
      state_reason: 'vera: the fan rattles',
    });
    expect(await attention.release('m1', { by: 'ada', reason: 'new fan' })).toMatchObject({
      state: 'ready',
      state_reason: 'ada: new fan',
    });
  });

  it('is refused where the state does not allow it', async () => {
    await expect(attention.release('m1', said)).rejects.toMatchObject({ code: 'machine-state' });
    await expect(attention.quarantine('none', said)).rejects.toMatchObject({ code: 'machine-not-found' });
  });
});

describe('a machine that is past its time', () => {
  it('is told once for each time that it enters a state', async () => {
    await attention.quarantine('m1', said);
    expect(await pass()).toMatchObject({ late: [] });
    await db
      .updateTable('machine')
      .set({ state_deadline: new Date(0) })
      .execute();
    expect(await pass()).toMatchObject({ late: ['m1'] });
    expect(await pass()).toMatchObject({ late: [] });
    const told = await db.selectFrom('event').select('data').where('type', '=', 'machine.late').execute();
    expect(told).toMatchObject([
      { data: { name: 'm1', late: true, nextAction: expect.stringContaining('Repair') as string } },
    ]);
    await attention.release('m1', said);
    await attention.quarantine('m1', said);
    await db
      .updateTable('machine')
      .set({ state_deadline: new Date(0) })
      .execute();
    expect(await pass()).toMatchObject({ late: ['m1'] });
  });
});
