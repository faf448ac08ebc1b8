import { expect, test } from 'vitest';
import { OperationState } from './operation.ts';
import {
  hasEnded,
  nextOperationState,
  operationStates,
  operationStatesAllowing,
} from './operation-states.ts';

test('every state has its row, and every next state is one', () => {
  expect(Object.keys(operationStates).toSorted()).toEqual(OperationState.options.toSorted());
  const next = Object.values(operationStates).flatMap((row) => Object.values(row).map((rule) => rule.next));
  for (const state of next) expect(OperationState.options).toContain(state);
});

test('what has ended can only be retried; what has not can be cancelled, once', () => {
  const ended = OperationState.options.filter(hasEnded);
  expect(ended).toEqual(['succeeded', 'failed', 'cancelled']);
  expect(operationStatesAllowing('retry')).toEqual(['failed', 'cancelled']);
  expect(operationStatesAllowing('cancel')).toEqual(['queued', 'running', 'waiting']);
});

test('what is not in the table is not allowed', () => {
  expect(nextOperationState('succeeded', 'retry')).toBeUndefined();
  expect(nextOperationState('queued', 'cancel')).toBe('cancelling');
});

test('every state can come to an end', () => {
  const leadsToEnd = (state: OperationState, seen: OperationState[]): boolean =>
    hasEnded(state) ||
    Object.values(operationStates[state]).some(
      ({ next }) => !seen.includes(next) && leadsToEnd(next, [...seen, next]),
    );
  const stuck = OperationState.options.filter((state) => !leadsToEnd(state, [state]));
  expect(stuck).toEqual([]);
});
