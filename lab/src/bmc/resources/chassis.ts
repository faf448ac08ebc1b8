import { partId } from '../ids.ts';
import { ChassisPatch, parseBody } from '../redfish/body-schema.ts';
import type { Call, Route } from '../redfish/route.ts';
import { collection, link, links, oem, paths, resource, rollup, root, statusOf } from './build.ts';
import { ledPatch, shownLed } from './led.ts';
import { drivePath } from './storage.ts';

const path = `${root}/Chassis/{chassis}`;

function showChassis({ bmc }: Call) {
  const { manufacturer, model, serial, uuid } = bmc.machine;
  const self = paths.chassis(bmc);
  const below = (part: string) => link(`${self}/${part}`);
  return {
    ...resource(self, 'Chassis.v1_25_2', bmc.ids.chassis, 'Chassis'),
    ChassisType: 'RackMount',
    Manufacturer: manufacturer,
    Model: model,
    SerialNumber: serial,
    SKU: serial,
    PartNumber: model,
    UUID: uuid,
    AssetTag: bmc.state.assetTag,
    PowerState: bmc.isOn ? 'On' : 'Off',
    Status: { State: 'Enabled', ...rollup(bmc) },
    ...shownLed(bmc),
    Thermal: below('Thermal'),
    Power: below('Power'),
    ThermalSubsystem: below('ThermalSubsystem'),
    PowerSubsystem: below('PowerSubsystem'),
    EnvironmentMetrics: below('EnvironmentMetrics'),
    Sensors: below('Sensors'),
    NetworkAdapters: below('NetworkAdapters'),
    PCIeDevices: below('PCIeDevices'),
    Links: {
      ComputerSystems: [link(paths.system(bmc))],
      ManagedBy: [link(paths.manager(bmc))],
      ManagersInChassis: [link(paths.manager(bmc))],
      Drives: bmc.found.drives.map((drive) => link(drivePath(bmc, drive))),
    },
    Oem: oem(bmc),
  };
}

function patchChassis(call: Call) {
  const patch = parseBody(ChassisPatch, call.body, { resource: showChassis(call) });
  if (patch.AssetTag !== undefined) call.bmc.state.assetTag = patch.AssetTag;
  ledPatch(call.bmc, patch);
  call.bmc.save();
  return { status: 200, body: showChassis(call) };
}

const devices = ({ bmc }: Call) => `${paths.chassis(bmc)}/PCIeDevices`;

function showDevice(call: Call): object | undefined {
  const { bmc, params } = call;
  const device = bmc.found.accelerators.find(({ slot }) => partId(slot) === params['device']);
  if (device === undefined) return undefined;
  const { slot, kind, manufacturer, model, serial } = device;
  return {
    ...resource(`${devices(call)}/${partId(slot)}`, 'PCIeDevice.v1_16_0', partId(slot), model),
    Description: kind,
    Manufacturer: manufacturer,
    Model: model,
    PartNumber: model,
    SerialNumber: serial,
    DeviceType: 'SingleFunction',
    PCIeInterface: { PCIeType: 'Gen4', MaxPCIeType: 'Gen4', LanesInUse: 16, MaxLanes: 16 },
    Slot: { Location: { PartLocation: { ServiceLabel: slot, LocationType: 'Slot' } } },
    Status: statusOf(bmc, 'processor', slot),
    Links: { Chassis: [link(paths.chassis(bmc))] },
  };
}

export const chassisRoutes: Route[] = [
  {
    path: `${root}/Chassis`,
    GET: ({ bmc, query }) =>
      collection(
        `${root}/Chassis`,
        'Chassis',
        'Chassis Collection',
        links(`${root}/Chassis`, [bmc.ids.chassis]),
        query,
      ),
  },
  { path, GET: showChassis, PATCH: patchChassis },
  {
    path: `${path}/PCIeDevices`,
    GET: (call) => {
      const ids = call.bmc.found.accelerators.map(({ slot }) => partId(slot));
      return collection(
        devices(call),
        'PCIeDevice',
        'PCIe Device Collection',
        links(devices(call), ids),
        call.query,
      );
    },
  },
  { path: `${path}/PCIeDevices/{device}`, GET: showDevice },
];
