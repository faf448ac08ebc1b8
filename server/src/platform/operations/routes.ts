import type { Db } from '../database/connect.ts';
import type { Handlers } from '../http/handler.ts';
import type { OperationEngine } from './engine.ts';
import { listOperations, readOperationLog, showOperation } from './store.ts';

export function operationHandlers({
  db,
  engine,
}: {
  db: Db;
  engine: OperationEngine;
}): Pick<
  Handlers,
  'operation.list' | 'operation.show' | 'operation.log' | 'operation.cancel' | 'operation.retry'
> {
  return {
    'operation.list': ({ query }) => listOperations(db, query),
    'operation.show': ({ params }) => showOperation(db, params.id),
    'operation.log': async ({ params, query }) => ({ items: await readOperationLog(db, params.id, query) }),
    'operation.cancel': ({ params, body, actor }) =>
      engine.cancel(params.id, {
        requestedBy: actor.name,
        ...(body.reason === undefined ? {} : { reason: body.reason }),
      }),
    'operation.retry': ({ params, actor }) => engine.retry(params.id, { requestedBy: actor.name }),
  };
}
