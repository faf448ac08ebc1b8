import { asFound } from '../../machines/as-found.ts';
import { readings } from '../../bmc/sensors.ts';
import type { Fault, MachineDescription } from '../../machines/schema.ts';
import { described, devicesOf, isRotational, kernelWwn, nicName, nicsIn } from './devices.ts';
import { lldpOf } from './lldp.ts';
import { smartOf } from './smart.ts';

export type InspectionOptions = {
  /** With their parts named. */
  faults: readonly Fault[];
  /** When it is inspected, milliseconds since 1970. */
  at: number;
};

const MiB = 1024 ** 2;

/**
 * What an inspection of the machine finds, as Ironic keeps it: `inventory` in the agent's own shape, `pluginData` with what
 * our hardware manager adds. Sizes are in bytes unless a name says otherwise. Pure: the same machine at the same moment is
 * found the same.
 */
export function simulatedInspection(machine: MachineDescription, options: InspectionOptions) {
  const found = asFound(machine, options.faults);
  return {
    inventory: inventoryOf(machine, found),
    pluginData: {
      lldp_raw: Object.fromEntries(
        nicsIn(machine, found).map(({ nic, place }) => [nicName(place), lldpOf(found.name, nic, place)]),
      ),
      tuskar: partsOf(machine, found, options),
    },
  };
}

function inventoryOf(whole: MachineDescription, found: MachineDescription) {
  const { name, processors, dimms, ...machine } = found;
  const [processor] = processors;
  const physicalMebibytes = dimms.reduce((sum, { mebibytes }) => sum + mebibytes, 0);
  return {
    interfaces: nicsIn(whole, found).map(({ nic, place }) => ({
      name: nicName(place),
      mac_address: nic.mac,
      ipv4_address: null,
      ipv6_address: null,
      has_carrier: true,
      // A collector of its own gathers it, into `lldp_raw`.
      lldp: null,
      vendor: nic.manufacturer,
      product: nic.model,
      client_id: null,
      biosdevname: nicName(place),
      speed_mbps: nic.mbps,
      pci_address: pciAddress(place),
      driver: driverOf(nic.manufacturer),
    })),
    cpu: {
      model_name: processor?.model,
      frequency: String(processor?.maxMhz),
      count: processors.reduce((sum, { threads }) => sum + threads, 0),
      architecture: 'x86_64',
      flags: ['fpu', 'vmx', 'avx2', 'aes'],
      socket_count: processors.length,
    },
    disks: devicesOf(machine).map(({ path, drive }) => ({
      name: path,
      model: drive.model,
      size: drive.bytes,
      rotational: isRotational(drive),
      wwn: kernelWwn(drive),
      serial: drive.serial,
      vendor: drive.manufacturer,
      wwn_with_extension: kernelWwn(drive),
      wwn_vendor_extension: null,
      hctl: null,
      by_path: null,
      logical_sectors: 512,
      physical_sectors: 4096,
      tran: drive.protocol.toLowerCase(),
    })),
    memory: {
      // The kernel keeps some for itself.
      total: Math.floor(physicalMebibytes * 0.984) * MiB,
      physical_mb: physicalMebibytes,
    },
    bmc_address: machine.bmc.address,
    bmc_v6address: '::/0',
    bmc_mac: null,
    system_vendor: {
      product_name: machine.model,
      serial_number: machine.serial,
      manufacturer: machine.manufacturer,
      firmware: { vendor: machine.manufacturer, version: machine.firmware[0]?.version, build_date: '' },
    },
    boot: { current_boot_mode: 'uefi', pxe_interface: machine.nics[0]?.mac },
    hostname: name,
    usb: [],
  };
}

function partsOf(whole: MachineDescription, found: MachineDescription, { faults, at }: InspectionOptions) {
  const { temperatures } = readings(whole, { faults, isOn: true, at });
  return {
    format: 1,
    memory: whole.dimms.map(({ slot }) => {
      const dimm = found.dimms.find((one) => one.slot === slot);
      return {
        slot,
        bank: null,
        bytes: (dimm?.mebibytes ?? 0) * MiB,
        type: dimm ? (dimm.mhz >= 4800 ? 'DDR5' : 'DDR4') : null,
        speed: dimm ? `${dimm.mhz} MT/s` : null,
        manufacturer: dimm?.manufacturer ?? null,
        part: dimm?.part ?? null,
        serial: dimm?.serial ?? null,
      };
    }),
    processors: found.processors.map(({ socket, manufacturer, model, cores, threads, maxMhz }) => ({
      socket,
      manufacturer,
      model,
      serial: null,
      cores,
      threads,
      megahertz: maxMhz,
    })),
    firmware: { biosVersion: found.firmware[0]?.version ?? null, biosReleaseDate: null },
    pci: found.accelerators.map((accelerator, place) => ({
      address: pciAddress(32 + place),
      class: '0302',
      vendor: accelerator.manufacturer,
      device: accelerator.model,
      model: accelerator.model,
      serial: accelerator.serial,
      firmware: found.firmware.find(({ component }) => component === accelerator.kind)?.version ?? null,
      bytes: null,
    })),
    disks: devicesOf(found).map((device) => ({
      ...described(device),
      bay: device.drive.bay,
      firmware: device.drive.firmware,
      smart: smartOf(whole, device.drive, { faults, at, hasWorked: false }),
    })),
    nics: nicsIn(whole, found).map(({ nic, place }) => ({
      name: nicName(place),
      mac: nic.mac,
      driver: driverOf(nic.manufacturer),
      firmware: found.firmware.find(({ component }) => nic.name.startsWith(component))?.version ?? null,
      model: nic.model,
    })),
    bmc: { firmware: found.bmc.firmware, manufacturer: found.bmc.manufacturer },
    temperatures: Object.fromEntries(
      temperatures.map(({ name, celsius }) => [`coretemp ${name}`, celsius ?? 0]),
    ),
  };
}

const pciAddress = (place: number): string => `0000:${(0x10 + place).toString(16).padStart(2, '0')}:00.0`;

const drivers: Record<string, string> = {
  Broadcom: 'tg3',
  Intel: 'ice',
  Mellanox: 'mlx5_core',
  NVIDIA: 'mlx5_core',
};
const driverOf = (manufacturer: string): string => drivers[manufacturer] ?? 'virtio_net';
