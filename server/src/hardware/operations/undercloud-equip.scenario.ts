import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localConnection } from '../../hosts/testing-connection.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import type { AgentImage } from '../agent-image.ts';
import { undercloudEquip } from './undercloud-equip.ts';

const contents = { kernel: 'a kernel', initramfs: 'a tree' };

function imageIn(directory: string): AgentImage {
  const file = (part: keyof typeof contents) => ({
    source: join(directory, part),
    sha256: createHash('sha256').update(contents[part]).digest('hex'),
    bytes: contents[part].length,
  });
  return { id: 'agent-000000000001', kernel: file('kernel'), initramfs: file('initramfs') };
}

export async function prepare({ directory }: Stage): Promise<void> {
  await mkdir(join(directory, 'boot'), { recursive: true });
  for (const [part, content] of Object.entries(contents)) await writeFile(join(directory, part), content);
}

/** An undercloud without an agent gets one. */
export function scenario({ directory }: Stage): Scenario {
  const image = imageIn(directory);
  const places = {
    files: join(directory, 'files'),
    kernel: join(directory, 'boot/agent.kernel'),
    initramfs: join(directory, 'boot/agent.initramfs'),
  };
  const noted = join(directory, 'noted.json');
  const definition = undercloudEquip({
    images: { newest: async () => image, get: async () => image, idOf: async () => image.id },
    connect: async () => localConnection,
    places,
    sawAgent: (agent) => writeFile(noted, JSON.stringify(agent)),
  });
  return {
    definition: definition as unknown as OperationDefinition,
    input: { host: 'under-1', image: image.id },
    check: async () => {
      for (const part of ['kernel', 'initramfs'] as const) {
        const found = await readFile(places[part], 'utf8');
        if (found !== contents[part]) throw new Error(`the ${part} is '${found}'`);
      }
      const { kernel, initramfs } = image;
      const agent = JSON.stringify({ kernel: kernel.sha256, initramfs: initramfs.sha256 });
      if ((await readFile(noted, 'utf8')) !== agent) throw new Error('nobody noted which agent it has');
    },
    leftovers: async () => [],
  };
}
