import type { Nic } from '../../machines/schema.ts';
import { partId } from '../ids.ts';
import type { Call, Route } from '../redfish/route.ts';
import { collection, lastingStatusOf, link, links, paths, resource, root, statusOf } from './build.ts';

const interfaces = `${root}/Systems/{system}/EthernetInterfaces`;
const logical = `${root}/Systems/{system}/NetworkInterfaces`;
const adapters = `${root}/Chassis/{chassis}/NetworkAdapters`;

const nicOf = ({ bmc, params }: Call): Nic | undefined =>
  bmc.found.nics.find(({ name }) => partId(name) === params['nic']);
const nicIds = ({ bmc }: Call): string[] => bmc.found.nics.map(({ name }) => partId(name));
const linkOf = ({ bmc }: Call): 'LinkUp' | 'LinkDown' => (bmc.isOn ? 'LinkUp' : 'LinkDown');

const listed = (path: (call: Call) => string, member: string, name: string) => (call: Call) =>
  collection(path(call), member, name, links(path(call), nicIds(call)), call.query);

const shown = (show: (call: Call, nic: Nic, id: string) => object) => (call: Call) => {
  const nic = nicOf(call);
  return nic && show(call, nic, partId(nic.name));
};

const adapterPath = ({ bmc }: Call) => `${paths.chassis(bmc)}/NetworkAdapters`;
const interfacePath = ({ bmc }: Call) => `${paths.system(bmc)}/EthernetInterfaces`;
const logicalPath = ({ bmc }: Call) => `${paths.system(bmc)}/NetworkInterfaces`;

const showInterface = shown((call, { name, mac, mbps }, id) => ({
  ...resource(`${interfacePath(call)}/${id}`, 'EthernetInterface.v1_12_2', id, name),
  Description: `Ethernet interface ${name}`,
  MACAddress: mac.toUpperCase(),
  PermanentMACAddress: mac.toUpperCase(),
  SpeedMbps: call.bmc.isOn ? mbps : 0,
  FullDuplex: true,
  InterfaceEnabled: true,
  LinkStatus: linkOf(call),
  Status: lastingStatusOf(call.bmc, 'nic', name),
}));

const showLogical = shown((call, { name }, id) => ({
  ...resource(`${logicalPath(call)}/${id}`, 'NetworkInterface.v1_2_2', id, name),
  NetworkDeviceFunctions: link(`${adapterPath(call)}/${id}/NetworkDeviceFunctions`),
  Ports: link(`${adapterPath(call)}/${id}/Ports`),
  Links: { NetworkAdapter: link(`${adapterPath(call)}/${id}`) },
  Status: statusOf(call.bmc, 'nic', name),
}));

const showAdapter = shown((call, { name, manufacturer, model, mac }, id) => ({
  ...resource(`${adapterPath(call)}/${id}`, 'NetworkAdapter.v1_11_0', id, name),
  Manufacturer: manufacturer,
  Model: model,
  PartNumber: model,
  SerialNumber: mac.replaceAll(':', '').toUpperCase(),
  Ports: link(`${adapterPath(call)}/${id}/Ports`),
  // Older clients look for these.
  NetworkPorts: link(`${adapterPath(call)}/${id}/Ports`),
  NetworkDeviceFunctions: link(`${adapterPath(call)}/${id}/NetworkDeviceFunctions`),
  Status: statusOf(call.bmc, 'nic', name),
}));

const showPort = shown((call, { name, mac, mbps }, id) => ({
  ...resource(`${adapterPath(call)}/${id}/Ports/1`, 'Port.v1_14_0', '1', `Port of ${name}`),
  PortId: '1',
  PortType: 'BidirectionalPort',
  PortProtocol: 'Ethernet',
  LinkStatus: linkOf(call),
  MaxSpeedGbps: mbps / 1000,
  CurrentSpeedGbps: call.bmc.isOn ? mbps / 1000 : 0,
  Ethernet: { AssociatedMACAddresses: [mac.toUpperCase()] },
  Status: statusOf(call.bmc, 'nic', name),
}));

const showFunction = shown((call, { name, mac }, id) => ({
  ...resource(
    `${adapterPath(call)}/${id}/NetworkDeviceFunctions/1`,
    'NetworkDeviceFunction.v1_9_2',
    '1',
    `Function of ${name}`,
  ),
  NetDevFuncType: 'Ethernet',
  Ethernet: { MACAddress: mac.toUpperCase(), PermanentMACAddress: mac.toUpperCase(), MTUSize: 1500 },
  Links: { PhysicalPortAssignment: link(`${adapterPath(call)}/${id}/Ports/1`) },
  Status: statusOf(call.bmc, 'nic', name),
}));

const single = (below: string, member: string, name: string) =>
  shown((call, _, id) => {
    const path = `${adapterPath(call)}/${id}/${below}`;
    return collection(path, member, name, links(path, ['1']), call.query);
  });

export const networkingRoutes: Route[] = [
  { path: interfaces, GET: listed(interfacePath, 'EthernetInterface', 'Ethernet Interface Collection') },
  { path: `${interfaces}/{nic}`, GET: showInterface },
  { path: logical, GET: listed(logicalPath, 'NetworkInterface', 'Network Interface Collection') },
  { path: `${logical}/{nic}`, GET: showLogical },
  { path: adapters, GET: listed(adapterPath, 'NetworkAdapter', 'Network Adapter Collection') },
  { path: `${adapters}/{nic}`, GET: showAdapter },
  { path: `${adapters}/{nic}/Ports`, GET: single('Ports', 'Port', 'Port Collection') },
  { path: `${adapters}/{nic}/Ports/1`, GET: showPort },
  {
    path: `${adapters}/{nic}/NetworkDeviceFunctions`,
    GET: single('NetworkDeviceFunctions', 'NetworkDeviceFunction', 'Network Device Function Collection'),
  },
  { path: `${adapters}/{nic}/NetworkDeviceFunctions/1`, GET: showFunction },
];
