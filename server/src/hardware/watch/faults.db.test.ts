import type { IncidentKind } from '@tuskar/contract/incident-kinds.ts';
import { password, type Redfish, TestBmcs } from '@tuskar/lab/bmc/testing/lab.ts';
import type { FaultName } from '@tuskar/lab/machines/schema.ts';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createIncidents } from '../../health/incident.ts';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { createEventBus } from '../../platform/events/create-event-bus.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { getMachine, insertMachine } from '../store.ts';
import { missesUntilUnreachable } from './judge.ts';
import { createRedfishProbe } from './redfish-probe.ts';
import { machineWatcher } from './watcher.ts';

const bmcs = new TestBmcs();
let lab: Redfish;
beforeAll(async () => {
  await bmcs.start();
  lab = await bmcs.add();
});
afterAll(() => bmcs.stop());

const reset = async (type: string) => {
  const { ids, power } = await bmcs.fleet.get('m1');
  await lab.post(`Systems/${ids.system}/Actions/ComputerSystem.Reset`, { ResetType: type });
  await power.settled();
};

async function powerCycle(): Promise<void> {
  await reset('ForceOff');
  await reset('On');
}

/** A machine in use, its BMC, and whoever watches it. */
async function watchedMachine() {
  await reset('On');
  const database = await testDatabase();
  const { db } = database;
  const { bmc, uuid } = lab.machine;
  const address = `http://${bmc.address}:${lab.port}`;
  await insertMachine(db, {
    name: 'm1',
    id: uuid,
    provider: 'ironic',
    state: 'in-use',
    bmc_protocol: 'redfish',
    bmc_address: address,
    bmc_user: bmc.user,
  });
  const events = createEventBus({ database, log: silentLogger() });
  const incidents = createIncidents({ db, events });
  const access = { address, user: bmc.user, password, verifyCa: false };
  const probe = createRedfishProbe({ accessOf: async () => access, timeoutSeconds: 1 });
  const { pass } = machineWatcher({ db, events, incidents, probe });
  const { signal } = new AbortController();
  await pass({ signal });
  return {
    open: async () => await incidents.list({ state: 'open', limit: 100 }),
    close: (id: string) => incidents.close(id, { by: 'vera' }),
    machine: () => getMachine(db, 'm1'),
    look: async (passes = missesUntilUnreachable) => {
      for (let each = 0; each < passes; each += 1) await pass({ signal });
    },
  };
}

type Row = {
  fault: FaultName;
  /** What makes it show. */
  after?: 'power cycle';
  kind: IncidentKind;
  part?: RegExp;
  reason: RegExp;
  nextAction: RegExp;
  contact?: 'unreachable';
};

const rows: Row[] = [
  {
    fault: 'bmc-timeout',
    kind: 'bmc-unreachable',
    reason: /no answer within 1 s/,
    nextAction: /reset it where it hangs/,
    contact: 'unreachable',
  },
  {
    fault: 'bmc-hangs-after-power-on',
    after: 'power cycle',
    kind: 'bmc-unreachable',
    reason: /no answer within 1 s/,
    nextAction: /reset it where it hangs/,
    contact: 'unreachable',
  },
  {
    fault: 'bmc-error',
    kind: 'bmc-unreachable',
    reason: /503/,
    nextAction: /reset it where it hangs/,
    contact: 'unreachable',
  },
  {
    fault: 'bmc-wrong-password',
    kind: 'bmc-refused',
    reason: /user name or password is wrong/,
    nextAction: /right user and password/,
  },
  { fault: 'power-lost', kind: 'power-lost', reason: /it is off/, nextAction: /Switch it on/ },
  {
    fault: 'psu-failed',
    kind: 'power-supply-failed',
    part: /^PSU1/,
    reason: /critical/,
    nextAction: /replace the power supply/,
  },
  { fault: 'fan-failed', kind: 'fan-failed', part: /^FAN1/, reason: /0 RPM/, nextAction: /Replace the fan/ },
  {
    fault: 'overheat',
    kind: 'overheating',
    part: /CPU/,
    reason: /°C, critical from/,
    nextAction: /its fans/,
  },
  {
    fault: 'disk-fails',
    kind: 'disk-failing',
    part: /\(\w+\)$/,
    reason: /it will fail/,
    nextAction: /replace the disk/,
  },
  {
    fault: 'dimm-errors',
    kind: 'memory-failing',
    part: /^DIMM A1 \(\w+\)$/,
    reason: /warning/,
    nextAction: /replace the module/,
  },
  ...(
    [
      ['disk-missing', /newest such entry of its log: .*BOSS\.0/],
      ['dimm-missing', /newest such entry of its log: .*A1/],
      ['nic-missing', /newest such entry of its log: .*NIC\.Embedded\.1-1/],
    ] as const
  ).map(([fault, reason]) => ({
    fault,
    reason,
    after: 'power cycle' as const,
    kind: 'machine-unhealthy' as const,
    nextAction: /event log; it may name the part/,
  })),
];

it.each(rows)('$fault is an incident, $kind, that ends with it', async (row) => {
  const { open, close, machine, look } = await watchedMachine();
  onTestFinished(async () => {
    await bmcs.fleet.setFaults('m1', []);
  });
  expect(await open()).toEqual([]);
  await bmcs.fleet.setFaults('m1', [{ name: row.fault }]);
  if (row.after === 'power cycle') await powerCycle();
  await look();
  const incident = (await open()).find(({ kind }) => kind === row.kind);
  expect(incident).toMatchObject({
    subject: { type: 'machine', name: 'm1' },
    reason: expect.stringMatching(row.reason),
    nextAction: expect.stringMatching(row.nextAction),
  });
  expect(incident?.part ?? 'no part').toMatch(row.part ?? /^no part$/);
  expect(await machine()).toMatchObject({ state: 'in-use', contact: row.contact ?? 'reachable' });

  await bmcs.fleet.setFaults('m1', []);
  await (await bmcs.fleet.get('m1')).power.settled();
  if (row.after === 'power cycle') await powerCycle();
  await look();
  // What was logged is over when somebody has read it.
  const logged = await open();
  expect(logged.filter(({ kind }) => kind !== 'event-logged')).toEqual([]);
  for (const { id } of logged) await close(id);
  await look();
  expect(await open()).toEqual([]);
  expect(await machine()).toMatchObject({ contact: 'reachable', contact_reason: null, power: 'on' });
});
