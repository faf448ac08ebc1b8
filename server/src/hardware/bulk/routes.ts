import { bulkPermission } from '@tuskar/contract/machine-bulk.ts';
import { requirePermission } from '../../platform/http/authorisation.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import type { MachineBulk } from './bulk.ts';

export function machineBulkHandlers({
  bulk,
}: {
  bulk: MachineBulk;
}): Pick<Handlers, 'machine-bulk.preview' | 'machine-bulk.run'> {
  return {
    'machine-bulk.preview': ({ body: { selector, action } }) => bulk.preview(selector, action),
    'machine-bulk.run': async ({ body, actor }) => {
      requirePermission(actor, bulkPermission(body.action.action));
      return await bulk.run({ ...body, by: actor.name });
    },
  };
}
