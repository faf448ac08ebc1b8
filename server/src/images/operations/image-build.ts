import type { Keeper } from '../../lab/keeper.ts';
import { Manifest } from '@tuskar/image/schema.ts';
import type { BuildRequest } from '@tuskar/lab/keeper/protocol.ts';

import { followKeeper } from '../../lab/follow-keeper.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';

export type ImageBuildInput = BuildRequest;

export type ImageBuildOptions = { keeper: Keeper; db: Db; events: EventBus };

/** The build itself is resumable and keyed by content: asked for again, it goes on, or finds the image made. */
export function imageBuild({ keeper, db, events }: ImageBuildOptions): OperationDefinition<ImageBuildInput> {
  return {
    kind: 'image.build',
    title: ({ recipe }) => `Build the ${recipe} image`,
    subject: ({ recipe }) => ({ type: 'image', name: recipe }),
    plan: (input) => [
      {
        title: 'Build',
        steps: [
          {
            name: 'build',
            title: 'Build the image from its recipe',
            timeoutSeconds: 3600,
            run: async (context) => {
              const { id } = await keeper.buildImage(input, Manifest, followKeeper(context));
              await events.append(db, {
                type: 'image.changed',
                subject: { type: 'image', name: id },
                data: { id },
              });
              return { state: 'done', result: { image: id } };
            },
            noUndo: 'finished stages are kept for the next try; an unfinished image is never listed',
          },
        ],
      },
    ],
    result: (results) => results['build'],
  };
}
