import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { HostConnection } from '../../hosts/connection.ts';
import type { StepContext } from '../../platform/operations/definition.ts';
import type { DeployDeps } from './deps.ts';
import type { MachineDeployInput } from './input.ts';
import { sshKeyFile, type SshKeyFile } from './ssh-key-file.ts';

type Contact = { hostname: string; address: string; hostKey: string };

const keyName = (machineId: string, operation: string) => `${keyPrefix(machineId)}${operation}.key`;

/** Of a machine's host keys that came by a configuration drive. */
export const keyPrefix = (machineId: string) => `machine/${machineId}/deploy/`;

/** The host key that the new system answers with until somebody has signed in; made at the first call. */
export async function firstHostKey(
  { secrets }: Pick<DeployDeps, 'secrets'>,
  { machineId, operation }: { machineId: string; operation: string },
): Promise<SshKeyFile> {
  const name = keyName(machineId, operation);
  const version = await secrets.getOrCreate({ name, kind: 'signing-key' });
  return sshKeyFile(await secrets.read({ name, version }));
}

/** Where the new system will answer. @throws deploy-address-unknown */
export function addressOf(
  { machine, network }: Pick<MachineDeployInput, 'machine' | 'network'>,
  agentAddress: string | null,
): string {
  // DHCP knows a machine by its MAC address, so the system gets what the agent had.
  const address =
    network.kind === 'static'
      ? network.nics[0]?.address.split('/')[0]
      : (network.address ?? agentAddress ?? undefined);
  if (address !== undefined) return address;
  throw new TuskarError('deploy-address-unknown', `Nobody knows which address DHCP gives to ${machine}.`, {
    context: { machine },
  });
}

/**
 * Signs in where the system answers with the given key. Undefined: it does not answer yet, or another does, such as sshd
 * with a key that it made before the configuration drive was read. Nothing is ever sent to one with another key.
 */
export async function signIn(
  { connector }: Pick<DeployDeps, 'connector'>,
  { hostname, address, hostKey }: Contact,
  { signal }: Pick<StepContext, 'signal'>,
): Promise<HostConnection | undefined> {
  try {
    const target = { name: hostname, address, sshUser: 'root', hostKey };
    const connection = await connector.connect(target, { signal });
    await connection.run({ argv: ['true'], timeoutSeconds: 30, signal });
    return connection;
  } catch (error) {
    if (isTuskarError(error, 'host-unreachable') || isTuskarError(error, 'host-key-changed'))
      return undefined;
    throw error;
  }
}
