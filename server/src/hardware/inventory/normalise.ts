import type { Device, Disk, Firmware, Inventory, Nic, Processor } from '@tuskar/contract/inventory.ts';
import type { AgentInventory } from '../agent/schema.ts';
import { readLldp } from './lldp.ts';
import { type IronicInventory, NodeInventory, type PluginData } from './schema.ts';

type AgentDevice = AgentInventory['pci'][number];

const mebibyte = 2 ** 20;

/** What firmware puts where nothing was filled in. */
const fillers =
  /^(none|n\/a|unknown|not (specified|available|present)|no dimm|to be filled.*|default string|system (serial number|product name|manufacturer)|0+|null)$/i;

/**
 * Makes our inventory of what the agent reported. Never throws: what is missing or cannot be read is null or left out,
 * and what a person should know of that is in `unread`. Undefined: there is no inventory in it at all.
 */
export function normaliseInventory(answer: unknown): Inventory | undefined {
  const read = NodeInventory.safeParse(answer);
  const found = read.success ? read.data.inventory : null;
  if (found === null) return undefined;
  const plugins = read.data?.plugin_data ?? null;
  const parts = plugins?.tuskar ?? null;
  const unread: string[] = [];
  const vendor = found.system_vendor;
  const fitted = (parts?.memory ?? []).filter(({ bytes }) => bytes !== 0);
  const dimms = distinct(fitted, ({ slot }) => slot, 'DIMM', unread);
  const mebibytes = found.memory?.physical_mb ?? toMebibytes(found.memory?.total ?? null);
  return {
    manufacturer: meaning(vendor?.manufacturer),
    model: meaning(vendor?.product_name),
    serial: meaning(vendor?.serial_number),
    bootMode: bootMode(found.boot?.current_boot_mode),
    memoryMebibytes: mebibytes ?? sum(dimms.map(({ value }) => toMebibytes(value.bytes))),
    processors: processorsOf(found, parts, unread),
    dimms: dimms.map(({ key: slot, value }) => ({
      slot,
      manufacturer: meaning(value.manufacturer),
      partNumber: meaning(value.part),
      serial: meaning(value.serial),
      mebibytes: toMebibytes(value.bytes),
      megatransfers: leadingNumber(value.speed),
      type: meaning(value.type),
    })),
    disks: disksOf(found, parts, unread),
    nics: nicsOf(found, plugins, unread),
    gpus: devicesOf((parts?.pci ?? []).filter(isGpu), 'GPU', unread),
    accelerators: devicesOf((parts?.pci ?? []).filter(isAccelerator), 'accelerator', unread),
    firmware: firmwareOf(found, parts),
    bmc: bmcOf(found, parts),
    unread,
  };
}

function processorsOf(found: IronicInventory, parts: AgentInventory | null, unread: string[]): Processor[] {
  const told = distinct(parts?.processors ?? [], ({ socket }) => socket, 'processor', unread);
  if (told.length > 0) {
    return told.map(({ key: socket, value: { manufacturer, model, serial, cores, threads, megahertz } }) => ({
      socket,
      manufacturer: meaning(manufacturer),
      model: meaning(model),
      serial: meaning(serial),
      cores,
      threads,
      megahertz,
    }));
  }
  const { cpu } = found;
  if (cpu === null) return [];
  // The agent alone counts threads, not cores, and names no socket.
  const sockets = Math.min(Math.max(cpu.socket_count ?? 1, 1), 64);
  const threads = cpu.count === null ? null : Math.floor(cpu.count / sockets);
  return Array.from({ length: sockets }, (_, index) => ({
    socket: `CPU${index}`,
    manufacturer: null,
    model: meaning(cpu.model_name),
    serial: null,
    cores: null,
    threads,
    megahertz: cpu.frequency,
  }));
}

/** udev has two names for one port of a SATA controller, 'ata-1' and 'ata-1.0': the agent gives the one or the other. */
const portOf = (byPath: string | null | undefined) => byPath?.replace(/(-ata-\d+)\.0$/, '$1');

function disksOf(found: IronicInventory, parts: AgentInventory | null, unread: string[]): Disk[] {
  const own = new Map((parts?.disks ?? []).map((disk) => [disk.name, disk]));
  const disks = distinct(found.disks, ({ name }) => name, 'disk', unread).map(({ key: name, value }) => {
    const more = own.get(name);
    own.delete(name);
    return {
      name,
      place: more?.bay ?? portOf(value.by_path) ?? null,
      model: meaning(more?.model) ?? meaning(value.model),
      serial: meaning(more?.serial) ?? meaning(value.serial),
      wwn: meaning(more?.wwn) ?? meaning(value.wwn_with_extension) ?? meaning(value.wwn),
      firmware: meaning(more?.firmware) ?? meaning(more?.smart?.firmware),
      bytes: value.size ?? more?.bytes ?? null,
      rotational: value.rotational ?? more?.rotational ?? null,
      transport: meaning(more?.transport),
    };
  });
  // A disk that only our hardware manager sees is one that the kernel could not use: it must not vanish from the list.
  const rest = distinct([...own.values()], ({ name, bay }) => name ?? bay, 'disk', unread);
  return [
    ...disks,
    ...rest.map(({ key: name, value }) => ({
      name,
      place: value.bay,
      model: meaning(value.model),
      serial: meaning(value.serial),
      wwn: meaning(value.wwn),
      firmware: meaning(value.firmware) ?? meaning(value.smart?.firmware),
      bytes: value.bytes,
      rotational: value.rotational,
      transport: meaning(value.transport),
    })),
  ];
}

function nicsOf(found: IronicInventory, plugins: PluginData | null, unread: string[]): Nic[] {
  const own = new Map((plugins?.tuskar?.nics ?? []).map((nic) => [nic.mac?.toLowerCase(), nic]));
  const named = found.interfaces.map((nic) => ({ ...nic, mac: nic.mac_address?.toLowerCase() ?? null }));
  return distinct(named, ({ mac }) => mac, 'NIC', unread).map(({ key: mac, value }) => {
    const more = own.get(mac);
    return {
      name: value.name ?? more?.name ?? mac,
      mac,
      model: meaning(more?.model) ?? meaning([value.vendor, value.product].filter(Boolean).join(' ')),
      firmware: meaning(more?.firmware),
      pci: value.pci_address,
      megabits: value.speed_mbps,
      link: value.has_carrier,
      neighbour: neighbourOf(value, plugins),
    };
  });
}

function neighbourOf({ name, lldp }: IronicInventory['interfaces'][number], plugins: PluginData | null) {
  const parsed = ofInterface(plugins?.parsed_lldp, name) ?? null;
  if (parsed === null) return readLldp(ofInterface(plugins?.lldp_raw, name) ?? lldp);
  return {
    system: parsed.switch_system_name ?? parsed.switch_chassis_id,
    port: parsed.switch_port_id,
    description: parsed.switch_port_description,
  };
}

/** Whatever an interface is called, also as what every object has. */
function ofInterface<T>(record: Record<string, T> | undefined, name: string | null): T | undefined {
  return record && name !== null && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Classes of PCI: https://admin.pci-ids.ucw.cz/read/PD */
function isGpu({ class: of, vendor }: AgentDevice): boolean {
  return (of ?? '').startsWith('0x03') && !consoles.has(vendor ?? '');
}

function isAccelerator({ class: of }: AgentDevice): boolean {
  return /^0x(12|0b40)/.test(of ?? '');
}

/** Whose display controllers show a console and compute nothing: BMCs of Matrox and ASPEED, and virtual machines. */
const consoles = new Set(['0x102b', '0x1a03', '0x1234', '0x1af4', '0x1b36', '0x15ad', '0x1013']);

const vendors: Record<string, string> = {
  '0x10de': 'NVIDIA',
  '0x1002': 'AMD',
  '0x8086': 'Intel',
  '0x10ee': 'Xilinx',
};

function devicesOf(devices: AgentDevice[], noun: string, unread: string[]): Device[] {
  return distinct(devices, ({ address }) => address, noun, unread).map(({ key: place, value }) => {
    const manufacturer = vendors[value.vendor ?? ''] ?? meaning(value.vendor);
    return {
      place,
      manufacturer,
      model:
        meaning(value.model) ?? meaning([manufacturer, value.device].filter((one) => one !== null).join(' ')),
      serial: meaning(value.serial),
      firmware: meaning(value.firmware),
      mebibytes: toMebibytes(value.bytes),
    };
  });
}

function firmwareOf(found: IronicInventory, parts: AgentInventory | null): Firmware[] {
  const bios = found.system_vendor?.firmware;
  const version = meaning(parts?.firmware?.biosVersion) ?? meaning(bios?.version);
  const date = meaning(parts?.firmware?.biosReleaseDate) ?? meaning(bios?.build_date);
  const bmc = meaning(parts?.bmc?.firmware);
  return [
    ...(version === null ? [] : [{ component: 'BIOS', version, date }]),
    ...(bmc === null ? [] : [{ component: 'BMC', version: bmc, date: null }]),
  ];
}

function bmcOf(found: IronicInventory, parts: AgentInventory | null): Inventory['bmc'] {
  const address = meaning(found.bmc_address);
  const firmware = meaning(parts?.bmc?.firmware);
  const bmc = { address: address === '0.0.0.0' ? null : address, mac: meaning(found.bmc_mac), firmware };
  return bmc.address === null && bmc.mac === null && firmware === null ? null : bmc;
}

/** Entries by what tells them apart; one without, or a second one, is left out and said so. */
function distinct<Value>(
  values: Value[],
  keyOf: (value: Value) => string | null,
  noun: string,
  unread: string[],
): { key: string; value: Value }[] {
  const seen = new Map<string, Value>();
  for (const [index, value] of values.entries()) {
    const key = keyOf(value);
    if (key === null) unread.push(`${noun} ${index + 1} of ${values.length} does not say which it is`);
    else if (seen.has(key)) unread.push(`two of ${noun} ${key} are reported`);
    else seen.set(key, value);
  }
  return [...seen].map(([key, value]) => ({ key, value }));
}

function meaning(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' || fillers.test(trimmed) ? null : trimmed;
}

function bootMode(value: string | null | undefined): Inventory['bootMode'] {
  return value === 'uefi' || value === 'bios' ? value : null;
}

function toMebibytes(bytes: number | null): number | null {
  return bytes === null ? null : Math.round(bytes / mebibyte);
}

/** '3200 MT/s' → 3200 */
function leadingNumber(text: string | null): number | null {
  const digits = /^\d{1,9}/.exec(text ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}

function sum(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
