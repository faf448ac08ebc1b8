import { z } from 'zod';
import { AgentInventory } from '../agent/schema.ts';
import { flag, listOf, optional, text, whole } from '../agent/permissive-schema.ts';

// The inventory as OpenStack's ironic-python-agent gives it, only the fields we use:
// https://docs.openstack.org/ironic-python-agent/latest/admin/how_it_works.html#inspection-data

/** Pairs of TLV type and value in hexadecimal. */
const RawLldp = listOf(z.tuple([z.number(), z.string()]));

const Interface = z.object({
  name: text,
  mac_address: text,
  has_carrier: flag,
  product: text,
  vendor: text,
  pci_address: text,
  speed_mbps: whole,
  /** As older agents give it. */
  lldp: RawLldp,
});

const BlockDevice = z.object({
  name: text,
  model: text,
  vendor: text,
  size: whole,
  rotational: flag,
  wwn: text,
  wwn_with_extension: text,
  serial: text,
  by_path: text,
  hctl: text,
});

const Cpu = z.object({
  model_name: text,
  frequency: whole,
  count: whole,
  socket_count: whole,
  architecture: text,
});

export const IronicInventory = z.object({
  cpu: optional(Cpu),
  memory: optional(z.object({ total: whole, physical_mb: whole })),
  disks: listOf(BlockDevice),
  interfaces: listOf(Interface),
  bmc_address: text,
  bmc_mac: text,
  boot: optional(z.object({ current_boot_mode: text })),
  system_vendor: optional(
    z.object({
      product_name: text,
      serial_number: text,
      manufacturer: text,
      firmware: optional(z.object({ vendor: text, version: text, build_date: text })),
    }),
  ),
});
export type IronicInventory = z.infer<typeof IronicInventory>;

const Lldp = z.object({
  switch_system_name: text,
  switch_port_id: text,
  switch_port_description: text,
  switch_chassis_id: text,
});

export const PluginData = z.object({
  tuskar: optional(AgentInventory),
  /** By interface. */
  lldp_raw: z.record(z.string(), RawLldp).catch({}).default({}),
  /** By interface, where the bare-metal service parses LLDP itself. */
  parsed_lldp: z.record(z.string(), optional(Lldp)).catch({}).default({}),
});
export type PluginData = z.infer<typeof PluginData>;

/** The answer of `GET /v1/nodes/<node>/inventory`. */
export const NodeInventory = z.object({
  inventory: optional(IronicInventory),
  plugin_data: optional(PluginData),
});
export type NodeInventory = z.infer<typeof NodeInventory>;
