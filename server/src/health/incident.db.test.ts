import type { Incident } from '@tuskar/contract/incident.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import type { Db } from '../platform/database/connect.ts';
import { createEventBus } from '../platform/events/create-event-bus.ts';
import { silentLogger } from '../platform/log/logger.ts';
import { createIncidents, type Finding, type Incidents } from './incident.ts';

let db: Db;
let incidents: Incidents;
beforeEach(async () => {
  const database = await testDatabase();
  db = database.db;
  incidents = createIncidents({ db, events: createEventBus({ database, log: silentLogger() }) });
});

const fan = (given: Partial<Finding> = {}): Finding => ({
  kind: 'fan-failed',
  subject: { type: 'machine', name: 'm1' },
  part: 'Fan 3',
  reason: '0 RPM',
  ...given,
});
const look = (found: Finding[], names = ['m1']) =>
  incidents.observe({ kinds: ['fan-failed', 'overheating'], looked: { type: 'machine', names }, found });
const list = (filter: Partial<Parameters<Incidents['list']>[0]> = {}) =>
  incidents.list({ state: 'open', limit: 100, ...filter });
const only = async (): Promise<Incident> => {
  const [incident, ...rest] = await list();
  if (incident === undefined || rest.length > 0) throw new Error(`there are ${rest.length + 1}`);
  return incident;
};
const events = async () => (await db.selectFrom('event').select('type').execute()).length;

describe('an incident', () => {
  it('is one for a kind, a subject and a part, however often it is seen', async () => {
    expect(await look([fan(), fan()])).toEqual({ opened: 1, closed: 0 });
    const opened = await only();
    expect(opened).toMatchObject({
      title: 'A fan is failing: Fan 3',
      severity: 'warning',
      nextAction: 'Replace the fan that is named.',
    });
    expect(await look([fan()])).toEqual({ opened: 0, closed: 0 });
    const seen = await only();
    expect(seen).toEqual({ ...opened, lastSeenAt: seen.lastSeenAt });
    expect(Date.parse(seen.lastSeenAt)).toBeGreaterThanOrEqual(Date.parse(opened.lastSeenAt));
    expect(await events()).toBe(1);
  });

  it('is one also where two see it at the same time', async () => {
    await Promise.all([look([fan()]), look([fan()]), look([fan()])]);
    expect(await list()).toHaveLength(1);
  });

  it('tells when it gets worse', async () => {
    await look([fan()]);
    await look([fan({ reason: 'absent', severity: 'critical' })]);
    expect(await only()).toMatchObject({ reason: 'absent', severity: 'critical' });
    expect(await events()).toBe(2);
  });

  it('closes by itself once it is gone, and opens anew when it is back', async () => {
    await look([fan()]);
    const { id } = await only();
    expect(await look([])).toEqual({ opened: 0, closed: 1 });
    expect(await incidents.show(id)).toMatchObject({ closedAt: expect.any(String), closedBy: null });
    await look([fan()]);
    expect((await only()).id).not.toBe(id);
    expect(await list({ state: 'all' })).toHaveLength(2);
  });

  it('stays where nobody has looked', async () => {
    const late = fan({ kind: 'machine-late', part: null });
    await look([fan()]);
    await look([fan({ subject: { type: 'machine', name: 'm2' } })], ['m2']);
    await incidents.observe({ kinds: ['machine-late'], looked: { type: 'machine' }, found: [late] });
    expect(await look([], ['m2'])).toEqual({ opened: 0, closed: 1 });
    expect((await list()).map(({ kind }) => kind).sort()).toEqual(['fan-failed', 'machine-late']);
    await incidents.observe({ kinds: ['machine-late'], looked: { type: 'machine' }, found: [] });
    expect((await only()).kind).toBe('fan-failed');
  });

  it('is taken by somebody, and closed by somebody, once', async () => {
    await look([fan()]);
    const { id } = await only();
    await incidents.acknowledge(id, { by: 'vera', note: 'a fan is on its way' });
    expect(await list({ acknowledged: false })).toEqual([]);
    await look([fan()]);
    expect(await only()).toMatchObject({ acknowledgedBy: 'vera', note: 'a fan is on its way' });
    expect(await incidents.close(id, { by: 'eve' })).toMatchObject({
      closedBy: 'eve',
      note: 'a fan is on its way',
    });
    await expect(incidents.close(id, { by: 'eve' })).rejects.toMatchObject({ code: 'incident-closed' });
    await expect(incidents.show('nothing')).rejects.toMatchObject({ code: 'incident-not-found' });
  });

  it('that nobody sees the end of stays until somebody closes it', async () => {
    const entry = fan({ kind: 'event-logged', part: 'entry 7' });
    await db.transaction().execute((tx) => incidents.report(tx, entry));
    await db.transaction().execute((tx) => incidents.report(tx, entry));
    await look([]);
    expect((await only()).kind).toBe('event-logged');
  });

  it('survives text that nobody should send', async () => {
    await look([fan({ part: 'a\0b', reason: '\uD800' })]);
    expect(await look([fan({ part: 'a\0b', reason: '\uD800' })])).toEqual({ opened: 0, closed: 0 });
  });
});

it('lists newest first, by what they are about, in pages', async () => {
  for (const name of ['m1', 'm2', 'm3']) await look([fan({ subject: { type: 'machine', name } })], [name]);
  const names = async (filter: Parameters<typeof list>[0]) =>
    (await list(filter)).map(({ subject }) => subject.name);
  expect(await names({})).toEqual(['m3', 'm2', 'm1']);
  expect(await names({ subjectType: 'machine', subject: 'm2' })).toEqual(['m2']);
  expect(await names({ severity: 'critical' })).toEqual([]);
  const [first] = await list({ limit: 1 });
  if (first === undefined) throw new Error('there is none');
  expect(await names({ after: { openedAt: first.openedAt, id: first.id } })).toEqual(['m2', 'm1']);
});
