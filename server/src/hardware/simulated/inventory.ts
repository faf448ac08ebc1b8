import type { MachineDescription } from '@tuskar/lab/machines/schema.ts';
import type { NodeInventory } from '../bare-metal.ts';

/** What the agent would say of a machine: its own inventory, and beside it that of our hardware manager. */
export function agentInventory(machine: MachineDescription): NodeInventory {
  return {
    inventory: {
      cpu: {
        model_name: machine.processors[0]?.model,
        frequency: String(machine.processors[0]?.maxMhz ?? 0),
        count: machine.processors.reduce((sum, { threads }) => sum + threads, 0),
        socket_count: machine.processors.length,
        architecture: 'x86_64',
      },
      memory: {
        total: machine.dimms.reduce((sum, { mebibytes }) => sum + mebibytes, 0) * 2 ** 20,
        physical_mb: machine.dimms.reduce((sum, { mebibytes }) => sum + mebibytes, 0),
      },
      disks: machine.drives.map((drive, index) => ({
        name: deviceName(drive.protocol, index),
        model: drive.model,
        size: drive.bytes,
        rotational: drive.media === 'HDD',
        wwn: drive.wwn,
        serial: drive.serial,
        vendor: drive.manufacturer,
      })),
      interfaces: machine.nics.map((nic) => ({
        name: nic.name,
        mac_address: nic.mac,
        has_carrier: true,
        speed_mbps: nic.mbps,
        product: nic.model,
        vendor: nic.manufacturer,
      })),
      bmc_address: machine.bmc.address,
      boot: { current_boot_mode: 'uefi' },
      system_vendor: {
        product_name: machine.model,
        serial_number: machine.serial,
        manufacturer: machine.manufacturer,
        firmware: { vendor: machine.manufacturer, version: biosOf(machine) },
      },
    },
    pluginData: { tuskar: managerInventory(machine) },
  };
}

/** As Linux names disks of one kind in their order. */
export function deviceName(protocol: string, index: number): string {
  return protocol === 'NVMe' ? `/dev/nvme${index}n1` : `/dev/sd${String.fromCodePoint(97 + (index % 26))}`;
}

function biosOf({ firmware }: MachineDescription): string | undefined {
  return firmware.find(({ component }) => /bios/i.test(component))?.version;
}

function managerInventory(machine: MachineDescription) {
  return {
    format: 1,
    processors: machine.processors.map(({ maxMhz, ...processor }) => ({ ...processor, megahertz: maxMhz })),
    memory: machine.dimms.map(({ mebibytes, mhz, ...dimm }) => ({
      ...dimm,
      bytes: mebibytes * 2 ** 20,
      speed: `${mhz} MT/s`,
    })),
    disks: machine.drives.map((drive, index) => ({
      name: deviceName(drive.protocol, index),
      serial: drive.serial,
      wwn: drive.wwn,
      model: drive.model,
      firmware: drive.firmware,
      bay: drive.bay,
      transport: drive.protocol.toLowerCase(),
      bytes: drive.bytes,
      rotational: drive.media === 'HDD',
    })),
    nics: machine.nics.map(({ name, mac, model }) => ({ name, mac, model })),
    pci: machine.accelerators.map(({ slot, kind, manufacturer, model, serial }) => ({
      address: slot,
      class: kind === 'GPU' ? '0x030200' : '0x120000',
      vendor: manufacturer,
      device: model,
      model,
      serial,
    })),
    firmware: { biosVersion: biosOf(machine) },
    bmc: { firmware: machine.bmc.firmware, manufacturer: machine.bmc.manufacturer },
  };
}
