import { TuskarError } from '@tuskar/contract/error.ts';
import { nextOperationState } from '@tuskar/contract/operation-states.ts';
import { cancelOperation, runOperation } from '../simulate.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

export const operationHandlers: Handlers<
  'operation.list' | 'operation.show' | 'operation.log' | 'operation.cancel' | 'operation.retry'
> = {
  'operation.list': ({ session, query }) => {
    const fitting = session.world.operations.filter(
      ({ state, kind, subject }) =>
        (query.state === undefined || state === query.state) &&
        (query.kind === undefined || kind === query.kind) &&
        (query.subject === undefined || `${subject.type}/${subject.name}` === query.subject),
    );
    return pageOf(fitting, query);
  },
  'operation.show': ({ session, params }) =>
    findOr(session.world.operations, 'operation-not-found', ({ id }) => id === params.id),
  'operation.log': ({ session, params, query }) => {
    const lines = session.world.logs.get(params.id) ?? [];
    return { items: lines.filter(({ seq }) => seq > query.after).slice(0, query.limit) };
  },
  'operation.cancel': ({ session, params }) => {
    const operation = findOr(session.world.operations, 'operation-not-found', ({ id }) => id === params.id);
    if (nextOperationState(operation.state, 'cancel') === undefined) {
      throw new TuskarError('operation-ended', 'The operation has ended.');
    }
    cancelOperation(session.world, operation);
    return operation;
  },
  'operation.retry': ({ session, params }) => {
    const operation = findOr(session.world.operations, 'operation-not-found', ({ id }) => id === params.id);
    if (nextOperationState(operation.state, 'retry') === undefined) {
      throw new TuskarError('operation-not-retryable', 'The operation cannot be retried.');
    }
    operation.attempt += 1;
    for (const step of operation.stepList) {
      if (step.state === 'failed')
        Object.assign(step, { state: 'pending', startedAt: null, endedAt: null, error: null });
    }
    Object.assign(operation, { endedAt: null, error: null, nextAction: null });
    runOperation(session.world, operation);
    return operation;
  },
};
