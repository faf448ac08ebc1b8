import type { StepContext } from '../platform/operations/definition.ts';
import type { BareMetalOf } from './bare-metal.ts';
import type { Discovery } from './discovery.ts';
import type { MachineRow } from './tables.ts';

type Deps = { bareMetalOf: BareMetalOf; discovery: Pick<Discovery, 'nodesOf'> };

/**
 * A machine that came unannounced and was then enrolled by its BMC is two nodes. What the agent reports would be taken for
 * the report of the first, which nobody has claimed, and refused.
 */
export async function forgetUnannounced(
  { bareMetalOf, discovery }: Deps,
  { provider, serial, macs, bmc_address: address }: MachineRow,
  { log }: Pick<StepContext, 'log'>,
): Promise<void> {
  if (provider === 'simulated') return;
  const { registry } = await bareMetalOf(provider);
  const bmcAddress = URL.canParse(address) ? new URL(address).hostname : address;
  for (const node of await discovery.nodesOf({ serial, macs, bmcAddress })) {
    log(`It came unannounced as the node ${node}, which is not needed any more.`);
    await registry.forget(node);
  }
}
