import { afterEach, describe, expect, it } from 'vitest';
import type { IronicCredentials } from './authentication.ts';
import { createIronic, type Ironic } from './create-ironic.ts';
import { greeting, recorded, type Scripted, scriptedService, type Seen } from './testing/scripted-service.ts';
import { createTransport } from './transport.ts';

const id = '2f1c7e2e-5d9a-4b6c-8c06-6a9f3f3a8a11';
const basic: IronicCredentials = { auth: 'http-basic', user: 'tuskar', password: 'password-of-tuskar' };

const open: { close: () => void }[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

async function connected(
  answer: (seen: Seen) => Scripted,
  credentials: IronicCredentials = basic,
): Promise<{ ironic: Ironic; seen: Seen[] }> {
  const service = await scriptedService((seen) => greeting(seen) ?? answer(seen));
  open.push(service);
  const ironic = await createIronic({ url: service.url, credentials, ca: null });
  open.push(ironic);
  return { ironic, seen: service.seen };
}

const always = (status: number, text: string) => () => ({ status, text });
const fault = (faultstring: string) =>
  JSON.stringify({ error_message: JSON.stringify({ faultcode: 'Client', faultstring, debuginfo: null }) });

const bmc = {
  protocol: 'manual' as const,
  address: 'fake-hardware',
  port: null,
  systemId: null,
  user: null,
  password: null,
  verifyCa: false,
};

describe('an answer of Ironic', () => {
  it.each([
    [401, '{"error":{"message":"Incorrect username or password","code":401}}', 'bare-metal-unauthorized'],
    [403, fault('Access was denied'), 'bare-metal-unauthorized'],
    [404, fault(`Node ${id} could not be found.`), 'node-not-found'],
    [406, fault('Version 1.999 was requested'), 'bare-metal-incapable'],
    [
      409,
      fault(`Node ${id} is locked by host uc-1, please retry after the current operation is completed.`),
      'node-locked',
    ],
    [409, fault('A node with name m1 already exists.'), 'bare-metal-refused'],
    [429, 'Too Many Requests', 'bare-metal-busy'],
    [500, '<html><body><h1>500</h1></body></html>', 'bare-metal-busy'],
    [500, fault('Failed to rescue instance None for node m1: Validation failed: no.'), 'bare-metal-refused'],
    [503, '', 'bare-metal-busy'],
    [
      400,
      fault(
        `The requested action "active" can not be performed on node "${id}" while it is in state "enroll".`,
      ),
      'node-state',
    ],
    [400, fault('Expected a uuid but received x.'), 'bare-metal-refused'],
    [200, '', 'bare-metal-answer'],
    [200, '{"uuid": "', 'bare-metal-answer'],
    [200, '{"nodes": []}', 'bare-metal-answer'],
    [200, '[]', 'bare-metal-answer'],
  ])('of status %i with %j is %s', async (status, text, code) => {
    const { ironic } = await connected(always(status, text));
    await expect(ironic.registry.show(id)).rejects.toMatchObject({ code });
  });

  it("passes the service's reason on, and never a password", async () => {
    const { ironic } = await connected(always(400, fault('MAC address 52:54:00:00:00:01 already exists.')));
    const error: unknown = await ironic.registry.show(id).catch((error: unknown) => error);
    expect(error).toMatchObject({ message: expect.stringContaining('already exists') });
    expect(JSON.stringify(error)).not.toContain('password-of-tuskar');
  });

  it('reads a node as Ironic 29 answers', async () => {
    const { ironic, seen } = await connected(always(200, recorded('node')));
    expect(await ironic.registry.show(id)).toMatchObject({
      id,
      name: 'm1',
      provisionState: 'enroll',
      power: 'unknown',
      step: null,
      maintenance: false,
      driver: 'fake-hardware',
    });
    expect(seen.at(-1)?.headers['x-openstack-ironic-api-version']).toBe('1.96');
    expect(seen.at(-1)?.headers.authorization).toMatch(/^Basic /);
  });

  it('reads a node whose every field is wrong', async () => {
    const wrong = {
      uuid: id,
      name: 7,
      provision_state: null,
      clean_step: 'x',
      maintenance: 'yes',
      driver_info: 3,
    };
    const { ironic } = await connected(always(200, JSON.stringify(wrong)));
    expect(await ironic.registry.show(id)).toMatchObject({
      name: null,
      provisionState: 'unknown',
      step: null,
      maintenance: false,
      driverSettings: {},
    });
  });

  it('leaves out of a list what is no node, and follows its pages', async () => {
    const { ironic, seen } = await connected(({ path }) => {
      const first = !path.includes('marker=');
      const nodes = first
        ? [{ uuid: 'a' }, null, { name: 'without an id' }]
        : [{ uuid: 'b', power_state: 'power on' }];
      return { text: JSON.stringify({ nodes, ...(first ? { next: 'http://elsewhere/v1/nodes' } : {}) }) };
    });
    expect((await ironic.registry.list()).map((node) => [node.id, node.power])).toEqual([
      ['a', 'unknown'],
      ['b', 'on'],
    ]);
    expect(seen.at(-1)?.path).toContain('marker=a');
  });

  it('that never comes is a service that does not answer', async () => {
    const service = await scriptedService(() => ({ silent: true }));
    open.push(service);
    const transport = createTransport({ ca: null, timeoutSeconds: 0.05 });
    open.push(transport);
    const call = transport.send({ method: 'GET', url: service.url });
    await expect(call).rejects.toMatchObject({ code: 'bare-metal-unreachable', retryable: true });
  });
});

describe('enrolling', () => {
  it('takes up the node that has the id already, and brings what differs', async () => {
    const { ironic, seen } = await connected(({ method, path }) => {
      if (method === 'POST') return { status: 409, text: fault('A node with name m1 already exists.') };
      return { text: path.includes('/ports') ? '{"ports": []}' : recorded('node') };
    });
    await ironic.registry.enrol({ id, name: 'rack1-u4', bmc, macs: [], driverSettings: { a: 1 } });
    const patch = seen.find(({ method }) => method === 'PATCH');
    expect(JSON.parse(patch?.body ?? '')).toEqual([
      { op: 'add', path: '/name', value: 'rack1-u4' },
      { op: 'add', path: '/driver_info/a', value: 1 },
    ]);
  });

  it('gives a node that it claims the interfaces of its own driver', async () => {
    const { ironic, seen } = await connected(({ method, path }) => {
      if (method === 'POST') return { status: 409, text: fault(`A node with UUID ${id} already exists.`) };
      return { text: path.includes('/ports') ? '{"ports": []}' : recorded('node') };
    });
    const reached = { ...bmc, protocol: 'redfish' as const, address: '198.18.48.1' };
    await ironic.registry.enrol({ id, name: 'm1', bmc: reached, macs: [] });
    const patch = seen.find(({ method }) => method === 'PATCH');
    // With those of the driver before it Ironic refuses it.
    expect(patch?.path).toBe(`/v1/nodes/${id}?reset_interfaces=true`);
    expect(JSON.parse(patch?.body ?? '')).toContainEqual({ op: 'add', path: '/driver', value: 'redfish' });
  });

  it('says what keeps a machine from booting over the network', async () => {
    const { ironic } = await connected(always(200, recorded('node')));
    const call = ironic.registry.update(id, { boot: 'http' });
    await expect(call).rejects.toMatchObject({ code: 'bare-metal-incapable' });
  });

  it.each([
    ['pxe', 'pxe'],
    // What the other driver has not, or is no boot over the network, becomes what is best with it.
    ['http-ipxe', 'redfish-virtual-media'],
    ['fake', 'redfish-virtual-media'],
  ])(
    'has a machine that boots by %s boot by %s with the driver of another protocol',
    async (before, after) => {
      const drivers = recorded('drivers').replaceAll(
        '"enabled_boot_interfaces": ["redfish-virtual-media"]',
        '"enabled_boot_interfaces": ["redfish-virtual-media", "pxe"]',
      );
      const node = recorded('node').replace('"boot_interface": "fake"', `"boot_interface": "${before}"`);
      const service = await scriptedService((one) =>
        one.path.startsWith('/v1/drivers') ? { text: drivers } : (greeting(one) ?? { text: node }),
      );
      open.push(service);
      const { seen } = service;
      const ironic = await createIronic({ url: service.url, credentials: basic, ca: null });
      open.push(ironic);
      await ironic.registry.update(id, { bmc: { ...bmc, protocol: 'redfish', address: '198.18.48.1' } });
      const patch = seen.find(({ method }) => method === 'PATCH');
      expect(patch?.path).toContain('reset_interfaces=true');
      const set = (JSON.parse(patch?.body ?? '') as { path: string; value: unknown }[]).filter(
        ({ path }) => path === '/boot_interface',
      );
      expect(set.map(({ value }) => value)).toEqual([after]);
    },
  );

  it('says so where another node has the name', async () => {
    const { ironic } = await connected(({ method }) =>
      method === 'POST'
        ? { status: 409, text: fault('A node with name m1 already exists.') }
        : { status: 404, text: fault('Node could not be found.') },
    );
    const call = ironic.registry.enrol({ id, name: 'm1', bmc, macs: [] });
    await expect(call).rejects.toThrow('name m1 already exists');
  });

  it('says which driver the service lacks, before it asks', async () => {
    const { ironic, seen } = await connected(always(500, ''));
    const greeted = seen.length;
    const call = ironic.registry.enrol({ id, name: 'm1', bmc: { ...bmc, protocol: 'ipmi' }, macs: [] });
    await expect(call).rejects.toMatchObject({ code: 'bare-metal-incapable' });
    expect(seen).toHaveLength(greeted);
  });
});

describe('a connection', () => {
  it('signs in at the identity service, and again when its token is refused', async () => {
    let tokens = 0;
    const identity = await scriptedService(() => {
      tokens += 1;
      return { status: 201, text: '{"token": {}}', headers: { 'x-subject-token': `t${tokens}` } };
    });
    open.push(identity);
    const { ironic, seen } = await connected(
      ({ headers }) => (headers['x-auth-token'] === 't1' ? { status: 401 } : { text: recorded('node') }),
      {
        auth: 'keystone',
        user: 'tuskar',
        password: 'password-of-tuskar',
        keystone: {
          authUrl: `${identity.url}/v3`,
          userDomain: 'Default',
          project: 'admin',
          projectDomain: 'Default',
        },
      },
    );
    await Promise.all([ironic.registry.show(id), ironic.registry.show(id)]);
    expect(tokens).toBe(2);
    expect(seen.at(-1)?.headers['x-auth-token']).toBe('t2');
  });

  it('tells what an old service lacks', async () => {
    const old = recorded('root').replace('"version": "1.96"', '"version": "1.72"');
    const service = await scriptedService((seen) =>
      seen.path === '/v1/' ? { text: old } : (greeting(seen) ?? {}),
    );
    open.push(service);
    const ironic = await createIronic({ url: `${service.url}/v1/`, credentials: { auth: 'none' }, ca: null });
    open.push(ironic);
    expect(ironic.report.microversions.used).toBe('1.72');
    expect(ironic.report.lacks.map(({ what }) => what)).toContain('node inventory');
  });

  it('refuses one that is too old, and what is no bare-metal service', async () => {
    const ancient = recorded('root').replace('"version": "1.96"', '"version": "1.38"');
    for (const [text, code] of [
      [ancient, 'bare-metal-incapable'],
      ['<html>hello</html>', 'bare-metal-refused'],
    ] as const) {
      const service = await scriptedService(() => ({ text }));
      open.push(service);
      const call = createIronic({ url: service.url, credentials: { auth: 'none' }, ca: null });
      await expect(call).rejects.toMatchObject({ code });
    }
  });

  it('sees nodes that a faulty package made their own parents', async () => {
    const nodes = JSON.stringify({ nodes: [{ uuid: 'a', name: 'm1', parent_node: 'a' }] });
    const service = await scriptedService((seen) =>
      seen.path.startsWith('/v1/nodes?') ? { text: nodes } : (greeting(seen) ?? {}),
    );
    open.push(service);
    const ironic = await createIronic({ url: service.url, credentials: { auth: 'none' }, ca: null });
    open.push(ironic);
    expect(ironic.report.lacks.map(({ means }) => means).join()).toContain('their own parents');
  });
});
