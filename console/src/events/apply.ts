import type { Event } from '@tuskar/contract/event.ts';
import { Operation, OperationLogLine, OperationStep } from '@tuskar/contract/operation.ts';
import type { QueryClient } from '@tanstack/react-query';
import { type OperationLog, withLines } from '../operations/log.ts';
import { patchOperation, patchStep } from '../operations/patch.ts';
import { everything, nounOf } from './invalidate.ts';

/** What the reader missed is no longer kept. */
const streamReset = 'stream.reset';

/**
 * Puts what an event tells into the cache. Answers the noun whose other answers must be read again, or undefined where
 * the event told all there is.
 */
export function applyEvent(queryClient: QueryClient, event: Event): string | undefined {
  switch (event.type) {
    case 'operation.log':
      return applyLog(queryClient, event) ? undefined : nounOf(event.type);
    case 'operation.step':
      return applyStep(queryClient, event) ? undefined : nounOf(event.type);
    case 'operation.changed': {
      const operation = Operation.safeParse(event.data).data;
      if (operation !== undefined) patchOperation(queryClient, operation);
      return nounOf(event.type);
    }
    case streamReset:
      return everything;
    default:
      return nounOf(event.type);
  }
}

function applyLog(queryClient: QueryClient, { subject, data }: Event): boolean {
  const lines = OperationLogLine.array().safeParse((data as { lines?: unknown } | null)?.lines).data;
  if (lines === undefined) return false;
  const key = ['operation.log', { params: { id: subject.name } }];
  queryClient.setQueryData<OperationLog>(key, (log) => log && withLines(log, lines));
  return true;
}

function applyStep(queryClient: QueryClient, event: Event): boolean {
  const step = OperationStep.safeParse(event.data).data;
  if (step === undefined) return false;
  patchStep(queryClient, event.subject.name, step);
  return true;
}
