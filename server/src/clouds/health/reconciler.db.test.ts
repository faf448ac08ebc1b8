import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { createClouds } from '../cloud.ts';
import { deployExample } from '../testing/deploy.ts';
import { createWorld } from '../testing/world.ts';
import type { Prober } from './probes.ts';
import { cloudHealth } from './reconciler.ts';

test('a cloud is degraded while a service does not work, and active again afterwards', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-health-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const world = createWorld({ database: await testDatabase(), directory });
  await world.addHost('try-1', 1);
  await deployExample(world);
  const clouds = createClouds(world.deps);
  const down = new Set<string>();
  const prober: Prober = {
    units: async ({ units }) => new Map(units.map((unit) => [unit, down.has(unit) ? 'failed' : 'active'])),
    http: async ({ caCertificate }) =>
      caCertificate.includes('BEGIN CERTIFICATE') ? { status: 200 } : { error: 'no CA' },
  };
  const health = cloudHealth({ ...world.deps, prober });
  const pass = () => health.pass({ signal: new AbortController().signal });
  const changes = async () =>
    (await world.deps.db.selectFrom('event').select('type').where('type', '=', 'cloud.changed').execute())
      .length;

  await pass();
  const { services, state } = await clouds.show('try');
  expect(state).toBe('active');
  expect(services.find((one) => one.unit === 'nova-scheduler.service')).toMatchObject({
    service: 'nova',
    host: 'try-1',
    state: 'healthy',
    checkedAt: expect.any(String),
  });

  const before = await changes();
  await pass();
  expect(await changes()).toBe(before);

  down.add('nova-scheduler.service');
  await pass();
  expect(await clouds.show('try')).toMatchObject({
    state: 'degraded',
    stateReason: 'nova on try-1: nova-scheduler.service is failed',
  });
  expect(await changes()).toBe(before + 1);

  down.clear();
  await pass();
  expect(await clouds.show('try')).toMatchObject({ state: 'active', stateReason: null });
});
