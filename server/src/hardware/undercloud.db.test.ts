import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { localConnection } from '../hosts/testing-connection.ts';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { createEventBus } from '../platform/events/create-event-bus.ts';
import { testLogger } from '../platform/operations/testing/test-engine.ts';
import { openKeyRing } from '../security/key-ring.ts';
import { createSealer } from '../security/sealing.ts';
import { createSecrets } from '../security/secrets.ts';
import type { AgentImage } from './agent-image.ts';
import type { NodeGlance } from './bare-metal.ts';
import type { Ironic, IronicTarget } from './ironic/create-ironic.ts';
import { refreshNodes } from './node-refresh.ts';
import { createSimulatedBareMetal } from './simulated/create-simulated.ts';
import { getMachine, insertMachine } from './store.ts';
import { undercloudAgent } from './undercloud-agent-reconciler.ts';
import { undercloudState } from './undercloud-reconciler.ts';
import { createUnderclouds, type ManagedUndercloud } from './undercloud.ts';

const report = {
  microversions: { oldest: '1.1', newest: '1.96', used: '1.96' },
  conductors: [{ name: 'undercloud', alive: true }],
  drivers: ['redfish'],
  nodes: 0,
  lacks: [],
};

const external = {
  kind: 'external' as const,
  url: 'https://198.18.0.11:6385',
  auth: 'http-basic' as const,
  user: 'tuskar',
  password: 'a password',
};

async function world() {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-undercloud-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const database = await testDatabase();
  const { db } = database;
  const events = createEventBus({ database, log: testLogger() });
  const secrets = createSecrets({ db, sealer: createSealer(openKeyRing(join(directory, 'keys'))) });
  const simulated = createSimulatedBareMetal(db, { seed: 1, pace: 0 });
  const reached: IronicTarget[] = [];
  const state = {
    fault: undefined as TuskarError | undefined,
    managed: [] as ManagedUndercloud[],
    newest: null as AgentImage | null,
  };
  const managed = {
    find: async (cloud: string) => state.managed.find((one) => one.cloud === cloud),
    list: async () => state.managed.map(({ cloud }) => cloud),
  };
  const underclouds = createUnderclouds({
    db,
    events,
    secrets,
    managed,
    images: { newest: async () => state.newest, idOf: async () => null },
    connect: async (target): Promise<Ironic> => {
      reached.push(target);
      if (state.fault !== undefined) throw state.fault;
      return { ...simulated, report, close: () => undefined };
    },
  });
  const bareMetalOf = async () => simulated;
  const reconciler = undercloudState({ db, events, underclouds, managed, bareMetalOf });
  const pass = () => reconciler.pass({ signal: new AbortController().signal });
  const addMachine = (name: string, id: string = randomUUID()) =>
    insertMachine(db, {
      name,
      id,
      node: id,
      provider: 'ironic',
      bmc_protocol: 'redfish',
      bmc_address: `https://${name}`,
    });
  return { db, events, secrets, underclouds, reached, state, pass, addMachine };
}

describe('the bare-metal service that Tuskar uses', () => {
  it('is tried before it is used, and its password is sealed and never shown', async () => {
    const { underclouds, reached, db } = await world();
    const shown = await underclouds.connect(external);
    expect(shown).toMatchObject({ kind: 'external', state: 'connected', user: 'tuskar', report });
    expect(JSON.stringify(shown)).not.toContain('a password');
    expect(JSON.stringify(await db.selectFrom('undercloud').selectAll().execute())).not.toContain(
      'a password',
    );
    expect(reached[0]?.credentials).toEqual({ auth: 'http-basic', user: 'tuskar', password: 'a password' });
  });

  it('stays as it was where another cannot be used', async () => {
    const { underclouds, state } = await world();
    await underclouds.connect(external);
    state.fault = new TuskarError('bare-metal-unauthorized', 'It does not accept the password.');
    const call = underclouds.connect({ ...external, password: 'another' });
    await expect(call).rejects.toMatchObject({ code: 'bare-metal-unauthorized' });
    state.fault = undefined;
    expect((await underclouds.ironic()).report).toEqual(report);
  });

  it('says since when it does not answer, and comes back by itself', async () => {
    const { underclouds, state, pass } = await world();
    await underclouds.connect(external);
    await pass();
    state.fault = new TuskarError('bare-metal-unreachable', 'It does not answer.');
    await pass();
    expect(await underclouds.show()).toMatchObject({
      state: 'unreachable',
      stateReason: 'It does not answer.',
      report,
    });
    state.fault = undefined;
    await pass();
    expect(await underclouds.show()).toMatchObject({ state: 'connected', stateReason: null });
  });

  it('is the one that Tuskar has converged, by itself, and follows its password', async () => {
    const { underclouds, state, pass, reached, secrets } = await world();
    await expect(underclouds.show()).rejects.toMatchObject({ code: 'undercloud-not-connected' });
    const name = 'under/ironic-api';
    await secrets.getOrCreate({ name, kind: 'password' });
    state.managed = [
      {
        cloud: 'under',
        host: 'under-1',
        url: 'https://198.18.0.11:6385',
        user: 'tuskar',
        passwordSecret: name,
      },
    ];
    await pass();
    expect(await underclouds.show()).toMatchObject({ kind: 'managed', cloud: 'under', state: 'connected' });
    expect(reached[0]?.ca).toContain('BEGIN CERTIFICATE');
    await secrets.rotate({ name, kind: 'password' });
    await pass();
    expect(reached.at(-1)?.credentials).not.toEqual(reached[0]?.credentials);
  });

  it('is looked at for its agent, which is told of where it is another, and forgotten with its host', async () => {
    const { underclouds, state, secrets, events } = await world();
    await secrets.getOrCreate({ name: 'under/ironic-api', kind: 'password' });
    const { url } = external;
    const one = { cloud: 'under', host: 'here', url, user: 'tuskar', passwordSecret: 'under/ironic-api' };
    state.managed = [one];
    await underclouds.connect({ kind: 'managed', auth: 'http-basic', cloud: 'under' });
    expect(await underclouds.show()).toMatchObject({ agent: { state: 'unknown', newest: null } });
    const file = (sha256: string) => ({ source: '', sha256, bytes: 1 });
    state.newest = { id: 'agent-000000000001', kernel: file('aa'), initramfs: file('bb') };
    const files: { agent: string[] | undefined } = { agent: undefined };
    const run = async () =>
      files.agent === undefined
        ? { exitCode: 1, stdout: '', stderr: '' }
        : { exitCode: 0, stdout: files.agent.map((name) => `/srv/files/${name}\n`).join(''), stderr: '' };
    const connect = async () => ({ ...localConnection, run });
    const looking = undercloudAgent({ underclouds, connect, places: { kernel: '/k', initramfs: '/i' } });
    const look = () => looking.pass({ signal: new AbortController().signal });
    const told = vi.spyOn(events, 'append');
    await look();
    expect(await underclouds.show()).toMatchObject({ agent: { state: 'missing' } });
    files.agent = ['aa', 'bb'];
    await look();
    await look();
    expect(told).toHaveBeenCalledTimes(2);
    expect(await underclouds.show()).toMatchObject({ agent: { state: 'newest', image: state.newest.id } });
    state.managed = [{ ...one, url: 'https://198.18.0.12:6385' }];
    await underclouds.connect({ kind: 'managed', auth: 'http-basic', cloud: 'under' });
    expect(await underclouds.show()).toMatchObject({ agent: { state: 'unknown' } });
  });

  it('is kept while machines are registered with it', async () => {
    const { underclouds, addMachine, db } = await world();
    await underclouds.connect(external);
    await addMachine('m1');
    await expect(underclouds.disconnect()).rejects.toMatchObject({ code: 'undercloud-in-use' });
    const elsewhere = underclouds.connect({ ...external, url: 'https://198.18.0.12:6385' });
    await expect(elsewhere).rejects.toMatchObject({ code: 'undercloud-in-use' });
    await db.deleteFrom('machine').execute();
    await underclouds.disconnect();
    await expect(underclouds.show()).rejects.toMatchObject({ code: 'undercloud-not-connected' });
  });

  it('cannot be equipped where it is not ours, or where no agent was built', async () => {
    const { underclouds, state, secrets } = await world();
    await underclouds.connect(external);
    await expect(underclouds.toEquip()).rejects.toMatchObject({ code: 'undercloud-not-managed' });
    await secrets.getOrCreate({ name: 'under/ironic-api', kind: 'password' });
    const { url } = external;
    state.managed = [{ cloud: 'under', host: 'u', url, user: 'tuskar', passwordSecret: 'under/ironic-api' }];
    await underclouds.connect({ kind: 'managed', auth: 'http-basic', cloud: 'under' });
    await expect(underclouds.toEquip()).rejects.toMatchObject({ code: 'agent-image-missing' });
  });
});

describe('what is known of nodes', () => {
  const glance = (id: string, change: Partial<NodeGlance> = {}): NodeGlance => ({
    id,
    name: null,
    provisionState: 'manageable',
    targetProvisionState: null,
    provisionChangedAt: null,
    power: 'on',
    maintenance: false,
    maintenanceReason: null,
    fault: null,
    lastError: null,
    agentAddress: null,
    step: null,
    lockedBy: null,
    retired: false,
    protected: false,
    driver: 'redfish',
    ...change,
  });

  it('comes to their machines, and only what differs is told', async () => {
    const { db, events, addMachine } = await world();
    const { id } = await addMachine('m1');
    await addMachine('m2');
    const look = (node: NodeGlance) => refreshNodes({ db, events }, { provider: 'ironic', nodes: [node] });
    expect(await look(glance(id))).toEqual({ seen: 2, changed: 1, missing: ['m2'] });
    expect(await look(glance(id))).toMatchObject({ changed: 0 });
    const step = { interface: 'deploy', name: 'tuskar_erase' };
    expect(await look(glance(id, { provisionState: 'clean wait', step }))).toMatchObject({ changed: 1 });
    expect(await getMachine(db, 'm1')).toMatchObject({
      power: 'on',
      node_view: { provisionState: 'clean wait', step: 'deploy.tuskar_erase' },
    });
  });

  it('come together, each to its own machine', async () => {
    const { db, events, addMachine } = await world();
    const [one, two] = [await addMachine('m1'), await addMachine('m2')];
    const nodes = [glance(one.id, { power: 'off' }), glance(two.id, { provisionState: 'active' })];
    expect(await refreshNodes({ db, events }, { provider: 'ironic', nodes })).toMatchObject({ changed: 2 });
    expect(await getMachine(db, 'm1')).toMatchObject({ power: 'off', node_view: { node: one.id } });
    expect(await getMachine(db, 'm2')).toMatchObject({
      power: 'on',
      node_view: { node: two.id, provisionState: 'active' },
    });
    expect(await refreshNodes({ db, events }, { provider: 'ironic', nodes })).toMatchObject({ changed: 0 });
  });
});
