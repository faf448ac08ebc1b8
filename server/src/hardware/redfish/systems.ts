import { TuskarError } from '@tuskar/contract/error.ts';
import type { Redfish } from './client.ts';
import { Collection, ComputerSystem, EthernetInterface } from './schema.ts';

/** What a BMC says of a system that it manages, in our words. */
export type SystemGlance = {
  /** '/redfish/v1/Systems/1' */
  systemId: string;
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  uuid: string | null;
  power: 'on' | 'off' | 'unknown';
};

const mostPages = 50;

/** The paths of a collection's members, over all its pages. */
export async function membersOf(redfish: Redfish, path: string): Promise<string[]> {
  const members: string[] = [];
  let next: string | undefined = path;
  for (let page = 0; next !== undefined && page < mostPages; page++) {
    const collection: Collection = await redfish.get(next, Collection);
    members.push(...collection.Members.map((member) => member['@odata.id']));
    next = collection['Members@odata.nextLink'];
  }
  return members;
}

export async function systemPaths(redfish: Redfish): Promise<string[]> {
  const { Systems } = await redfish.root();
  return await membersOf(redfish, Systems?.['@odata.id'] ?? '/redfish/v1/Systems');
}

/**
 * The path of the system that is meant: by its path, its last part, or, where nothing is given, the only one.
 * @throws bmc-system-unknown, naming those that there are
 */
export async function findSystem(redfish: Redfish, systemId: string | null): Promise<string> {
  const paths = await systemPaths(redfish);
  const trimmed = systemId?.replace(/\/$/, '') ?? null;
  const found = paths.find((path) => {
    const plain = path.replace(/\/$/, '');
    return plain === trimmed || plain.split('/').at(-1) === trimmed;
  });
  if (found !== undefined) return found;
  const [only] = paths;
  if (systemId === null && only !== undefined && paths.length === 1) return only;
  const known = paths.length === 0 ? 'It has none.' : `It has: ${paths.join(', ')}.`;
  const asked = systemId === null ? 'More than one system is possible' : `There is no system ${systemId}`;
  throw new TuskarError('bmc-system-unknown', `${asked} on the BMC. ${known}`, {
    context: { systems: paths },
  });
}

export async function glanceAt(redfish: Redfish, systemId: string): Promise<SystemGlance> {
  const system = await redfish.get(systemId, ComputerSystem);
  return {
    systemId,
    manufacturer: said(system.Manufacturer),
    model: said(system.Model),
    serial: said(system.SerialNumber),
    uuid: said(system.UUID)?.toLowerCase() ?? null,
    power: system.PowerState === 'On' ? 'on' : system.PowerState === 'Off' ? 'off' : 'unknown',
  };
}

/** In lower case. A BMC that knows none, or does not say, gives none. */
export async function macsOf(redfish: Redfish, systemId: string): Promise<string[]> {
  const { EthernetInterfaces } = await redfish.get(systemId, ComputerSystem);
  if (EthernetInterfaces === undefined) return [];
  const macs: string[] = [];
  for (const path of await membersOf(redfish, EthernetInterfaces['@odata.id'])) {
    const nic = await redfish.get(path, EthernetInterface);
    const mac = (nic.PermanentMACAddress ?? nic.MACAddress)?.toLowerCase().replaceAll('-', ':');
    if (mac !== undefined && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac)) macs.push(mac);
  }
  return [...new Set(macs)];
}

/** Vendors fill what they do not know with words. */
function said(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return /^(|none|n\/a|unknown|null|not specified|default string|to be filled by o\.?e\.?m\.?)$/i.test(
    trimmed,
  )
    ? null
    : trimmed;
}
