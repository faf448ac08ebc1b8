import type { Handlers } from '../platform/http/handler.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import type { Underclouds } from './undercloud.ts';

type UndercloudHandlers = Pick<
  Handlers,
  'undercloud.show' | 'undercloud.connect' | 'undercloud.test' | 'undercloud.equip' | 'undercloud.disconnect'
>;

export function undercloudHandlers({
  underclouds,
  engine,
}: {
  underclouds: Underclouds;
  engine: OperationEngine;
}): UndercloudHandlers {
  return {
    'undercloud.show': () => underclouds.show(),
    'undercloud.connect': ({ body }) => underclouds.connect(body),
    'undercloud.test': ({ body }) => underclouds.test(body),
    'undercloud.equip': async ({ actor }) => {
      const input = await underclouds.toEquip();
      return await engine.submit({ kind: 'undercloud.equip', input, requestedBy: actor.name });
    },
    'undercloud.disconnect': () => underclouds.disconnect(),
  };
}
