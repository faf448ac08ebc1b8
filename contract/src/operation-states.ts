import type { OperationState } from './operation.ts';

/** What can happen to an operation: a person cancels or retries; the engine does the rest. */
export type OperationAction =
  | 'cancel'
  | 'retry'
  | 'begin'
  | 'wait'
  | 'hand-back'
  | 'succeed'
  | 'fail'
  | 'end-cancelled';

export type OperationActionRule = {
  next: OperationState;
  /** Who may ask for it. */
  by: 'person' | 'engine';
};

/**
 * The life of an operation: state, allowed actions, next state. What is not here is not allowed, and the state
 * stays. Server, console and command line read this one table.
 */
export const operationStates = {
  queued: {
    begin: { next: 'running', by: 'engine' },
    cancel: { next: 'cancelling', by: 'person' },
  },
  running: {
    wait: { next: 'waiting', by: 'engine' },
    'hand-back': { next: 'queued', by: 'engine' },
    succeed: { next: 'succeeded', by: 'engine' },
    fail: { next: 'failed', by: 'engine' },
    cancel: { next: 'cancelling', by: 'person' },
  },
  waiting: {
    begin: { next: 'running', by: 'engine' },
    'hand-back': { next: 'queued', by: 'engine' },
    succeed: { next: 'succeeded', by: 'engine' },
    fail: { next: 'failed', by: 'engine' },
    cancel: { next: 'cancelling', by: 'person' },
  },
  cancelling: {
    'end-cancelled': { next: 'cancelled', by: 'engine' },
    // The last step ended before the cancellation reached it.
    succeed: { next: 'succeeded', by: 'engine' },
    fail: { next: 'failed', by: 'engine' },
  },
  succeeded: {},
  failed: { retry: { next: 'queued', by: 'person' } },
  cancelled: { retry: { next: 'queued', by: 'person' } },
} as const satisfies Record<OperationState, { [Action in OperationAction]?: OperationActionRule }>;

/** The state after an action; undefined where the state does not allow it. */
export function nextOperationState(
  state: OperationState,
  action: OperationAction,
): OperationState | undefined {
  const actions: { [Action in OperationAction]?: OperationActionRule } = operationStates[state];
  return actions[action]?.next;
}

/** The states from which an action is allowed. */
export function operationStatesAllowing(action: OperationAction): OperationState[] {
  return (Object.keys(operationStates) as OperationState[]).filter(
    (state) => nextOperationState(state, action) !== undefined,
  );
}

/** Nothing more happens to it, unless a person retries it. */
export function hasEnded(state: OperationState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}
