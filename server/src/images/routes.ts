import type { Handlers } from '../platform/http/handler.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import type { Images } from './image.ts';

type ImageHandlers = Pick<Handlers, 'image.list' | 'image.show' | 'image.build'>;

export function imageHandlers({
  images,
  engine,
}: {
  images: Images;
  engine: OperationEngine;
}): ImageHandlers {
  return {
    'image.list': async () => ({ items: await images.list() }),
    'image.show': ({ params }) => images.show(params.id),
    'image.build': async ({ body, actor }) => {
      const input = await images.toBuild(body);
      return await engine.submit({ kind: 'image.build', input, requestedBy: actor.name });
    },
  };
}
