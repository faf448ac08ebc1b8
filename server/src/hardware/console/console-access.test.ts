import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TuskarError } from '@tuskar/contract/error.ts';
import { password, type Redfish, TestBmcs } from '@tuskar/lab/bmc/testing/lab.ts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { BareMetal, NodeConsole } from '../bare-metal.ts';
import type { MachineRow } from '../tables.ts';
import { consoleAccess, type ConsoleDeps } from './console-access.ts';

const row = (given: Partial<MachineRow>) =>
  ({
    id: 'm1',
    name: 'm1',
    provider: 'ironic',
    node: 'n1',
    bmc_protocol: 'redfish',
    bmc_port: null,
    bmc_system_id: null,
    bmc_user: 'admin',
    bmc_verify_ca: false,
    ...given,
  }) as MachineRow;

const deps = (console: () => Promise<NodeConsole | null> = async () => null): ConsoleDeps => ({
  secrets: { newest: async () => password } as unknown as ConsoleDeps['secrets'],
  bareMetalOf: async () => ({ panel: { console } }) as unknown as BareMetal,
});

/** A BMC of these resources, by path. */
async function bmcOf(system: object, manager: object): Promise<string> {
  const resources: Record<string, object> = {
    '/redfish/v1/': {},
    '/redfish/v1/Systems': { Members: [{ '@odata.id': '/redfish/v1/Systems/1' }] },
    '/redfish/v1/Systems/1': {
      ...system,
      Links: { ManagedBy: [{ '@odata.id': '/m/1' }, { '@odata.id': '/m/2' }] },
    },
    '/m/1': manager,
  };
  const server = createServer(({ url = '' }, reply) => {
    const found = resources[url];
    reply.writeHead(found === undefined ? 404 : 200).end(JSON.stringify(found ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const service = (enabled: boolean, ...types: string[]) => ({
  ServiceEnabled: enabled,
  MaxConcurrentSessions: 4,
  ConnectTypesSupported: types,
});

describe('the ways to the console of a machine', () => {
  it('are those that its BMC has, with what a person runs', async () => {
    const bmc_address = await bmcOf(
      {},
      {
        GraphicalConsole: service(true, 'KVMIP'),
        SerialConsole: service(true, 'SSH', 'IPMI'),
        CommandShell: service(false, 'SSH', 'Oem'),
      },
    );
    const { ways, unread } = await consoleAccess(deps(), row({ bmc_address }));
    const page = `${bmc_address}/`;
    const bmc = { by: 'bmc', sessions: 4 };
    expect(unread).toEqual([]);
    expect(ways).toEqual([
      { kind: 'web-page', by: 'bmc', enabled: null, connectType: null, sessions: null, use: page },
      { ...bmc, kind: 'graphical', enabled: true, connectType: 'KVMIP', use: page },
      { ...bmc, kind: 'serial', enabled: true, connectType: 'SSH', use: 'ssh admin@127.0.0.1' },
      {
        ...bmc,
        kind: 'serial',
        enabled: true,
        connectType: 'IPMI',
        use: 'ipmitool -I lanplus -H 127.0.0.1 -U admin -a sol activate',
      },
      { ...bmc, kind: 'shell', enabled: false, connectType: 'SSH', use: 'ssh admin@127.0.0.1' },
      { ...bmc, kind: 'shell', enabled: false, connectType: 'Oem', use: null },
    ]);
  });

  it("are the system's own where it says more than its manager", async () => {
    const SerialConsole = {
      MaxConcurrentSessions: 1,
      SSH: { ServiceEnabled: true, Port: 2200, ConsoleEntryCommand: 'console com2' },
      IPMI: { ServiceEnabled: false },
    };
    const bmc_address = await bmcOf({ SerialConsole }, { SerialConsole: service(true, 'Telnet') });
    const { ways } = await consoleAccess(deps(), row({ bmc_address }));
    expect(ways.filter(({ kind }) => kind === 'serial')).toMatchObject([
      { connectType: 'SSH', enabled: true, use: 'ssh -p 2200 admin@127.0.0.1, then: console com2' },
      { connectType: 'IPMI', enabled: false, sessions: 1 },
    ]);
  });

  it('are what is left where a BMC says strange things, or nothing', async () => {
    const strange = { ServiceEnabled: 'yes', MaxConcurrentSessions: -0.5, ConnectTypesSupported: 'SSH' };
    for (const manager of [{ SerialConsole: strange, GraphicalConsole: 7 }, {}]) {
      const bmc_address = await bmcOf({ SerialConsole: [], Oem: { Tuskar: 1 } }, manager);
      const { ways } = await consoleAccess(deps(), row({ bmc_address }));
      expect(ways.map(({ kind }) => kind)).toEqual(['web-page']);
    }
  });

  it('hide no other where one cannot be asked', async () => {
    const console = async () => ({ enabled: true, type: 'shellinabox', url: 'http://uc-1:8023' });
    const { ways, unread } = await consoleAccess(deps(console), row({ bmc_address: 'http://127.0.0.1:1' }));
    expect(ways).toMatchObject([
      { kind: 'web-page' },
      { kind: 'serial', by: 'bare-metal-service', enabled: true, use: 'http://uc-1:8023' },
    ]);
    expect(unread).toEqual([expect.stringContaining('127.0.0.1')]);
  });

  it('begin with what the bare-metal service can be told to lead to', async () => {
    const console = async () => ({ enabled: false, type: null, url: null });
    const { ways } = await consoleAccess(deps(console), row({ bmc_protocol: 'manual', bmc_address: '' }));
    expect(ways).toMatchObject([{ enabled: false, use: 'baremetal node console enable n1' }]);
    const silent = async () => {
      throw new TuskarError('bare-metal-unreachable', 'It does not answer.');
    };
    const none = await consoleAccess(deps(silent), row({ bmc_protocol: 'ipmi', bmc_address: '10.0.0.1' }));
    expect(none.ways.map(({ use }) => use)).toEqual([
      'https://10.0.0.1/',
      'ipmitool -I lanplus -H 10.0.0.1 -U admin -a sol activate',
    ]);
    expect(none.unread).toEqual(['It does not answer.']);
  });

  it('are none of a simulated machine', async () => {
    const { ways, unread } = await consoleAccess(deps(), row({ provider: 'simulated' }));
    expect([ways, unread.length]).toEqual([[], 1]);
  });
});

describe('of a machine of the lab', () => {
  const bmcs = new TestBmcs();
  let machine: Redfish['machine'];
  beforeAll(async () => {
    await bmcs.start();
    ({ machine } = await bmcs.add());
  });
  afterAll(() => bmcs.stop());

  it('the lab leads to its console, and its BMC to none', async () => {
    const system = { HostName: 'm7', Oem: { Tuskar: { Lab: true, Simulated: false } } };
    const none = service(false);
    const bmc_address = await bmcOf(system, { GraphicalConsole: none, SerialConsole: none });
    const { ways } = await consoleAccess(deps(), row({ bmc_address }));
    expect(ways).toEqual([expect.objectContaining({ by: 'lab', use: 'tuskar lab machine console m7' })]);
  });

  it('there is nothing to see where it is simulated', async () => {
    const bmc_address = `http://${machine.bmc.address}:${bmcs.port}`;
    const { ways, unread } = await consoleAccess(deps(), row({ bmc_address, bmc_user: machine.bmc.user }));
    expect([ways, unread]).toEqual([[], []]);
  });
});
