import { TuskarError, isTuskarError } from '@tuskar/contract/error.ts';
import type { BareMetal } from '../bare-metal.ts';

/**
 * Switches a machine off and takes it out of the bare-metal service, where its BMC and MAC addresses may come back with
 * another machine. One that is gone there is gone. @throws node-locked while the service switches it off
 */
export async function releaseNode({ registry, work }: BareMetal, id: string): Promise<void> {
  try {
    const { power } = await registry.show(id);
    if (power === 'on') {
      await work.power(id, 'off');
      throw new TuskarError('node-locked', 'The bare-metal service is switching the machine off.');
    }
    await registry.forget(id);
  } catch (error) {
    if (!isTuskarError(error, 'node-not-found')) throw error;
  }
}
