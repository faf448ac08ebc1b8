import { TuskarError } from '@tuskar/contract/error.ts';
import { bringFile } from '../../hosts/bring-file.ts';
import type { HostConnection } from '../../hosts/connection.ts';
import type { OperationDefinition, Step, StepContext } from '../../platform/operations/definition.ts';
import type { AgentFiles, AgentImage, AgentImages } from '../agent-image.ts';

export type UndercloudEquipInput = { host: string; image: string };

export type UndercloudEquipDeps = {
  images: AgentImages;
  /** A way to a host by its name. @throws host-not-found, and what connecting can end in */
  connect: (host: string, signal: AbortSignal) => Promise<HostConnection>;
  /** Where the undercloud keeps files, and where it looks for the agent's. */
  places: { files: string; kernel: string; initramfs: string };
  /** Keeps which agent the undercloud has. */
  sawAgent: (agent: AgentFiles) => Promise<void>;
};

const bringSeconds = 1800;
const switchSeconds = 60;
const noteSeconds = 30;

/** Brings an agent image to the undercloud, and lets it boot machines with it from now on. */
export function undercloudEquip(deps: UndercloudEquipDeps): OperationDefinition<UndercloudEquipInput> {
  const { images, connect, places, sawAgent } = deps;

  const bring = ({ host, image }: UndercloudEquipInput, part: 'kernel' | 'initramfs'): Step => ({
    name: `bring-${part}`,
    title: `Bring the agent's ${part} to ${host}`,
    host,
    timeoutSeconds: bringSeconds,
    run: async (context) => {
      const file = (await images.get(image))[part];
      const connection = await connect(host, context.signal);
      const { sent } = await bringFile(connection, {
        file,
        directory: places.files,
        signal: context.signal,
        progress: (bytes) => context.progress(`${megabytes(bytes)} of ${megabytes(file.bytes)} MB`),
      });
      context.log(sent ? `${megabytes(file.bytes)} MB brought` : 'It is there already.');
      return { state: 'done', result: { sent } };
    },
    noUndo: 'a file that nothing refers to harms nobody, and is of use to the next try',
  });

  const change = ({ host, image }: UndercloudEquipInput): Step => ({
    name: 'switch',
    title: 'Boot machines with it from now on',
    host,
    timeoutSeconds: switchSeconds,
    run: async (context) => {
      const agent = await images.get(image);
      await link(context, await connect(host, context.signal), { agent, places });
      return { state: 'done', result: { image } };
    },
    noUndo: 'the agent that was there before can be brought back by its image',
  });

  const note = ({ image }: UndercloudEquipInput): Step => ({
    name: 'note',
    title: 'Note which agent it has',
    timeoutSeconds: noteSeconds,
    run: async () => {
      const { kernel, initramfs } = await images.get(image);
      await sawAgent({ kernel: kernel.sha256, initramfs: initramfs.sha256 });
      return { state: 'done' };
    },
    noUndo: 'the undercloud has it, whatever else fails',
  });

  return {
    kind: 'undercloud.equip',
    title: ({ host, image }) => `Equip the undercloud on ${host} with the agent ${image}`,
    subject: () => ({ type: 'undercloud', name: 'undercloud' }),
    plan: (input) => [
      { title: 'Bring files', steps: [bring(input, 'kernel'), bring(input, 'initramfs')] },
      { title: 'Switch', steps: [change(input)] },
      { title: 'Note', steps: [note(input)] },
    ],
    result: (results) => results['switch'],
  };
}

/** FILES KERNEL KERNEL-LINK INITRAMFS INITRAMFS-LINK. Who reads a link finds the old file or the new one, never none. */
const switchScript = `set -eu
ln -sfn "$1/$2" "$3.new"
ln -sfn "$1/$4" "$5.new"
mv -T "$3.new" "$3"
mv -T "$5.new" "$5"`;

async function link(
  { signal }: StepContext,
  connection: HostConnection,
  { agent, places }: { agent: AgentImage; places: UndercloudEquipDeps['places'] },
): Promise<void> {
  const { exitCode, stderr } = await connection.run({
    argv: [
      'sh',
      '-c',
      switchScript,
      'switch',
      places.files,
      agent.kernel.sha256,
      places.kernel,
      agent.initramfs.sha256,
      places.initramfs,
    ],
    asRoot: true,
    timeoutSeconds: switchSeconds,
    signal,
  });
  if (exitCode === 0) return;
  throw new TuskarError(
    'file-not-brought',
    `${connection.target.name}: ${stderr.trim() || `exit code ${exitCode}`}`,
    {
      context: { host: connection.target.name, exitCode },
    },
  );
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
