import { TuskarError } from '@tuskar/contract/error.ts';
import type { CompiledBlueprint } from '../../compile/compiled.ts';
import type { CloudApis } from '../../openstack/cloud-apis.ts';
import type { Finding } from '../checks.ts';
import { networkOf } from '../../intent/networks.ts';
import { until } from '../until.ts';

/** Makes what a server needs. Names begin with `prefix`. */

/** The external network that is there, or one of our own from the intent. */
export async function externalNetwork(
  { network }: CloudApis,
  { prefix, blueprint }: { prefix: string; blueprint: CompiledBlueprint },
): Promise<string> {
  const [there] = await network.externalNetworks();
  if (there) return there.id;
  const { physicalNetwork, cidr, gateway, pool } = networkOf(blueprint.intent, 'external');
  const id = await network.createExternalNetwork({ name: `${prefix}-external`, physicalNetwork });
  await network.createSubnet({ name: `${prefix}-external`, network: id, cidr, gateway, dhcp: 'off', pool });
  return id;
}

export async function makeSecurityGroup({ network }: CloudApis, prefix: string): Promise<Finding<string>> {
  const group = await network.createSecurityGroup(prefix);
  await Promise.all([
    network.allow(group, { protocol: 'icmp' }),
    network.allow(group, { protocol: 'tcp', port: 80 }),
  ]);
  return { value: group, output: 'lets in ICMP and TCP port 80' };
}

export async function waitForServer(
  { compute }: CloudApis,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<string> {
  const wait = { what: 'The server was not active', seconds: 600, everySeconds: 0.5, signal };
  return until(wait, async () => {
    const server = await compute.server(id);
    if (server.status === 'ACTIVE') return { answer: `server ${id} is active` };
    if (server.status === 'ERROR') {
      const fault = server.fault?.message ?? 'nova gives no fault';
      throw new TuskarError('verification-check-failed', `The server failed: ${fault}`, {
        context: { server: id, fault: server.fault },
        remedy:
          'Read the journals of nova-scheduler, nova-conductor and nova-compute for the id of the server.',
      });
    }
    return { reason: `it is ${server.status}, ${server['OS-EXT-STS:task_state'] ?? 'no task'}` };
  });
}
