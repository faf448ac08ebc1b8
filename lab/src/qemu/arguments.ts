import type { BootOrder } from '../machines/body.ts';
import type { BootTarget, MachineDescription } from '../machines/schema.ts';
import { type BootIndexes, bootIndexes } from './boot-order.ts';
import { driveArguments } from './drives.ts';
import { firmwareCode, type MachineFiles } from './files.ts';
import { mediaArguments } from './media.ts';
import { option } from './option.ts';
import { smbiosArguments } from './smbios.ts';

export type QemuOptions = {
  files: MachineFiles;
  /** As it was made. */
  whole: MachineDescription;
  /** As it is with its faults; its parts keep the places that they have in the whole. */
  found: MachineDescription;
  boot: BootOrder;
  /** Whether the firmware finds anything to boot at all. */
  boots: boolean;
  kvm: boolean;
  /** Where the cables of the whole machine's NICs end; a NIC without has none. */
  taps: readonly string[];
};

/** By which faults find it. */
export const nicDevice = (position: number): string => `nic${position}`;

const words = (line: string): string[] => line.split(' ');

/** The command line of a machine's QEMU, without the program itself. The machine stands still until it is told to go on. */
export function qemuArguments(options: QemuOptions): string[] {
  const { files, whole, found, boot, boots, kvm } = options;
  const indexes = bootIndexes(whole, boot.target);
  // Always one in the order: firmware that is given none tries whatever it finds.
  const tried: BootIndexes = boots ? indexes : { ...indexes, drives: [], usb: undefined, nics: [] };
  return [
    ...words('-nodefaults -no-user-config -S -display none'),
    ...words('-sandbox on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny'),
    ...words(`-machine q35,smm=off,vmport=off -accel ${kvm ? 'kvm' : 'tcg,tb-size=256'} -rtc base=utc`),
    // What restarts itself ends QEMU, so that it starts again with the boot order that is right then.
    ...words('-action reboot=shutdown'),
    ...words(`-name ${whole.name}`),
    ...processorArguments(found, kvm),
    ...words(`-m ${found.dimms.reduce((sum, { mebibytes }) => sum + mebibytes, 0)}M`),
    ...firmwareArguments(files),
    ...smbiosArguments(files, whole),
    ...words('-device virtio-rng-pci'),
    ...consoleArguments(files),
    ...driveArguments(files, { whole, found, indexes: tried.drives }),
    ...mediaArguments({
      cd: { file: boots ? boot.media : null, bootIndex: tried.cd },
      usbStick: { file: boot.usbStick, bootIndex: tried.usb },
    }),
    ...nicArguments(options, tried.nics),
    ...networkBootArguments(boot.target),
  ];
}

function processorArguments({ processors }: MachineDescription, kvm: boolean): string[] {
  const [processor] = processors;
  const { cores = 1, threads = 1, model } = processor ?? {};
  const perCore = Math.max(1, Math.floor(threads / cores));
  const sockets = processors.length;
  const smp = option({ cpus: sockets * cores * perCore, sockets, cores, threads: perCore });
  return ['-smp', smp, '-cpu', option({ 'model-id': model?.slice(0, 48) }, kvm ? 'host' : 'max')];
}

const firmwareArguments = ({ variables }: MachineFiles): string[] => [
  '-drive',
  option({ if: 'pflash', unit: 0, format: 'raw', readonly: true, file: firmwareCode }),
  '-drive',
  option({ if: 'pflash', unit: 1, format: 'raw', file: variables }),
];

/** The trace tells how QEMU ended to a process that was not there to hear it. */
function consoleArguments(files: MachineFiles): string[] {
  const socket = (id: string, path: string, more = {}): string =>
    option({ id, path, server: true, wait: false, ...more }, 'socket');
  return [
    '-D',
    files.log,
    ...words('-trace qemu_system_shutdown_request -trace vm_state_notify'),
    '-chardev',
    socket('monitor', files.monitor),
    ...words('-mon chardev=monitor,mode=control'),
    '-chardev',
    socket('serial', files.serial, { logfile: files.console, logappend: true }),
    ...words('-device isa-serial,chardev=serial'),
  ];
}

/** The firmware's order names NICs, not protocols: whoever asks for HTTP gets no PXE before it. */
function networkBootArguments(target: BootTarget): string[] {
  if (target !== 'UefiHttp') return [];
  return [4, 6].flatMap((version) => [
    '-fw_cfg',
    option({ name: `opt/org.tianocore/IPv${version}PXESupport`, string: 'no' }),
  ]);
}

function nicArguments({ whole, found, taps }: QemuOptions, indexes: number[]): string[] {
  return whole.nics.flatMap(({ name }, position) => {
    const nic = found.nics.find((one) => one.name === name);
    if (!nic) return [];
    const tap = taps[position];
    const cable = `cable${position}`;
    const device = {
      id: nicDevice(position),
      netdev: tap === undefined ? undefined : cable,
      mac: nic.mac,
      speed: nic.mbps,
      duplex: 'full',
      // The firmware has a driver of its own.
      romfile: '',
      bootindex: indexes[position],
    };
    const netdev = option({ id: cable, ifname: tap, script: 'no', downscript: 'no' }, 'tap');
    return [...(tap === undefined ? [] : ['-netdev', netdev]), '-device', option(device, 'virtio-net-pci')];
  });
}
