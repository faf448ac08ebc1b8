import type { StepContext, StepOutcome } from '../../platform/operations/definition.ts';
import { provisionRule } from '../provision-states.ts';
import { reachState } from '../reach-state.ts';
import type { MachineRow } from '../tables.ts';
import { configDrive } from './config-drive.ts';
import type { DeployDeps } from './deps.ts';
import { firstHostKey } from './first-contact.ts';
import type { MachineDeployInput } from './input.ts';

/** Has the bare-metal service write the image to the root disk, and boot from it. */
export async function writeDisk(
  deps: DeployDeps,
  { input, row, url }: { input: MachineDeployInput; row: MachineRow; url: string },
  context: StepContext,
): Promise<StepOutcome> {
  const { db, images, ownKey } = deps;
  const { id } = row;
  const bareMetal = await deps.bareMetalOf(row.provider);
  if (input.simulated) return await reachState(context, { db, id, bareMetal }, { verb: 'active' });
  const { kind } = provisionRule((await bareMetal.registry.show(id)).provisionState);
  const { file } = await images.choose(input.image);
  // While the service works it takes no changes, and it has them already.
  if (kind === 'rest' || kind === 'failed') {
    await bareMetal.registry.update(id, {
      instance: {
        image_source: url,
        image_checksum: file.sha256,
        image_disk_format: 'qcow2',
        root_device: hintOf(input.rootDisk),
      },
    });
  }
  const hostKey = await firstHostKey(deps, { machineId: id, operation: context.operation.id });
  const { hostname, network } = input;
  const authorizedKeys = [ownKey, ...input.authorizedKeys];
  return await reachState(
    context,
    { db, id, bareMetal },
    { verb: 'active', configDrive: configDrive({ id, hostname, authorizedKeys, hostKey, network }) },
  );
}

/** By what the disk says of itself, so that it is the very disk that was shown. */
function hintOf({ serial, wwn }: MachineDeployInput['rootDisk']): Record<string, string> {
  return { ...(serial === null ? {} : { serial }), ...(serial === null && wwn !== null ? { wwn } : {}) };
}
