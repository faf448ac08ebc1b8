import type { Secrets } from '../security/secrets.ts';
import type { BareMetalOf } from './bare-metal.ts';
import { redfishAccess } from './bmc-secret.ts';
import { createRedfish } from './redfish/client.ts';
import { readLocator, setLocator } from './redfish/locate.ts';
import { findSystem } from './redfish/systems.ts';
import type { MachineRow } from './tables.ts';

type Deps = { secrets: Secrets; bareMetalOf: BareMetalOf };

/** The lamp, as the bare-metal service calls it. */
const lamp = 'led@system';

/** Whether the lamp is lit by which a person finds the machine, as its BMC says; null: it does not say. */
export async function showLocator(deps: Deps, row: MachineRow): Promise<boolean | null> {
  if (row.provider === 'simulated') {
    const { panel } = await deps.bareMetalOf(row.provider);
    return (await panel.indicator(row.id, { name: lamp })) === 'blinking';
  }
  const { redfish, systemId } = await bmcOf(deps, row);
  return await readLocator(redfish, systemId);
}

export async function lightLocator(deps: Deps, row: MachineRow, lit: boolean): Promise<void> {
  if (row.provider === 'simulated') {
    const { panel } = await deps.bareMetalOf(row.provider);
    await panel.setIndicator(row.id, { name: lamp, state: lit ? 'blinking' : 'off' });
    return;
  }
  const { redfish, systemId } = await bmcOf(deps, row);
  await setLocator(redfish, { systemId, lit });
}

async function bmcOf({ secrets }: Deps, row: MachineRow) {
  const redfish = createRedfish(await redfishAccess(secrets, row));
  return { redfish, systemId: await findSystem(redfish, row.bmc_system_id) };
}
