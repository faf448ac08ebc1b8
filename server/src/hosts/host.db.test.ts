import { describe, expect, it } from 'vitest';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { createEventBus } from '../platform/events/create-event-bus.ts';
import { silentLogger } from '../platform/log/logger.ts';
import { createHosts } from './host.ts';
import { createInventory } from './inventory.ts';
import { hostReachability } from './reachability.ts';
import { simulatedHosts } from './testing.ts';

async function setUp() {
  const database = await testDatabase();
  const events = createEventBus({ database, log: silentLogger() });
  const { store, connector } = simulatedHosts();
  const hosts = createHosts({ db: database.db, events, connector });
  const inventory = createInventory({ db: database.db, hosts, labKvm: async () => false });
  return { db: database.db, hosts, inventory, store };
}

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVudXNlZA==';
const server = { name: 'c1', address: '198.18.0.12', sshUser: 'root', hostKey: `${key} root@c1` };
const labHost = {
  name: 'l1',
  source: 'lab' as const,
  address: '198.18.0.11',
  tunnel_address: '198.18.16.11',
  ssh_user: 'root',
  host_key: key,
  image: 'host-1',
};

describe('adopting a host', () => {
  it('looks at it, and keeps its key without the comment', async () => {
    const { hosts } = await setUp();
    expect(await hosts.adopt(server)).toMatchObject({
      name: 'c1',
      source: 'adopted',
      state: 'reachable',
      hostKey: key,
    });
  });

  it('keeps one that does not answer, and says why', async () => {
    const { hosts, store } = await setUp();
    await store.setFaults('c1', [{ kind: 'unreachable' }]);
    expect(await hosts.adopt(server)).toMatchObject({
      state: 'unreachable',
      stateReason: expect.stringContaining('c1'),
    });
  });

  it('refuses a name that is taken and a key that is none', async () => {
    const { hosts } = await setUp();
    await hosts.adopt(server);
    await expect(hosts.adopt(server)).rejects.toMatchObject({ code: 'host-exists' });
    await expect(hosts.adopt({ ...server, name: 'c2', hostKey: 'AAAA' })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });
});

describe('a host that was registered before', () => {
  it('takes over the new key and keeps its cloud', async () => {
    const { hosts, inventory } = await setUp();
    await hosts.register(labHost);
    await hosts.look('l1');
    await inventory.assign({ cloud: 'west', hosts: [{ name: 'l1', roles: ['controller'] }] });
    await hosts.register({ ...labHost, host_key: `${key}x` });
    expect(await hosts.show('l1')).toMatchObject({
      hostKey: `${key}x`,
      cloud: 'west',
      roles: ['controller'],
    });
  });
});

describe('the inventory for clouds', () => {
  it('has what was measured, and no KVM in a lab where guests do not run on it', async () => {
    const { hosts, inventory } = await setUp();
    await hosts.register(labHost);
    expect(await inventory.list()).toEqual([]);
    await hosts.look('l1');
    expect(await inventory.list()).toMatchObject([
      {
        name: 'l1',
        addresses: { management: '198.18.0.11', tunnel: '198.18.16.11' },
        cpus: 4,
        virtualization: 'qemu',
        cloud: null,
      },
    ]);
    await hosts.adopt(server);
    expect((await inventory.list()).find(({ name }) => name === 'c1')).toMatchObject({
      virtualization: 'kvm',
    });
  });

  it("refuses another cloud's host, and changes none of those asked for", async () => {
    const { hosts, inventory } = await setUp();
    for (const name of ['l1', 'l2']) await hosts.register({ ...labHost, name });
    await inventory.assign({ cloud: 'west', hosts: [{ name: 'l2', roles: ['compute'] }] });
    const both = ['l1', 'l2'].map((name) => ({ name, roles: ['controller' as const] }));
    await expect(inventory.assign({ cloud: 'east', hosts: both })).rejects.toMatchObject({
      code: 'host-in-use',
    });
    expect(await hosts.show('l1')).toMatchObject({ cloud: null });
  });

  it('frees the hosts that a cloud no longer has', async () => {
    const { hosts, inventory } = await setUp();
    await hosts.register(labHost);
    await inventory.assign({ cloud: 'west', hosts: [{ name: 'l1', roles: ['compute'] }] });
    await inventory.converged({ host: 'l1', blueprint: 'b1' });
    expect(await hosts.show('l1')).toMatchObject({ convergedTo: 'b1', drift: 0 });
    await inventory.assign({ cloud: 'west', hosts: [] });
    expect(await hosts.show('l1')).toMatchObject({ cloud: null, roles: [], convergedTo: null, drift: null });
  });
});

describe('forgetting', () => {
  it('is refused while a cloud has the host', async () => {
    const { hosts, inventory } = await setUp();
    await hosts.register(labHost);
    await inventory.assign({ cloud: 'west', hosts: [{ name: 'l1', roles: ['compute'] }] });
    await expect(hosts.forget('l1')).rejects.toMatchObject({
      code: 'host-in-use',
      context: { cloud: 'west' },
    });
    await inventory.assign({ cloud: 'west', hosts: [] });
    await hosts.forget('l1');
    await expect(hosts.show('l1')).rejects.toMatchObject({ code: 'host-not-found' });
  });
});

describe('reachability', () => {
  it('says which hosts do not answer, and lets the clock run on while nothing changes', async () => {
    const { db, hosts, store } = await setUp();
    const reconciler = hostReachability({ db, hosts });
    const signal = new AbortController().signal;
    for (const name of ['l1', 'l2']) await hosts.register({ ...labHost, name });
    await store.setFaults('l2', [{ kind: 'unreachable' }]);
    expect(await reconciler.pass({ signal })).toEqual({ looked: 2, unreachable: ['l2'] });
    const { stateSince } = await hosts.show('l1');
    await reconciler.pass({ signal });
    expect(await hosts.show('l1')).toMatchObject({ state: 'reachable', stateSince });
  });
});
