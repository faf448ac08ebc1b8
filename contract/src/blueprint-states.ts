import type { BlueprintState } from './cloud.ts';

export type BlueprintAction = 'approve' | 'abandon' | 'execute' | 'succeed' | 'fail' | 'supersede';

export type BlueprintActionRule = {
  next: BlueprintState;
  /** Who may ask for it. */
  by: 'person' | 'engine';
};

/**
 * The life of a blueprint: state, allowed actions, next state. What is not here is not allowed, and the state stays.
 * Server, console and command line read this one table.
 */
export const blueprintStates = {
  proposed: {
    approve: { next: 'approved', by: 'person' },
    abandon: { next: 'abandoned', by: 'person' },
    supersede: { next: 'superseded', by: 'engine' },
  },
  approved: {
    execute: { next: 'executing', by: 'person' },
    abandon: { next: 'abandoned', by: 'person' },
    supersede: { next: 'superseded', by: 'engine' },
  },
  executing: {
    succeed: { next: 'executed', by: 'engine' },
    fail: { next: 'failed', by: 'engine' },
  },
  failed: {
    // The hosts go on from where the execution failed.
    execute: { next: 'executing', by: 'person' },
    abandon: { next: 'abandoned', by: 'person' },
    supersede: { next: 'superseded', by: 'engine' },
  },
  executed: { supersede: { next: 'superseded', by: 'engine' } },
  superseded: {},
  abandoned: {},
} as const satisfies Record<BlueprintState, { [Action in BlueprintAction]?: BlueprintActionRule }>;

/** The state after an action; undefined where the state does not allow it. */
export function nextBlueprintState(
  state: BlueprintState,
  action: BlueprintAction,
): BlueprintState | undefined {
  const actions: { [Action in BlueprintAction]?: BlueprintActionRule } = blueprintStates[state];
  return actions[action]?.next;
}

/** The states from which an action is allowed. */
export function blueprintStatesAllowing(action: BlueprintAction): BlueprintState[] {
  return (Object.keys(blueprintStates) as BlueprintState[]).filter(
    (state) => nextBlueprintState(state, action) !== undefined,
  );
}
