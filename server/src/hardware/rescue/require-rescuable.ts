import { TuskarError } from '@tuskar/contract/error.ts';
import type { NodeRegistry } from '../bare-metal.ts';
import type { MachineRow } from '../tables.ts';

/** Says before any work begins that the bare-metal service cannot do it. @throws rescue-unsupported */
export async function requireRescuable(
  registry: Pick<NodeRegistry, 'validate'>,
  { id, name }: Pick<MachineRow, 'id' | 'name'>,
): Promise<void> {
  const { rescue: reason = null } = await registry.validate(id);
  // A password comes with the request, and until then it is the last thing that is missed.
  if (reason === null || reason.includes('rescue_password')) return;
  throw new TuskarError(
    'rescue-unsupported',
    `The bare-metal service cannot boot ${name} into the rescue system: ${reason}`,
    { context: { machine: name, node: id } },
  );
}
