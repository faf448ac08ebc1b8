import type { BlueprintState } from '@tuskar/contract/cloud.ts';

export type BlueprintAction = 'approve' | 'abandon' | 'execute' | 'succeed' | 'fail' | 'supersede';

/** State → what may be done in it → the state after. What is not here is not allowed. */
export const blueprintStates: Record<BlueprintState, Partial<Record<BlueprintAction, BlueprintState>>> = {
  proposed: { approve: 'approved', abandon: 'abandoned', supersede: 'superseded' },
  approved: { execute: 'executing', abandon: 'abandoned', supersede: 'superseded' },
  executing: { execute: 'executing', succeed: 'executed', fail: 'failed' },
  // A retry goes on where the execution failed.
  failed: { execute: 'executing', fail: 'failed', abandon: 'abandoned', supersede: 'superseded' },
  executed: { succeed: 'executed', supersede: 'superseded' },
  superseded: { supersede: 'superseded' },
  abandoned: { abandon: 'abandoned' },
};

/** States in which an action is allowed. */
export function statesAllowing(action: BlueprintAction): BlueprintState[] {
  return (Object.keys(blueprintStates) as BlueprintState[]).filter(
    (state) => blueprintStates[state][action] !== undefined,
  );
}
