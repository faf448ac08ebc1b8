import { createRedfish, type Redfish, type RedfishAccess } from '../redfish/client.ts';
import { findSystem } from '../redfish/systems.ts';
import type { BmcProbe, WatchTarget } from './probe.ts';
import { healthOf, readEverything } from './redfish-reading.ts';
import { WatchedSystem } from './schema.ts';

/** How long what was found out about a BMC is believed; a changed password is learnt by its refusal too. */
const rememberMs = 15 * 60 * 1000;

type Known = { access: RedfishAccess; system: string; at: number; of: string };

/** Asks BMCs over Redfish. Remembers for a while how each is reached, so that a glance is one request. */
export function createRedfishProbe({
  accessOf,
  timeoutSeconds = 10,
}: {
  accessOf: (target: WatchTarget) => Promise<RedfishAccess>;
  /** A BMC that has not answered by then answers the next time. */
  timeoutSeconds?: number;
}): BmcProbe {
  const known = new Map<string, Known>();

  async function reach(target: WatchTarget, signal: AbortSignal): Promise<Known> {
    const { id, bmc_address, bmc_system_id, bmc_user } = target;
    const of = JSON.stringify([bmc_address, bmc_system_id, bmc_user]);
    const remembered = known.get(id);
    if (remembered?.of === of && Date.now() - remembered.at < rememberMs) return remembered;
    const access = await accessOf(target);
    const redfish = createRedfish(access, { timeoutSeconds, signal });
    const found = { access, system: await findSystem(redfish, bmc_system_id), at: Date.now(), of };
    known.set(id, found);
    return found;
  }

  async function look<Result>(
    target: WatchTarget,
    { signal, conversation }: { signal: AbortSignal; conversation: boolean },
    work: (system: WatchedSystem, redfish: Redfish) => Promise<Result> | Result,
  ): Promise<Result> {
    let redfish: Redfish | undefined;
    try {
      const { access, system } = await reach(target, signal);
      redfish = createRedfish(access, { timeoutSeconds, signal, conversation });
      return await work(await redfish.get(system, WatchedSystem), redfish);
    } catch (error) {
      known.delete(target.id);
      throw error;
    } finally {
      await redfish?.close();
    }
  }

  return {
    glance: (target, signal) =>
      look(target, { signal, conversation: false }, ({ PowerState, Status }) => ({
        power: PowerState === 'On' ? 'on' : PowerState === 'Off' ? 'off' : 'unknown',
        health: healthOf(Status),
      })),
    read: (target, signal) =>
      look(target, { signal, conversation: true }, (system, redfish) => readEverything(redfish, system)),
  };
}
