import { ManagerReset, parseBody } from '../redfish/body-schema.ts';
import { type Call, done, type Route } from '../redfish/route.ts';
import { hash } from '../../machines/seeded.ts';
import { collection, enabled, link, links, oem, paths, resource, root } from './build.ts';

const path = `${root}/Managers/{manager}`;

/** Nobody gets to a machine by this BMC: what it writes to its serial port is in a file of the lab. */
const noConsole = { ServiceEnabled: false, MaxConcurrentSessions: 0, ConnectTypesSupported: [] };

function showManager({ bmc }: Call) {
  const { uuid, bmc: controller } = bmc.machine;
  const self = paths.manager(bmc);
  const below = (part: string) => link(`${self}/${part}`);
  return {
    ...resource(self, 'Manager.v1_20_0', bmc.ids.manager, 'Manager'),
    ManagerType: 'BMC',
    Manufacturer: controller.manufacturer,
    Model: bmc.ids.managerModel,
    FirmwareVersion: controller.firmware,
    ServiceEntryPointUUID: uuid,
    UUID: uuid,
    DateTime: new Date().toISOString(),
    DateTimeLocalOffset: '+00:00',
    PowerState: 'On',
    Status: enabled,
    GraphicalConsole: noConsole,
    SerialConsole: noConsole,
    CommandShell: noConsole,
    EthernetInterfaces: below('EthernetInterfaces'),
    ...(controller.virtualMedia !== false && { VirtualMedia: below('VirtualMedia') }),
    NetworkProtocol: below('NetworkProtocol'),
    ...(bmc.ids.log.owner === 'manager' && { LogServices: below('LogServices') }),
    Actions: {
      '#Manager.Reset': {
        target: `${self}/Actions/Manager.Reset`,
        'ResetType@Redfish.AllowableValues': ['ForceRestart', 'GracefulRestart'],
      },
    },
    Links: {
      ManagerForServers: [link(paths.system(bmc))],
      ManagerForChassis: [link(paths.chassis(bmc))],
      ManagerInChassis: link(paths.chassis(bmc)),
    },
    Oem: oem(bmc),
  };
}

/** Of the management port itself; locally administered, and in a range that no NIC of a machine has. */
function managementMac(uuid: string): string {
  const digits = hash(uuid, 'management port').toString(16).padStart(8, '0');
  return ['0A', '54', ...(digits.toUpperCase().match(/../g) ?? [])].join(':');
}

function showInterface({ bmc }: Call) {
  const { uuid, name, bmc: controller } = bmc.machine;
  const mac = managementMac(uuid);
  return {
    ...resource(
      `${paths.manager(bmc)}/EthernetInterfaces/1`,
      'EthernetInterface.v1_12_2',
      '1',
      'Management Port',
    ),
    Description: 'The port that this service answers on',
    HostName: `${name}-bmc`,
    MACAddress: mac,
    PermanentMACAddress: mac,
    SpeedMbps: 1000,
    FullDuplex: true,
    InterfaceEnabled: true,
    LinkStatus: 'LinkUp',
    DHCPv4: { DHCPEnabled: false },
    IPv4Addresses: [{ Address: controller.address, SubnetMask: '255.255.0.0', AddressOrigin: 'Static' }],
    Status: enabled,
  };
}

export const managerRoutes: Route[] = [
  {
    path: `${root}/Managers`,
    GET: ({ bmc, query }) =>
      collection(
        `${root}/Managers`,
        'Manager',
        'Manager Collection',
        links(`${root}/Managers`, [bmc.ids.manager]),
        query,
      ),
  },
  { path, GET: showManager },
  {
    path: `${path}/Actions/Manager.Reset`,
    POST: ({ bmc, body }) => {
      parseBody(ManagerReset, body ?? {}, { action: '#Manager.Reset' });
      bmc.restart();
      return done;
    },
  },
  {
    path: `${path}/EthernetInterfaces`,
    GET: ({ bmc, query }) => {
      const self = `${paths.manager(bmc)}/EthernetInterfaces`;
      return collection(
        self,
        'EthernetInterface',
        'Ethernet Interface Collection',
        links(self, ['1']),
        query,
      );
    },
  },
  { path: `${path}/EthernetInterfaces/1`, GET: showInterface },
  {
    path: `${path}/NetworkProtocol`,
    GET: ({ bmc }) => ({
      ...resource(
        `${paths.manager(bmc)}/NetworkProtocol`,
        'ManagerNetworkProtocol.v1_10_1',
        'NetworkProtocol',
        'Network Protocol',
      ),
      HostName: `${bmc.machine.name}-bmc`,
      HTTPS: { ProtocolEnabled: true, Port: 443 },
      IPMI: { ProtocolEnabled: false },
      SSH: { ProtocolEnabled: false },
      Status: enabled,
    }),
  },
];
