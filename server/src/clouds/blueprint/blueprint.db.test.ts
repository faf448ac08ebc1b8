import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { startTestEngine } from '../../platform/operations/testing/test-engine.ts';
import { createClouds } from '../cloud.ts';
import { cloudExecute } from '../operations/cloud-execute.ts';
import { planCloud } from '../plan.ts';
import { withSections } from '../testing/compile.ts';
import { deployExample } from '../testing/deploy.ts';
import { exampleIntent } from '../testing/intent.ts';
import { createWorld, type World } from '../testing/world.ts';
import { createBlueprints } from './blueprint.ts';

let world: World;
let stage: Parameters<typeof createWorld>[0];

const plan = (text: string = exampleIntent) =>
  planCloud(world.deps, { cloud: 'try', text, requestedBy: 'ada' });
const ratio = (value: number) =>
  withSections({ config: { 'nova.conf': { DEFAULT: { cpu_allocation_ratio: value } } } });

beforeEach(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-clouds-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  stage = { database: await testDatabase(), directory };
  world = createWorld(stage);
  await world.addHost('try-1', 1);
});

describe('a blueprint', () => {
  test('is proposed, touches nothing, and is kept once', async () => {
    const first = await plan();
    expect(first).toMatchObject({ state: 'proposed', parent: null, createdBy: 'ada', warnings: [] });
    expect((await plan()).id).toBe(first.id);
    expect((await world.store.load('try-1')).history).toEqual([]);
    expect(await createClouds(world.deps).show('try')).toMatchObject({
      state: 'planned',
      proposedBlueprint: first.id,
      currentBlueprint: null,
      intent: exampleIntent,
      hosts: [{ name: 'try-1', roles: ['controller', 'compute', 'network'] }],
    });
  });

  test('of the same intent changes nothing once it is executed, and restarts nothing', async () => {
    const { id } = await deployExample(world);
    const again = await plan();
    expect(again).toMatchObject({ parent: id, summary: { changes: 0, hostsChanged: 0, restarts: 0 } });
    expect((await createBlueprints(world.deps).diff(again.id)).hosts).toEqual([]);
    const before = (await world.store.load('try-1')).history.length;
    const { results } = await deployExample(world);
    expect(results['confirm:try-1']).toMatchObject({ changed: 0, restarted: [] });
    expect((await world.store.load('try-1')).history).toHaveLength(before);
  });

  test('puts a host right that has drifted', async () => {
    await deployExample(world);
    const host = await world.store.load('try-1');
    delete host.paths['/etc/nova/nova.conf'];
    await world.store.save('try-1', host);
    const { results } = await deployExample(world);
    expect(results['confirm:try-1']).toMatchObject({ changed: expect.any(Number) });
    expect((await world.store.load('try-1')).paths['/etc/nova/nova.conf']).toBeDefined();
  });

  test('is refused where the cloud has changed since', async () => {
    await deployExample(world);
    const blueprints = createBlueprints(world.deps);
    const [slow, quick] = [await plan(ratio(2)), await plan(ratio(4))];
    await blueprints.approve({ id: slow.id, requestedBy: 'ada' });
    await deployExample(world, ratio(4));
    expect(await blueprints.show(quick.id)).toMatchObject({ state: 'executed' });
    expect(await blueprints.show(slow.id)).toMatchObject({
      state: 'superseded',
      stateReason: `${quick.id} was executed`,
    });
    await expect(blueprints.execute({ id: slow.id, requestedBy: 'ada' })).rejects.toMatchObject({
      code: 'blueprint-state',
    });
  });

  test('is executed only when approved, and not after it was abandoned', async () => {
    const blueprints = createBlueprints(world.deps);
    const { id } = await plan();
    await expect(blueprints.execute({ id, requestedBy: 'ada' })).rejects.toMatchObject({
      code: 'blueprint-state',
      remedy: 'Read what it changes, then approve it.',
    });
    await blueprints.abandon({ id, requestedBy: 'ada', reason: 'a typing error' });
    await expect(blueprints.approve({ id, requestedBy: 'ada' })).rejects.toMatchObject({
      code: 'blueprint-state',
    });
    expect(await blueprints.show(id)).toMatchObject({ stateReason: 'by ada: a typing error' });
  });

  test('makes new secrets known as changed, without their values', async () => {
    await deployExample(world);
    await world.secrets.rotate({ name: 'try/nova-keystone', kind: 'password' });
    const { id } = await plan();
    const { hosts } = await createBlueprints(world.deps).diff(id);
    const config = hosts[0]?.changes.find((change) => change.title === 'Write /etc/nova/nova.conf');
    expect(config?.diff).toBe('secret changed: try/nova-keystone');
  });
});

describe('two people at once', () => {
  test('the second is told which operation holds the cloud', async () => {
    const { deps, converger, registrar } = world;
    const definition = cloudExecute({ ...deps, converger, registrar });
    const { engine, stop } = await startTestEngine({
      database: stage.database,
      roles: ['api'],
      definitions: [definition as never],
    });
    onTestFinished(stop);
    const blueprints = createBlueprints({ ...deps, engine });
    const { id } = await plan();
    await blueprints.approve({ id, requestedBy: 'ada' });
    const operation = await blueprints.execute({ id, requestedBy: 'ada' });
    await expect(blueprints.execute({ id, requestedBy: 'grace' })).rejects.toMatchObject({
      code: 'subject-busy',
      message: expect.stringContaining(operation.id),
    });
    expect((await createClouds(deps).show('try')).runningOperation).toBe(operation.id);
  });
});

describe('a cloud', () => {
  test('gives its credentials and endpoints once it is deployed', async () => {
    await plan();
    const clouds = createClouds(world.deps);
    await expect(clouds.credentials('try')).rejects.toMatchObject({ code: 'cloud-not-deployed' });
    await deployExample(world);
    expect(await clouds.credentials('try')).toMatchObject({
      authUrl: 'https://198.18.0.11:5000/v3',
      username: 'admin',
      password: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      caCertificate: expect.stringContaining('BEGIN CERTIFICATE'),
    });
    const { endpoints, dashboardUrl, state } = await clouds.show('try');
    expect(state).toBe('active');
    expect(endpoints.map((endpoint) => endpoint.service)).toContain('identity');
    expect(dashboardUrl).toContain('https://198.18.0.11');
  });

  test('is planned again where its hosts are gone', async () => {
    await deployExample(world);
    const clouds = createClouds(world.deps);
    await clouds.loseHosts('try', 'the lab went down');
    expect(await clouds.show('try')).toMatchObject({
      state: 'planned',
      stateReason: 'the lab went down',
      currentBlueprint: null,
      intent: exampleIntent,
    });
    expect(await plan()).toMatchObject({ parent: null, summary: { hostsChanged: 1 } });
  });

  test('that is asked for under another name is refused', async () => {
    const request = { cloud: 'prod', text: exampleIntent, requestedBy: 'ada' };
    await expect(planCloud(world.deps, request)).rejects.toMatchObject({
      code: 'intent-invalid',
      message: expect.stringContaining('1:1 name: is try, but the plan is for the cloud prod'),
    });
  });
});
