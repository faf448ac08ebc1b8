import type { Operation, OperationDetail, OperationStep } from '@tuskar/contract/operation.ts';
import type { QueryClient } from '@tanstack/react-query';
import type { Reply } from '../api/query.ts';

type OperationList = Reply<'operation.list'>;

/** Replaces an operation wherever it is cached. Lists that it newly belongs to are read again by their invalidation. */
export function patchOperation(queryClient: QueryClient, operation: Operation): void {
  queryClient.setQueryData<OperationDetail>(
    ['operation.show', { params: { id: operation.id } }],
    (detail) => detail && { ...detail, ...operation },
  );
  queryClient.setQueriesData<OperationList | { pages: OperationList[] }>(
    { queryKey: ['operation.list'] },
    (cached) => {
      if (cached === undefined) return cached;
      if ('pages' in cached)
        return { ...cached, pages: cached.pages.map((page) => replaced(page, operation)) };
      return replaced(cached, operation);
    },
  );
}

function replaced(list: OperationList, operation: Operation): OperationList {
  return { ...list, items: list.items.map((item) => (item.id === operation.id ? operation : item)) };
}

/** Replaces a step of a cached operation; one that is new is added. */
export function patchStep(queryClient: QueryClient, operationId: string, step: OperationStep): void {
  queryClient.setQueryData<OperationDetail>(['operation.show', { params: { id: operationId } }], (detail) => {
    if (detail === undefined) return detail;
    const known = detail.stepList.some(({ name }) => name === step.name);
    const stepList = known
      ? detail.stepList.map((existing) => (existing.name === step.name ? step : existing))
      : [...detail.stepList, step];
    const done = stepList.filter(({ state }) => state === 'done' || state === 'skipped').length;
    return { ...detail, stepList, steps: { done, total: stepList.length } };
  });
}
