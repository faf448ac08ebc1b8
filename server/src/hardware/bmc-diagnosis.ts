import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { StepContext } from '../platform/operations/definition.ts';
import type { Secrets } from '../security/secrets.ts';
import { redfishAccess, speaksRedfish } from './bmc-secret.ts';
import { changeMachine } from './machine-transition.ts';
import { createRedfish } from './redfish/client.ts';
import { findSystem, glanceAt } from './redfish/systems.ts';
import { getMachine } from './store.ts';
import type { MachineRow } from './tables.ts';

export type BmcDiagnosisDeps = { db: Db; events: EventBus; secrets: Secrets };

/**
 * Why the bare-metal service cannot use a BMC: asked directly, it says whether it is the address, the certificate, the
 * password or the system. Where it answers us well, the way from the service to it is what is wrong.
 */
export async function diagnoseBmc(
  { secrets }: BmcDiagnosisDeps,
  {
    row,
    error,
    context,
  }: { row: MachineRow; error: TuskarError; context: Pick<StepContext, 'log' | 'signal'> },
): Promise<TuskarError> {
  if (row.provider === 'simulated' || !speaksRedfish(row)) return error;
  context.log(`${error.message} Asking the BMC itself why.`);
  try {
    const access = await redfishAccess(secrets, row);
    const redfish = createRedfish(access, { signal: context.signal });
    await glanceAt(redfish, await findSystem(redfish, row.bmc_system_id));
  } catch (cause) {
    if (isTuskarError(cause)) return cause;
    throw cause;
  }
  return new TuskarError('node-bmc-failed', `${error.message} The BMC answers Tuskar, as it should.`, {
    cause: error,
    context: error.context,
    remedy:
      'Check that the bare-metal service reaches the network of the BMCs, and its log; then retry the operation.',
  });
}

/** Keeps what the BMC says of its machine. It does not matter where it does not: an inspection finds more. */
export async function lookAtBmc(
  { db, events, secrets }: BmcDiagnosisDeps,
  name: string,
  context: Pick<StepContext, 'log' | 'signal'>,
): Promise<void> {
  const row = await getMachine(db, name);
  const reached = {
    contact: 'reachable',
    contact_reason: null,
    contact_since: new Date(),
    failure: null,
  } as const;
  const seen = row.provider === 'simulated' || !speaksRedfish(row) ? {} : await glance();
  await changeMachine(db, events, { name, set: { ...reached, ...seen } });

  async function glance() {
    try {
      const access = await redfishAccess(secrets, row);
      const redfish = createRedfish(access, { signal: context.signal });
      const system = await glanceAt(redfish, await findSystem(redfish, row.bmc_system_id));
      return {
        manufacturer: row.manufacturer ?? system.manufacturer,
        model: row.model ?? system.model,
        serial: row.serial ?? system.serial,
        power: system.power,
      };
    } catch (error) {
      if (!isTuskarError(error)) throw error;
      context.log(`What the BMC says of the machine could not be read: ${error.message}`, { level: 'warn' });
      return {};
    }
  }
}
