import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { labGroup } from '../cgroup.ts';
import { run, succeeds } from '../command.ts';
import { machineUser } from '../machines/service/launch.ts';
import { identify } from '../process.ts';
import { readSysctls } from './sysctls.ts';

/** What a lab could leave behind on a machine: lines of text by kind. */
export type MachineSnapshot = Record<string, string[]>;

/** Everything on this machine, outside the lab's own namespaces, that making and removing a lab could change. */
export async function snapshotMachine(): Promise<MachineSnapshot> {
  return {
    mounts: mounts(),
    'network namespaces': [...listing('/run/netns'), ...namespacesInUse()],
    links: await lines(['ip', '-oneline', 'link', 'show'], withoutCounters),
    addresses: await lines(['ip', '-oneline', 'address', 'show'], withoutLifetimes),
    routes: await lines(['ip', '-oneline', 'route', 'show', 'table', 'all'], withoutLifetimes),
    'IPv6 routes': await lines(['ip', '-oneline', '-6', 'route', 'show', 'table', 'all'], withoutLifetimes),
    rules: [...(await lines(['ip', 'rule', 'show'])), ...(await lines(['ip', '-6', 'rule', 'show']))],
    firewall: [...(await ifThere(['nft', 'list', 'ruleset'])), ...(await ifThere(['iptables-save']))],
    'loop devices': loopDevices(),
    processes: labProcesses(),
    sysctls: readSysctls(),
    cgroups: labGroups('/sys/fs/cgroup'),
    devices: ['/dev/kvm', '/dev/net/tun', '/dev/vhost-net', '/dev/fuse', '/dev/loop-control'].flatMap(
      ownerOf,
    ),
    files: [
      '/run/mount',
      '/run/systemd',
      '/run/systemd/nspawn',
      '/run/systemd/machines',
      '/var/log/journal',
    ].flatMap(listing),
  };
}

/** What is in one snapshot and not in the other, as lines like 'links: + 7: tuskar0 …'. Empty: the machine is as it was. */
export function snapshotDifference(before: MachineSnapshot, after: MachineSnapshot): string[] {
  return Object.keys({ ...before, ...after }).flatMap((kind) => {
    const old = new Set(before[kind]);
    const now = new Set(after[kind]);
    return [
      ...[...old].filter((line) => !now.has(line)).map((line) => `${kind}: - ${line}`),
      ...[...now].filter((line) => !old.has(line)).map((line) => `${kind}: + ${line}`),
    ];
  });
}

const same = (line: string): string => line;
const withoutCounters = (line: string): string => line.replace(/ state \S+/, '').replace(/\s+/g, ' ');
const withoutLifetimes = (line: string): string =>
  line.replace(/(valid_lft|preferred_lft|expires) \S+/g, '').trim();

async function lines(argv: string[], clean: (line: string) => string = same): Promise<string[]> {
  return (await run(argv))
    .split('\n')
    .filter((line) => line !== '')
    .map(clean);
}

async function ifThere(argv: string[]): Promise<string[]> {
  const there = await succeeds(['sh', '-c', 'command -v "$1" >/dev/null', 'sh', argv[0] ?? '']);
  // Packet counters and dates change by themselves.
  return there
    ? lines(argv, (line) => line.replace(/\[\d+:\d+\]/, '').replace(/^# (Generated|Completed).*/, ''))
    : [];
}

function mounts(): string[] {
  return (
    readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      // Without the ids of the mount, its parent and its device, which are numbers of the moment.
      .map((line) =>
        line
          .split(' ')
          .slice(3)
          .join(' ')
          .replace(/ (shared|master):\d+/g, ' $1'),
      )
  );
}

const processes = (): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // It ended while it was looked at.
    return undefined;
  }
}

function namespacesInUse(): string[] {
  return [...new Set(processes().flatMap((pid) => quietly(() => readlinkSync(`/proc/${pid}/ns/net`)) ?? []))];
}

function labProcesses(): string[] {
  return processes().flatMap((pid) => {
    // A zombie is gone but for its parent to notice, and that may be the machine's init.
    if (identify(Number(pid)) === undefined) return [];
    const group = quietly(() => readFileSync(`/proc/${pid}/cgroup`, 'utf8')) ?? '';
    const command = quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';
    const owner = quietly(() => statSync(`/proc/${pid}`).uid);
    const ours =
      group.includes(`/${labGroup}`) || command.startsWith('systemd-nspawn') || owner === machineUser;
    return ours ? [`${pid} ${command.replaceAll('\0', ' ')}`] : [];
  });
}

/** Groups that are the lab's, or that nspawn makes wherever it runs. */
function labGroups(directory: string): string[] {
  const children = quietly(() => readdirSync(directory, { withFileTypes: true })) ?? [];
  return children
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const path = join(directory, name);
      return [...([labGroup, 'payload', 'supervisor'].includes(name) ? [path] : []), ...labGroups(path)];
    });
}

function loopDevices(): string[] {
  return readdirSync('/sys/block')
    .filter((name) => name.startsWith('loop'))
    .flatMap((name) => {
      const file = quietly(() => readFileSync(`/sys/block/${name}/loop/backing_file`, 'utf8'));
      return file === undefined ? [] : [`${name} ${file.trim()}`];
    });
}

/** A host that sets up its /dev must not reach the machine's. */
function ownerOf(path: string): string[] {
  if (!existsSync(path)) return [];
  const { mode, uid, gid } = statSync(path);
  return [`${path} ${mode.toString(8)} ${uid}:${gid}`];
}

function listing(path: string): string[] {
  if (quietly(() => lstatSync(path).isDirectory()) !== true) return [];
  return [path, ...readdirSync(path).map((name) => join(path, name))];
}
