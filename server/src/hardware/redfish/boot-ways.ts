import type { Redfish } from './client.ts';
import { ComputerSystem, Manager, VirtualMedia } from './schema.ts';
import { membersOf } from './systems.ts';

/** How a machine boots what its BMC is told to: from a medium that the BMC inserts, or over the network. */
export type BootWay = 'virtual-media' | 'http' | 'pxe';

/** The best way that a BMC offers. Ironic looks for the drives at the same places, in the same order. */
export async function bootWayOf(redfish: Redfish, systemId: string): Promise<BootWay> {
  const system = await redfish.get(systemId, ComputerSystem);
  if (await hasDrive(redfish, system.VirtualMedia?.['@odata.id'])) return 'virtual-media';
  for (const { '@odata.id': path } of system.Links?.ManagedBy ?? []) {
    const { VirtualMedia: media } = await redfish.get(path, Manager);
    if (await hasDrive(redfish, media?.['@odata.id'])) return 'virtual-media';
  }
  const targets = system.Boot?.['BootSourceOverrideTarget@Redfish.AllowableValues'] ?? [];
  return targets.includes('UefiHttp') ? 'http' : 'pxe';
}

/** Whether there is one for CDs, or one that does not say for what. */
async function hasDrive(redfish: Redfish, collection: string | undefined): Promise<boolean> {
  if (collection === undefined) return false;
  for (const path of await membersOf(redfish, collection)) {
    const { MediaTypes: types } = await redfish.get(path, VirtualMedia);
    if (types.length === 0 || types.some((type) => type === 'CD' || type === 'DVD')) return true;
  }
  return false;
}
