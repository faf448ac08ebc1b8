import { isTuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../platform/database/connect.ts';
import type { StepContext } from '../platform/operations/definition.ts';
import type { Secrets } from '../security/secrets.ts';
import type { BareMetalOf } from './bare-metal.ts';
import { bmcWithPassword, redfishAccess, speaksRedfish } from './bmc-secret.ts';
import type { Discovery } from './discovery.ts';
import { forgetUnannounced } from './forget-unannounced.ts';
import { type BootWay, bootWayOf } from './redfish/boot-ways.ts';
import { createRedfish } from './redfish/client.ts';
import { findSystem, macsOf } from './redfish/systems.ts';
import { getMachine } from './store.ts';

type Deps = { db: Db; secrets: Secrets; bareMetalOf: BareMetalOf; discovery: Pick<Discovery, 'nodesOf'> };

/**
 * Has a machine booted over the network whose BMC takes no medium. By its MAC addresses it is known again then, so the
 * bare-metal service needs them beforehand. @throws bare-metal-incapable
 */
export async function chooseBoot(
  deps: Deps,
  name: string,
  context: Pick<StepContext, 'log' | 'signal'>,
): Promise<void> {
  const { db, secrets, bareMetalOf } = deps;
  const row = await getMachine(db, name);
  if (row.provider === 'simulated' || !speaksRedfish(row)) return;
  const seen = await look();
  if (seen.way === 'virtual-media') return;
  const { way } = seen;
  const macs = [...new Set([...row.macs, ...seen.macs])];
  context.log(`Its BMC takes no virtual media: it boots over the network, by ${way}.`);
  const { registry } = await bareMetalOf(row.provider);
  await registry.update(row.id, { boot: way });
  const bmc = await bmcWithPassword(secrets, row);
  await forgetUnannounced(deps, { ...row, macs }, context);
  await registry.enrol({ id: row.id, name, bmc, macs });

  async function look(): Promise<{ way: BootWay; macs: string[] }> {
    try {
      const redfish = createRedfish(await redfishAccess(secrets, row), { signal: context.signal });
      const systemId = await findSystem(redfish, row.bmc_system_id);
      const way = await bootWayOf(redfish, systemId);
      return { way, macs: way === 'virtual-media' ? [] : await macsOf(redfish, systemId) };
    } catch (error) {
      if (!isTuskarError(error)) throw error;
      context.log(`How the machine boots could not be read: ${error.message}`, { level: 'warn' });
      return { way: 'virtual-media', macs: [] };
    }
  }
}
