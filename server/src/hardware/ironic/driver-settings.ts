import type { Bmc, BmcProtocol } from '@tuskar/contract/machine.ts';
import { enabledInterfaces } from './capabilities.ts';
import type { Driver } from './schema.ts';

type BmcAccess = Bmc & { password: string | null };
type Settings = Record<string, unknown>;

/** The address of a machine without a BMC that Ironic itself pretends to have: for its tests, and ours. */
export const pretended = 'fake-hardware';

const hardwareTypes: Record<BmcProtocol, string> = {
  redfish: 'redfish',
  ipmi: 'ipmi',
  idrac: 'idrac',
  ilo: 'ilo',
  irmc: 'irmc',
  xclarity: 'xclarity',
  manual: 'manual-management',
};

export function hardwareType({ protocol, address }: Bmc): string {
  return protocol === 'manual' && address === pretended ? 'fake-hardware' : hardwareTypes[protocol];
}

function redfish({ address, port, systemId, user, password, verifyCa }: BmcAccess): Settings {
  const url = /^https?:\/\//.test(address) ? address : `https://${address}`;
  return {
    redfish_address: port === null ? url : withPort(url, port),
    redfish_system_id: systemId,
    redfish_username: user,
    redfish_password: password,
    redfish_verify_ca: verifyCa,
  };
}

function withPort(url: string, port: number): string {
  const parsed = new URL(url);
  parsed.port = String(port);
  return parsed.href.replace(/\/$/, '');
}

const byProtocol: Record<BmcProtocol, (bmc: BmcAccess) => Settings> = {
  redfish,
  idrac: redfish,
  ipmi: ({ address, port, user, password }) => ({
    ipmi_address: address,
    ipmi_port: port,
    ipmi_username: user,
    ipmi_password: password,
  }),
  ilo: ({ address, port, user, password, verifyCa }) => ({
    ilo_address: address,
    client_port: port,
    ilo_username: user,
    ilo_password: password,
    ilo_verify_ca: verifyCa,
  }),
  irmc: ({ address, port, user, password, verifyCa }) => ({
    irmc_address: address,
    irmc_port: port,
    irmc_username: user,
    irmc_password: password,
    irmc_verify_ca: verifyCa,
  }),
  xclarity: ({ address, port, systemId, user, password }) => ({
    xclarity_manager_ip: address,
    xclarity_port: port,
    xclarity_hardware_id: systemId,
    xclarity_username: user,
    xclarity_password: password,
  }),
  manual: () => ({}),
};

/** How Ironic reaches a BMC: the settings of its driver. What is null is left out. */
export function bmcSettings(bmc: BmcAccess): Settings {
  const settings = { ...byProtocol[bmc.protocol](bmc), ...agentSettings(bmc) };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

/** What the agent looks for among its kernel's parameters. */
const toldBmc = 'tuskar-bmc=';

/**
 * Where the BMC is, for the agent: by this, too, Ironic knows of which node an inspection is. A BMC may tell no MAC
 * address, and a machine may not reach its BMC.
 */
function agentSettings({ protocol, address }: Bmc): Settings {
  if (protocol === 'manual' || protocol === 'xclarity') return {};
  const host = URL.canParse(address) ? new URL(address).hostname : address;
  return { kernel_append_params: `%default% ${toldBmc}${host.replace(/^\[|\]$/g, '')}` };
}

/** Kernel parameters that somebody else has given a node stay as they are. */
export function besideOthers(settings: Settings, there: Settings): Settings {
  const { kernel_append_params: ours, ...others } = settings;
  const theirs = there['kernel_append_params'];
  const keep = typeof theirs === 'string' && !theirs.includes(toldBmc);
  return keep || ours === undefined ? others : settings;
}

/** What works best where the service has it; where it has not, its own default is used. */
const preferred: Record<string, string[]> = {
  boot_interface: [
    'redfish-virtual-media',
    'idrac-redfish-virtual-media',
    'ilo-uefi-https',
    'ilo-virtual-media',
  ],
  deploy_interface: ['direct'],
  inspect_interface: ['agent'],
  network_interface: ['noop'],
  rescue_interface: ['agent'],
};

/** Boot interfaces that do what firmware can, the best first. What boots by UEFI HTTP can do PXE as well. */
export const networkBoot: Record<'pxe' | 'http', string[]> = {
  http: ['http', 'http-ipxe', 'pxe', 'ipxe'],
  pxe: ['pxe', 'ipxe'],
};

/** Interfaces of a node, by what its hardware type has enabled. */
export function preferredInterfaces(driver: Driver | undefined): Record<string, string> {
  if (driver === undefined || driver.name === 'fake-hardware' || driver.name === 'manual-management')
    return {};
  return Object.fromEntries(
    Object.entries(preferred).flatMap(([field, names]) => {
      const enabled = enabledInterfaces(driver, field.replace('_interface', ''));
      const name = names.find((one) => enabled.includes(one));
      return name === undefined ? [] : [[field, name]];
    }),
  );
}
