import { join } from 'node:path';
import type { MachineState } from '@tuskar/contract/machine.ts';
import { expect } from 'vitest';
import type { Installation, Ran } from './installation.ts';

const minute = 60;
/** For what a boot of an emulated machine is part of. */
export const forBoots = { timeoutSeconds: 25 * minute };

type Wanted = {
  images: readonly string[];
  machines: readonly string[];
  /** Words of `tuskar lab machine add`. */
  size: readonly string[];
};

/** A lab with an undercloud and machines, and a profile that burns them in for seconds. */
export function hardwareLab(tuskar: Installation) {
  const example = (name: string) => join(import.meta.dirname, '../examples', name);
  const show = (name: string) => tuskar.client().call('machine.show', { params: { name } });

  return {
    show,
    start: async ({ images, machines, size }: Wanted): Promise<void> => {
      tuskar.prepare();
      await tuskar.mustRun(['server', 'start'], { timeoutSeconds: 5 * minute });
      for (const recipe of images)
        await tuskar.mustRun(['image', 'build', recipe, '--wait'], { timeoutSeconds: 25 * minute });
      await tuskar.mustRun(['lab', 'up', 'under-1', '--wait'], { timeoutSeconds: 5 * minute });
      await tuskar.mustRun(['lab', 'machine', 'add', ...machines, ...size]);
      await tuskar.mustRun(['undercloud', 'deploy', '-f', example('undercloud.yaml'), '--yes'], {
        timeoutSeconds: 10 * minute,
      });
      for (const profile of ['seconds', 'every-test']) {
        const file = example(`burn-in-${profile}.yaml`);
        await tuskar.mustRun(['burn-in', 'create-profile', profile, '-f', file]);
      }
    },
    burnIn: (machines: readonly string[], profile: 'seconds' | 'every-test'): Promise<Ran> =>
      tuskar.tuskar(['burn-in', 'run', ...machines, '--profile', profile, '--wait'], forBoots),
    becomes: async (name: string, state: MachineState): Promise<void> => {
      await expect
        .poll(async () => (await show(name)).state, { timeout: 25 * minute * 1000, interval: 2000 })
        .toBe(state);
    },
  };
}
