import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPopulated, killGroup, machinesGroup } from '../cgroup.ts';
import { run } from '../command.ts';
import { machineUser } from '../machines/service/launch.ts';
import { namespacePath } from '../network.ts';
import type { PortFrame } from './ports.ts';

/** Joins its group first of all, so that whoever ends the group finds it, then becomes the sender. */
const script = 'echo $$ > "$0/cgroup.procs"; exec "$@"';
const program = readFileSync(new URL('send.py', import.meta.url), 'utf8');

/** All that it may do is to send frames in the lab's namespace. */
const privileges = [
  `--reuid=${machineUser}`,
  `--regid=${machineUser}`,
  '--clear-groups',
  '--no-new-privs',
  ...['inh-caps', 'ambient-caps', 'bounding-set'].map((set) => `--${set}=-all,+net_raw`),
];

export const senderGroup = (): string => join(machinesGroup(), 'lldp');

export const isSending = (): boolean => isPopulated(senderGroup());

/**
 * Has these frames sent, and no others, by a process that outlives the keeper. A bridge passes no LLDP on, so each goes to its cable
 * itself. The process sees the image's tree alone, whose Python it is.
 */
export async function sendFrames(rootfs: string, frames: readonly PortFrame[]): Promise<void> {
  const group = senderGroup();
  await killGroup(group);
  if (frames.length === 0) return;
  mkdirSync(group, { recursive: true });
  const inside = ['nsenter', `--net=${namespacePath}`, 'chroot', rootfs, 'setpriv', ...privileges];
  const input = frames.map(({ cable, frame }) => `${cable} ${frame.toString('hex')}\n`).join('');
  await run(['sh', '-euc', script, group, ...inside, 'python3', '-I', '-c', program], { input });
}
