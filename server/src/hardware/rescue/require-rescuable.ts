import { TuskarError } from '@tuskar/contract/error.ts';
import type { NodeRegistry } from '../bare-metal.ts';
import { provisionVerbs } from '../provision-states.ts';
import type { MachineRow } from '../tables.ts';

/** Says before any work begins that the bare-metal service cannot do it. @throws rescue-unsupported, node-state */
export async function requireRescuable(
  registry: Pick<NodeRegistry, 'show' | 'validate'>,
  { id, name }: Pick<MachineRow, 'id' | 'name'>,
): Promise<void> {
  const { provisionState } = await registry.show(id);
  if (!provisionVerbs.rescue.from.includes(provisionState)) {
    throw new TuskarError(
      'node-state',
      `The node of ${name} is '${provisionState}' in the bare-metal service, which did not deploy its system.`,
      {
        remedy:
          'Only what the bare-metal service has deployed it can rescue: boot another system by its BMC.',
        context: { machine: name, node: id, provisionState },
      },
    );
  }
  const { rescue: reason = null } = await registry.validate(id);
  // A password comes with the request, and until then it is the last thing that is missed.
  if (reason === null || reason.includes('rescue_password')) return;
  throw new TuskarError(
    'rescue-unsupported',
    `The bare-metal service cannot boot ${name} into the rescue system: ${reason}`,
    { context: { machine: name, node: id } },
  );
}
