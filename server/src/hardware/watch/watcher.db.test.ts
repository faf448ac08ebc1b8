import { randomUUID } from 'node:crypto';
import { TuskarError } from '@tuskar/contract/error.ts';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createIncidents } from '../../health/incident.ts';
import type { Db } from '../../platform/database/connect.ts';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { createEventBus } from '../../platform/events/create-event-bus.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { getMachine, insertMachine, updateMachine } from '../store.ts';
import { lateMachines } from './late.ts';
import type { BmcProbe, FullReading, Glance } from './probe.ts';
import { findWatch } from './store.ts';
import { machineWatcher } from './watcher.ts';

const well: Glance = { power: 'on', health: 'ok' };
const nothing: FullReading = { findings: [], sensors: [], events: [] };
const inlet = (value: number) =>
  ({ name: 'Inlet', kind: 'temperature', value, unit: 'C', warning: 42, critical: 47 }) as const;
const fan = { kind: 'fan-failed', part: 'Fan 3', severity: 'critical', reason: 'it turns at 0 RPM' } as const;
const silence = new TuskarError('bmc-unreachable', 'no answer within 10 s');

let db: Db;
let glances: Record<string, Glance | TuskarError>;
let readings: Record<string, FullReading>;
let asked: string[];
let world: ReturnType<typeof create>;

function create(database: Awaited<ReturnType<typeof testDatabase>>) {
  const events = createEventBus({ database, log: silentLogger() });
  const incidents = createIncidents({ db: database.db, events });
  const probe: BmcProbe = {
    glance: async ({ name }) => {
      const seen = glances[name] ?? well;
      if (seen instanceof Error) throw seen;
      return seen;
    },
    read: async ({ name }) => {
      asked.push(name);
      return readings[name] ?? nothing;
    },
  };
  return { incidents, watcher: machineWatcher({ db: database.db, events, incidents, probe }) };
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const database = await testDatabase();
  db = database.db;
  [glances, readings, asked] = [{}, {}, []];
  world = create(database);
  for (const name of ['m1', 'm2'])
    await insertMachine(db, {
      name,
      id: randomUUID(),
      provider: 'ironic',
      state: 'in-use',
      bmc_protocol: 'redfish',
      bmc_address: `https://${name}.bmc`,
    });
});

/** So many minutes later. */
const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

const pass = () => world.watcher.pass({ signal: new AbortController().signal });
const open = async () =>
  (await world.incidents.list({ state: 'open', limit: 100 })).map(
    ({ kind, subject, part }) => `${subject.name}: ${kind}${part === null ? '' : ` ${part}`}`,
  );

describe('watching', () => {
  it('finds machines well, writes that once, and reads them whole only now and then', async () => {
    expect(await pass()).toEqual({ looked: 2, silent: 0, read: 2, opened: 0, closed: 0 });
    expect(await getMachine(db, 'm1')).toMatchObject({ contact: 'reachable', power: 'on' });
    const events = async () => (await db.selectFrom('event').select('type').execute()).length;
    expect(await events()).toBe(2);
    expect(await pass()).toMatchObject({ looked: 2, read: 0 });
    expect(await events()).toBe(2);
  });

  it('says since when and why a BMC is silent, and that it is back', async () => {
    await pass();
    glances['m1'] = silence;
    await pass();
    await pass();
    expect(await open()).toEqual([]);
    await pass();
    expect(await open()).toEqual(['m1: bmc-unreachable']);
    const machine = await getMachine(db, 'm1');
    expect(machine).toMatchObject({ contact: 'unreachable', contact_reason: 'no answer within 10 s' });
    expect(machine.state).toBe('in-use');
    await pass();
    expect((await getMachine(db, 'm1')).contact_since).toEqual(machine.contact_since);

    delete glances['m1'];
    await pass();
    expect(await open()).toEqual([]);
    expect(await getMachine(db, 'm1')).toMatchObject({ contact: 'reachable', contact_reason: null });
  });

  it('names the part that fails, reads on while it does, and stops once it is mended', async () => {
    await pass();
    glances['m1'] = { power: 'on', health: 'critical' };
    readings['m1'] = { ...nothing, findings: [fan] };
    asked = [];
    await pass();
    await pass();
    expect(asked).toEqual(['m1']);
    later(5);
    await pass();
    expect(asked).toEqual(['m1', 'm1']);
    expect(await open()).toEqual(['m1: fan-failed Fan 3']);

    glances['m1'] = well;
    delete readings['m1'];
    await pass();
    expect(await open()).toEqual([]);
    asked = [];
    await pass();
    expect(asked).toEqual([]);
  });

  it('leaves alone what is known of parts where a BMC does not answer', async () => {
    glances['m1'] = { power: 'on', health: 'critical' };
    readings['m1'] = { ...nothing, findings: [fan] };
    await pass();
    glances['m1'] = silence;
    for (let times = 0; times < 3; times += 1) await pass();
    expect((await open()).sort()).toEqual(['m1: bmc-unreachable', 'm1: fan-failed Fan 3']);
  });

  it('tells of serious entries of the log that are new', async () => {
    const entry = (id: string, minute: number, severity: 'critical' | 'warning') => ({
      id,
      at: new Date(Date.UTC(2026, 10, 25, 10, minute)),
      severity,
      message: `event ${id}`,
    });
    readings['m1'] = { ...nothing, events: [entry('1', 0, 'critical')] };
    await pass();
    expect(await open()).toEqual([]);
    glances['m1'] = { power: 'on', health: 'warning' };
    readings['m1'].events.unshift(entry('3', 2, 'critical'), entry('2', 1, 'warning'));
    await pass();
    await pass();
    expect(await open()).toEqual(['m1: event-logged entry 3, 2026-11-25T10:02:00.000Z']);
  });

  it('keeps a short history of each sensor', async () => {
    glances['m1'] = { power: 'on', health: 'warning' };
    for (const value of [20, 21, 22]) {
      readings['m1'] = { ...nothing, sensors: [inlet(value)] };
      await pass();
      later(5);
    }
    const { id } = await getMachine(db, 'm1');
    expect((await findWatch(db, id))?.sensors).toEqual([{ ...inlet(22), history: [20, 21] }]);
    for (let times = 0; times < 50; times += 1) {
      await pass();
      later(5);
    }
    expect((await findWatch(db, id))?.sensors[0]?.history).toHaveLength(48);
  });

  it('says nothing about a machine that somebody works on', async () => {
    const maintenance = { by: 'vera', reason: 'new fans', since: '2026-11-25T10:00:00.000Z', until: null };
    await updateMachine(db, 'm1', { maintenance: JSON.stringify(maintenance) });
    glances['m1'] = { power: 'off', health: 'critical' };
    readings['m1'] = { ...nothing, findings: [fan] };
    await pass();
    expect(await open()).toEqual([]);
    expect(await getMachine(db, 'm1')).toMatchObject({ power: 'off', contact: 'reachable' });
  });

  it('reads a hundred that are due in a pass, and at once what has become unwell', async () => {
    const rows = Array.from({ length: 118 }, (_, index) => ({
      name: `n${index}`,
      id: randomUUID(),
      provider: 'ironic' as const,
      state: 'ready' as const,
      bmc_protocol: 'redfish' as const,
      bmc_address: `https://n${index}.bmc`,
    }));
    await db.insertInto('machine').values(rows).execute();
    expect(await pass()).toMatchObject({ looked: 120, read: 100 });
    expect(await pass()).toMatchObject({ looked: 120, read: 20 });
    glances['n7'] = { power: 'on', health: 'warning' };
    expect(await pass()).toMatchObject({ looked: 120, read: 1 });
  });

  it('looks at nobody who is retired, simulated, or without Redfish', async () => {
    const base = { id: randomUUID(), bmc_address: 'https://other', bmc_protocol: 'redfish' as const };
    await insertMachine(db, { ...base, name: 's1', provider: 'simulated', state: 'ready' });
    await insertMachine(db, {
      ...base,
      id: randomUUID(),
      bmc_address: '198.18.48.9',
      name: 'i1',
      provider: 'ironic',
      state: 'ready',
      bmc_protocol: 'ipmi',
    });
    expect(await pass()).toMatchObject({ looked: 2 });
  });
});

it('keeps an incident for a machine that is late, until it is not', async () => {
  const late = lateMachines({ db, incidents: world.incidents });
  const signal = new AbortController().signal;
  await db
    .updateTable('machine')
    .set({ state: 'inspecting', state_deadline: new Date(Date.now() - 1000) })
    .where('name', '=', 'm1')
    .execute();
  await late.pass({ signal });
  const [incident] = await world.incidents.list({ state: 'open', limit: 10 });
  expect(incident).toMatchObject({
    kind: 'machine-late',
    subject: { type: 'machine', name: 'm1' },
    reason: expect.stringContaining('waits for the agent to boot on it'),
    nextAction: expect.stringContaining('Look at its console'),
  });
  await db.updateTable('machine').set({ state: 'inspected', state_deadline: null }).execute();
  await late.pass({ signal });
  expect(await open()).toEqual([]);
});
