import { run } from '../../command.ts';
import { inside } from '../../network.ts';
import { machineCables, networks } from '../../network-plan.ts';
import { machineUser } from './launch.ts';

/** Makes the taps of a machine's NICs on the management network, for its QEMU to open without being root. */
export async function makeCables(index: number, nics: number): Promise<void> {
  const [management] = networks;
  const script = machineCables(index, nics).map(
    (
      tap,
    ) => `[ -e /sys/class/net/${tap} ] || ip tuntap add dev ${tap} mode tap user ${machineUser} group ${machineUser}
      ip link set ${tap} master ${management.bridge} mtu ${management.mtu} up`,
  );
  await run(inside(['sh', '-euc', script.join('\n')]));
}

export async function removeCables(index: number, nics: number): Promise<void> {
  const script = machineCables(index, nics).map(
    (tap) => `[ ! -e /sys/class/net/${tap} ] || ip link del ${tap}`,
  );
  await run(inside(['sh', '-euc', script.join('\n')]));
}
