import { createLabWorld } from '../../lab/testing/world.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Scenario, Stage } from '../../platform/operations/testing/scenario.ts';
import { imageBuild } from './image-build.ts';

/** One image, built once however often it is asked for. */
export async function scenario(stage: Stage): Promise<Scenario> {
  const { db, events, keeper } = createLabWorld(stage);
  return {
    definition: imageBuild({ keeper, db, events }) as unknown as OperationDefinition,
    input: { recipe: 'host' },
    check: async () => {
      const { builds, images } = keeper.world();
      if (builds !== 1 || images.length !== 1)
        throw new Error(`${builds} builds gave ${images.length} images`);
    },
    leftovers: async () => [],
  };
}
