import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Node } from '../bare-metal.ts';
import { failureCode } from '../node-failure.ts';
import { provisionRule } from '../provision-states.ts';
import { requireRescuable } from '../rescue/require-rescuable.ts';
import { createIronic, type Ironic } from './create-ironic.ts';
import { type IronicProcess, ironicRoot, startIronic } from './testing/ironic-process.ts';

const root = await ironicRoot();
if (root === undefined) {
  console.error('SKIPPED: the contract with Ironic needs root, and a host image or TUSKAR_IRONIC_ROOT.');
}

const bmc = {
  protocol: 'manual' as const,
  address: 'fake-hardware',
  port: null,
  systemId: null,
  user: null,
  password: null,
  verifyCa: false,
};

describe.skipIf(root === undefined)('the adapter over a real Ironic', () => {
  let service: IronicProcess;
  let ironic: Ironic;

  async function connect(): Promise<Ironic> {
    const { url, password } = service;
    return await createIronic({
      url,
      ca: null,
      credentials: { auth: 'http-basic', user: 'tuskar', password },
    });
  }

  /** The node, as soon as it is as wanted. */
  async function until(id: string, wanted: (node: Node) => boolean): Promise<Node> {
    for (;;) {
      const node = await ironic.registry.show(id);
      if (wanted(node)) return node;
      await pause(200);
    }
  }

  const atRest = (node: Node) => ['rest', 'failed'].includes(provisionRule(node.provisionState).kind);

  async function enrolled(name: string): Promise<string> {
    const id = randomUUID();
    await ironic.registry.enrol({ id, name, bmc, macs: [] });
    return id;
  }

  beforeAll(async () => {
    service = await startIronic(root ?? '');
    ironic = await connect();
  });
  afterAll(async () => {
    ironic?.close();
    await service?.dispose();
  });

  it('finds nothing lacking', () => {
    expect(ironic.report).toMatchObject({ drivers: ['fake-hardware', 'redfish'], lacks: [] });
    expect(ironic.report.conductors).toEqual([{ name: 'undercloud', alive: true }]);
  });

  it('is refused with another password', async () => {
    const credentials = { auth: 'http-basic' as const, user: 'tuskar', password: 'another' };
    const call = createIronic({ url: service.url, ca: null, credentials });
    await expect(call).rejects.toMatchObject({ code: 'bare-metal-unauthorized' });
  });

  it('enrols a machine twice as once, with its ports, and forgets it twice as once', async () => {
    const id = randomUUID();
    const definition = { id, name: 'twice', bmc, macs: ['52:54:00:12:00:01'] };
    await ironic.registry.enrol(definition);
    const again = { ...definition, name: 'renamed', macs: [...definition.macs, '52:54:00:12:00:02'] };
    await ironic.registry.enrol(again);
    expect(await ironic.registry.show(id)).toMatchObject({ name: 'renamed', provisionState: 'enroll' });
    expect((await ironic.registry.ports(id)).map(({ mac }) => mac).sort()).toEqual(again.macs);
    expect((await ironic.registry.list()).filter((node) => node.id === id)).toHaveLength(1);
    await ironic.registry.forget(id);
    await ironic.registry.forget(id);
    await expect(ironic.registry.show(id)).rejects.toMatchObject({ code: 'node-not-found' });
  });

  it('takes a machine through its life, and refuses what its state does not allow', async () => {
    const id = await enrolled('life');
    await expect(ironic.work.provision(id, { verb: 'active' })).rejects.toMatchObject({ code: 'node-state' });
    await ironic.work.provision(id, { verb: 'manage' });
    expect((await until(id, atRest)).provisionState).toBe('manageable');
    await ironic.work.provision(id, { verb: 'provide' });
    expect((await until(id, atRest)).provisionState).toBe('available');
    await ironic.work.power(id, 'on');
    expect((await until(id, ({ power }) => power === 'on')).lastError).toBeNull();
    await ironic.work.maintenance(id, { reason: 'a fan is changed' });
    expect(await ironic.registry.show(id)).toMatchObject({
      maintenance: true,
      maintenanceReason: 'a fan is changed',
      fault: null,
    });
    await ironic.work.maintenance(id, { reason: null });
    expect(await ironic.records.inventory(id)).toBeNull();
    expect((await ironic.panel.indicators(id)).map(({ name }) => name)).toContain('led@system');
    expect(await ironic.panel.indicator(id, { name: 'led@system' })).toBe('on');
    expect(await ironic.panel.console(id)).toBeNull();
  });

  it('rescues a machine that is in use, and brings it back', async () => {
    const id = await enrolled('rescued');
    for (const [verb, state] of [
      ['manage', 'manageable'],
      ['provide', 'available'],
      ['active', 'active'],
    ] as const) {
      await ironic.work.provision(id, { verb });
      await until(id, ({ provisionState }) => provisionState === state);
    }
    await expect(requireRescuable(ironic.registry, { id, name: 'rescued' })).resolves.toBeUndefined();
    await ironic.work.provision(id, { verb: 'rescue', rescuePassword: 'password-of-the-rescue' });
    const node = await until(id, ({ provisionState }) => provisionState === 'rescue');
    expect(JSON.stringify(node)).not.toContain('password-of-the-rescue');
    await ironic.work.provision(id, { verb: 'unrescue' });
    expect((await until(id, ({ provisionState }) => provisionState === 'active')).lastError).toBeNull();
  });

  it('says of work that Ironic was killed in that it can be begun again', async () => {
    const id = await enrolled('killed');
    await ironic.work.provision(id, { verb: 'manage' });
    await until(id, ({ provisionState }) => provisionState === 'manageable');
    await ironic.work.provision(id, { verb: 'inspect' });
    await until(id, ({ provisionState }) => provisionState === 'inspecting');
    await service.kill();
    await expect(ironic.registry.show(id)).rejects.toMatchObject({ code: 'bare-metal-unreachable' });
    await service.start();
    const node = await until(id, atRest);
    expect(node.provisionState).toBe('inspect failed');
    expect(node.lockedBy).toBeNull();
    expect(failureCode(node)).toBe('node-work-interrupted');
    await ironic.registry.forget(id);
    await expect(ironic.registry.show(id)).rejects.toMatchObject({ code: 'node-not-found' });
  });
});
