import type { Drive } from '../../machines/schema.ts';
import type { Bmc } from '../bmc.ts';
import { healthOf } from '../health.ts';
import { partId } from '../ids.ts';
import type { Call, Route } from '../redfish/route.ts';
import { collection, link, links, paths, resource, root, statusOf } from './build.ts';

const path = `${root}/Systems/{system}/Storage`;
const here = ({ bmc }: Pick<Call, 'bmc'>) => `${paths.system(bmc)}/Storage`;

/** Drives of one protocol hang on one controller, which is named by it. */
const protocols = (bmc: Bmc): Drive['protocol'][] => [
  ...new Set(bmc.machine.drives.map(({ protocol }) => protocol)),
];

const drivesOn = (bmc: Bmc, protocol: string | undefined): Drive[] =>
  bmc.found.drives.filter((drive) => drive.protocol === protocol);

const driveOf = ({ bmc, params }: Call): Drive | undefined =>
  drivesOn(bmc, params['storage']).find(({ bay }) => partId(bay) === params['drive']);

export const drivePath = (bmc: Bmc, { protocol, bay }: Drive): string =>
  `${here({ bmc })}/${protocol}/Drives/${partId(bay)}`;

const speeds = { NVMe: 64, SAS: 12, SATA: 6 } as const;

function identifiersOf({ wwn }: Drive) {
  const [format, name = ''] = wwn.split('.');
  return [{ DurableName: name.toUpperCase(), DurableNameFormat: format === 'eui' ? 'EUI' : 'NAA' }];
}

function controllerOf(bmc: Bmc, protocol: Drive['protocol']) {
  return {
    Name: `${protocol} controller`,
    Manufacturer: bmc.machine.manufacturer,
    SpeedGbps: speeds[protocol],
    Status: { State: bmc.isOn ? 'Enabled' : 'StandbyOffline', Health: 'OK' },
    SupportedDeviceProtocols: [protocol],
  };
}

function showStorage({ bmc, params }: Call): object | undefined {
  const protocol = protocols(bmc).find((one) => one === params['storage']);
  if (protocol === undefined) return undefined;
  const self = `${here({ bmc })}/${protocol}`;
  const drives = drivesOn(bmc, protocol);
  const bays = new Set(
    bmc.machine.drives.filter((drive) => drive.protocol === protocol).map(({ bay }) => bay),
  );
  const health = healthOf(
    bmc.problems().filter(({ part }) => part !== null && bays.has(part)),
    'drive',
  );
  return {
    ...resource(self, 'Storage.v1_17_1', protocol, `${protocol} drives`),
    Status: { State: 'Enabled', Health: 'OK', HealthRollup: health },
    StorageControllers: [
      { '@odata.id': `${self}#/StorageControllers/0`, MemberId: '0', ...controllerOf(bmc, protocol) },
    ],
    Controllers: link(`${self}/Controllers`),
    Drives: drives.map((drive) => link(drivePath(bmc, drive))),
    'Drives@odata.count': drives.length,
    Volumes: link(`${self}/Volumes`),
    Links: { Enclosures: [link(paths.chassis(bmc))] },
  };
}

function showDrive(call: Call): object | undefined {
  const drive = driveOf(call);
  if (drive === undefined) return undefined;
  const { bmc } = call;
  const { bay, manufacturer, model, serial, firmware, protocol, media, bytes } = drive;
  const hasFailed = healthOf(bmc.problems(), 'drive', bay) === 'Critical';
  return {
    ...resource(drivePath(bmc, drive), 'Drive.v1_20_0', partId(bay), `Drive ${bay}`),
    Manufacturer: manufacturer,
    Model: model,
    PartNumber: model,
    SerialNumber: serial,
    Revision: firmware,
    Protocol: protocol,
    MediaType: media,
    CapacityBytes: bytes,
    BlockSizeBytes: 512,
    CapableSpeedGbs: speeds[protocol],
    ...(media === 'HDD' && { RotationSpeedRPM: 7200 }),
    Identifiers: identifiersOf(drive),
    FailurePredicted: hasFailed,
    PhysicalLocation: {
      PartLocation: { ServiceLabel: bay, LocationType: bay.startsWith('M2') ? 'Slot' : 'Bay' },
    },
    Status: statusOf(bmc, 'drive', bay),
    Links: {
      Chassis: link(paths.chassis(bmc)),
      Volumes: [link(`${here(call)}/${protocol}/Volumes/${partId(bay)}`)],
    },
  };
}

/** Each drive is handed through as it is: one volume a drive, no RAID. */
function showVolume(call: Call): object | undefined {
  const drive = driveOf(call);
  if (drive === undefined) return undefined;
  const { bay, protocol, bytes } = drive;
  return {
    ...resource(
      `${here(call)}/${protocol}/Volumes/${partId(bay)}`,
      'Volume.v1_10_1',
      partId(bay),
      `Volume ${bay}`,
    ),
    RAIDType: 'None',
    VolumeType: 'RawDevice',
    CapacityBytes: bytes,
    BlockSizeBytes: 512,
    Encrypted: false,
    Identifiers: identifiersOf(drive),
    Status: statusOf(call.bmc, 'drive', bay),
    Links: { Drives: [link(drivePath(call.bmc, drive))] },
  };
}

function showVolumes(call: Call): object | undefined {
  const { bmc, params, query } = call;
  const protocol = protocols(bmc).find((one) => one === params['storage']);
  if (protocol === undefined) return undefined;
  const self = `${here(call)}/${protocol}/Volumes`;
  const ids = drivesOn(bmc, protocol).map(({ bay }) => partId(bay));
  return collection(self, 'Volume', 'Volume Collection', links(self, ids), query);
}

function showControllers({ bmc, params, query }: Call): object | undefined {
  const protocol = protocols(bmc).find((one) => one === params['storage']);
  if (protocol === undefined) return undefined;
  const self = `${here({ bmc })}/${protocol}/Controllers`;
  return collection(self, 'StorageController', 'Controllers', links(self, ['0']), query);
}

function showController({ bmc, params }: Call): object | undefined {
  const protocol = protocols(bmc).find((one) => one === params['storage']);
  if (protocol === undefined) return undefined;
  return {
    ...resource(
      `${here({ bmc })}/${protocol}/Controllers/0`,
      'StorageController.v1_8_0',
      '0',
      `${protocol} controller`,
    ),
    ...controllerOf(bmc, protocol),
  };
}

function simpleStorage(call: Call): object | undefined {
  const { bmc, params } = call;
  const protocol = protocols(bmc).find((one) => one === params['storage']);
  if (protocol === undefined) return undefined;
  return {
    ...resource(
      `${paths.system(bmc)}/SimpleStorage/${protocol}`,
      'SimpleStorage.v1_3_2',
      protocol,
      `${protocol} drives`,
    ),
    Devices: drivesOn(bmc, protocol).map((drive) => ({
      Name: drive.bay,
      Manufacturer: drive.manufacturer,
      Model: drive.model,
      CapacityBytes: drive.bytes,
      Status: statusOf(bmc, 'drive', drive.bay),
    })),
  };
}

export const storageRoutes: Route[] = [
  {
    path,
    GET: (call) =>
      collection(
        here(call),
        'Storage',
        'Storage Collection',
        links(here(call), protocols(call.bmc)),
        call.query,
      ),
  },
  { path: `${path}/{storage}`, GET: showStorage },
  { path: `${path}/{storage}/Drives/{drive}`, GET: showDrive },
  { path: `${path}/{storage}/Volumes`, GET: showVolumes },
  { path: `${path}/{storage}/Volumes/{drive}`, GET: showVolume },
  { path: `${path}/{storage}/Controllers`, GET: showControllers },
  { path: `${path}/{storage}/Controllers/0`, GET: showController },
  {
    path: `${root}/Systems/{system}/SimpleStorage`,
    GET: ({ bmc, query }) => {
      const self = `${paths.system(bmc)}/SimpleStorage`;
      return collection(
        self,
        'SimpleStorage',
        'Simple Storage Collection',
        links(self, protocols(bmc)),
        query,
      );
    },
  },
  { path: `${root}/Systems/{system}/SimpleStorage/{storage}`, GET: simpleStorage },
];
