import { basename } from 'node:path';
import type { UndercloudAgent } from '@tuskar/contract/undercloud.ts';
import type { HostConnection } from '../hosts/connection.ts';
import type { AgentFiles, AgentImage, AgentImages } from './agent-image.ts';
import type { UndercloudRow } from './undercloud-tables.ts';

const readSeconds = 30;
const equip = 'tuskar undercloud equip --wait';

/** Which agent a host boots machines with: what its two links lead to is named by digest. null: none. */
export async function readAgent(
  connection: HostConnection,
  { kernel, initramfs }: { kernel: string; initramfs: string },
  signal: AbortSignal,
): Promise<AgentFiles | null> {
  const { exitCode, stdout } = await connection.run({
    argv: ['readlink', '--', kernel, initramfs],
    asRoot: true,
    timeoutSeconds: readSeconds,
    signal,
  });
  const [first, second] = stdout.trim().split('\n');
  if (exitCode !== 0 || first === undefined || second === undefined) return null;
  return { kernel: basename(first), initramfs: basename(second) };
}

/** What machines boot, beside the newest that was built, and what to do about it. null: it is somebody else's. */
export async function describeAgent(
  { kind, agent, agent_seen_at }: Pick<UndercloudRow, 'kind' | 'agent' | 'agent_seen_at'>,
  images: Pick<AgentImages, 'newest' | 'idOf'>,
): Promise<UndercloudAgent | null> {
  if (kind === 'external') return null;
  const newest = await images.newest();
  const common = { newest: newest?.id ?? null, seenAt: agent_seen_at?.toISOString() ?? null };
  if (agent_seen_at === null) return { ...common, state: 'unknown', image: null, nextAction: null };
  if (agent === null) {
    const nextAction = newest === null ? `tuskar image build agent --wait && ${equip}` : equip;
    return { ...common, state: 'missing', image: null, nextAction };
  }
  if (newest !== null && isOf(agent, newest)) {
    return { ...common, state: 'newest', image: newest.id, nextAction: null };
  }
  const image = await images.idOf(agent);
  // With no image to compare it with, nobody knows whether it is old.
  return newest === null
    ? { ...common, state: 'unknown', image, nextAction: null }
    : { ...common, state: 'older', image, nextAction: equip };
}

/** Whether these are the files of an image. */
export function isOf(files: AgentFiles, { kernel, initramfs }: Pick<AgentImage, 'kernel' | 'initramfs'>) {
  return files.kernel === kernel.sha256 && files.initramfs === initramfs.sha256;
}
