import type { Drive, MachineDescription } from '../machines/schema.ts';
import type { MachineFiles } from './files.ts';
import { option } from './option.ts';

/** Names of a bay's device, and of the block nodes that it can have, as faults find them. */
export const driveDevice = (bay: number): string => `drive${bay}`;
export const diskNode = (bay: number): string => `disk${bay}`;
export const failingNode = (bay: number): string => `failing${bay}`;

type DriveChoice = { drive: Drive; bay: number; bootIndex: number | undefined };

type DriveOptions = { whole: MachineDescription; found: MachineDescription; indexes: number[] };

/** Disks keep their file by their bay, whatever is in the bays beside them. */
export function driveArguments(files: MachineFiles, { whole, found, indexes }: DriveOptions): string[] {
  const choices = whole.drives.flatMap(({ bay: name }, bay) => {
    const drive = found.drives.find((one) => one.bay === name);
    return drive === undefined ? [] : [{ drive, bay, bootIndex: indexes[bay] }];
  });
  const withScsi = choices.some(({ drive, bay }) => busOf(drive, bay) === 'scsi');
  return [
    ...(withScsi ? ['-device', 'virtio-scsi-pci,id=scsi'] : []),
    ...choices.flatMap((choice) => [
      '-blockdev',
      disk(files, choice.bay),
      ...deviceOf(choice).flatMap((device) => ['-device', device]),
    ]),
  ];
}

const disk = (files: MachineFiles, bay: number): string =>
  JSON.stringify({
    driver: 'qcow2',
    'node-name': diskNode(bay),
    discard: 'unmap',
    file: { driver: 'file', filename: files.disk(bay), discard: 'unmap' },
  });

/** Q35 has six SATA ports, and the last is the CD drive's; SATA disks beyond are SAS to the machine. */
export const cdPort = 5;

function busOf({ protocol }: Drive, bay: number): 'nvme' | 'sata' | 'scsi' {
  if (protocol === 'NVMe') return 'nvme';
  return protocol === 'SATA' && bay < cdPort ? 'sata' : 'scsi';
}

function deviceOf({ drive, bay, bootIndex }: DriveChoice): string[] {
  const backend = { id: driveDevice(bay), drive: diskNode(bay), bootindex: bootIndex };
  const wwn = numberOf(drive.wwn);
  // Rotation in the terms of ATA and SCSI: 1 is "none".
  const rotation = drive.media === 'SSD' ? 1 : 7200;
  const serial = drive.serial.slice(0, 20);
  switch (busOf(drive, bay)) {
    case 'nvme':
      return [
        option({ id: `nvme${bay}`, serial }, 'nvme'),
        option({ ...backend, bus: `nvme${bay}`, nsid: 1, eui64: wwn }, 'nvme-ns'),
      ];
    case 'sata':
      return [
        option(
          {
            ...backend,
            bus: `ide.${bay}`,
            serial,
            model: drive.model.slice(0, 40),
            ver: drive.firmware.slice(0, 8),
            wwn,
            rotation_rate: rotation,
          },
          'ide-hd',
        ),
      ];
    case 'scsi':
      return [
        option(
          {
            ...backend,
            bus: 'scsi.0',
            'scsi-id': bay,
            serial,
            device_id: serial,
            vendor: drive.manufacturer.slice(0, 8),
            product: drive.model.slice(0, 16),
            ver: drive.firmware.slice(0, 4),
            wwn,
            rotation_rate: rotation,
          },
          'scsi-hd',
        ),
      ];
  }
}

/** 'naa.5000c50012345678' → '0x5000c50012345678': text, for JavaScript's numbers do not hold 64 bits. */
const numberOf = (wwn: string): string => `0x${wwn.slice(wwn.indexOf('.') + 1)}`;
