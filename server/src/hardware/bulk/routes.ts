import type { Handlers } from '../../platform/http/handler.ts';
import type { MachineBulk } from './bulk.ts';

export function machineBulkHandlers({
  bulk,
}: {
  bulk: MachineBulk;
}): Pick<Handlers, 'machine-bulk.preview' | 'machine-bulk.run'> {
  return {
    'machine-bulk.preview': ({ body: { selector, action } }) => bulk.preview(selector, action),
    'machine-bulk.run': ({ body, actor }) => bulk.run({ ...body, by: actor.name }),
  };
}
