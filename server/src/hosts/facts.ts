import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostConnection } from './connection.ts';
import { parseJson } from '../platform/json.ts';
import { HostMeasurements } from './schema.ts';

/** Python's standard library only: every OpenStack host has it. Changes nothing. */
const program = `
import json, os, subprocess
def has_module(name):
    if os.path.isdir('/sys/module/' + name): return True
    quiet = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}
    try: return subprocess.run(['modprobe', '--dry-run', name], **quiet).returncode == 0
    except OSError: return False
def addresses():
    found = {}
    for link in json.loads(subprocess.run(['ip', '-json', '-4', 'address'], capture_output=True, check=True).stdout):
        found[link['ifname']] = [info['local'] for info in link['addr_info']]
    return found
with open('/proc/meminfo') as lines:
    memory = next(int(line.split()[1]) for line in lines if line.startswith('MemTotal:'))
print(json.dumps({
    'cpus': os.cpu_count(), 'memoryMiB': memory // 1024, 'kvm': os.access('/dev/kvm', os.R_OK | os.W_OK),
    'datapath': 'kernel' if has_module('openvswitch') and has_module('geneve') else 'userspace',
    'addresses': addresses(),
}))
`;

/** @throws host-facts-unreadable, and the connection's own errors */
export async function measureHost(
  connection: HostConnection,
  signal?: AbortSignal,
): Promise<HostMeasurements> {
  const { exitCode, stdout, stderr } = await connection.run({
    argv: ['python3', '-'],
    stdin: program,
    timeoutSeconds: 30,
    signal,
  });
  const measured = exitCode === 0 ? HostMeasurements.safeParse(parseJson(stdout)) : undefined;
  if (measured?.success) return measured.data;
  const reason =
    exitCode === 0 ? 'its answer is not understood' : stderr.trim().split('\n').slice(-3).join('\n');
  throw new TuskarError(
    'host-facts-unreadable',
    `What ${connection.target.name} is made of cannot be read: ${reason}`,
    {
      context: { host: connection.target.name, exitCode },
      cause: measured?.error,
    },
  );
}
