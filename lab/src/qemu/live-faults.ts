import type { Fault, MachineDescription } from '../machines/schema.ts';
import { nicDevice } from './arguments.ts';
import { diskNode, driveDevice, failingNode } from './drives.ts';
import type { QemuRun } from './run.ts';
import { BlockDevices, BlockNodes, Devices } from './schema.ts';

/** A disk that wears out: slower than any healthy one by more than an order of magnitude, and no error. */
const slow = { bytes: 4 * 1024 * 1024, operations: 60 };

/** Makes a running machine's disks and NICs what they are with these faults, whose parts are named. */
export async function showFaults(
  run: QemuRun,
  { whole, faults }: { whole: MachineDescription; faults: readonly Fault[] },
): Promise<void> {
  const has = (target: string, ...names: Fault['name'][]): boolean =>
    faults.some((fault) => fault.target === target && names.includes(fault.name));
  const devices = await deviceNames(run);
  const nodes = await diskNodes(run);
  for (const [bay, { bay: name }] of whole.drives.entries()) {
    const now = nodes.get(driveDevice(bay));
    // A part may not be there since the machine started.
    if (now === undefined) continue;
    const wanted = has(name, 'disk-fails', 'disk-missing') ? failingNode(bay) : diskNode(bay);
    if (now !== wanted) await exchangeNode(run, bay, wanted);
    await throttle(run, bay, has(name, 'disk-slow') ? slow : { bytes: 0, operations: 0 });
  }
  for (const [position, { name }] of whole.nics.entries()) {
    if (!devices.has(nicDevice(position))) continue;
    await run.execute('set_link', { name: nicDevice(position), up: !has(name, 'nic-missing') });
  }
}

async function deviceNames(run: QemuRun): Promise<Set<string>> {
  const devices = Devices.parse(await run.execute('qom-list', { path: '/machine/peripheral' }));
  return new Set(devices.map(({ name }) => name));
}

/** The node of each device now. */
async function diskNodes(run: QemuRun): Promise<Map<string, string>> {
  const devices = BlockDevices.parse(await run.execute('query-block'));
  return new Map(
    devices.flatMap(({ qdev, inserted }) =>
      inserted === undefined ? [] : [[qdev.split('/').pop() ?? '', inserted['node-name']]],
    ),
  );
}

/** QEMU must not be told to exchange a node for the same one: it fails an assertion. */
async function exchangeNode(run: QemuRun, bay: number, node: string): Promise<void> {
  if (node === failingNode(bay)) await addFailingNode(run, bay);
  await run.execute('qom-set', {
    path: `/machine/peripheral/${driveDevice(bay)}`,
    property: 'drive',
    value: node,
  });
}

/** A layer over the disk that answers whatever it is asked with an I/O error. */
async function addFailingNode(run: QemuRun, bay: number): Promise<void> {
  const present = BlockNodes.parse(await run.execute('query-named-block-nodes', { flat: true }));
  if (present.some((node) => node['node-name'] === failingNode(bay))) return;
  await run.execute('blockdev-add', {
    driver: 'blkdebug',
    'node-name': failingNode(bay),
    image: diskNode(bay),
    'inject-error': ['read', 'write', 'flush', 'discard', 'write-zeroes'].map((iotype) => ({
      event: 'none',
      iotype,
      errno: 5,
      once: false,
    })),
  });
}

/** Zero is no limit. */
async function throttle(
  run: QemuRun,
  bay: number,
  { bytes, operations }: { bytes: number; operations: number },
): Promise<void> {
  const each = { bps_rd: 0, bps_wr: 0, iops_rd: 0, iops_wr: 0 };
  await run.execute('block_set_io_throttle', {
    id: driveDevice(bay),
    bps: bytes,
    iops: operations,
    ...each,
  });
}
