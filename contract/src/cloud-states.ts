import type { CloudState } from './cloud.ts';

export type CloudAction =
  | 'deploy'
  | 'deployed'
  | 'deploy-failed'
  | 'degrade'
  | 'recover'
  | 'destroy'
  | 'destroy-failed'
  | 'lose-hosts';

export type CloudActionRule = {
  next: CloudState;
  /** Who may ask for it. */
  by: 'person' | 'engine';
};

/**
 * The life of a cloud: state, allowed actions, next state. What is not here is not allowed, and the state stays. A cloud
 * that is destroyed is forgotten, so that has no state.
 */
export const cloudStates = {
  planned: {
    deploy: { next: 'deploying', by: 'person' },
    destroy: { next: 'destroying', by: 'person' },
  },
  deploying: {
    deployed: { next: 'active', by: 'engine' },
    'deploy-failed': { next: 'failed', by: 'engine' },
    'lose-hosts': { next: 'planned', by: 'engine' },
  },
  active: {
    deploy: { next: 'deploying', by: 'person' },
    degrade: { next: 'degraded', by: 'engine' },
    destroy: { next: 'destroying', by: 'person' },
    'lose-hosts': { next: 'planned', by: 'engine' },
  },
  degraded: {
    deploy: { next: 'deploying', by: 'person' },
    recover: { next: 'active', by: 'engine' },
    destroy: { next: 'destroying', by: 'person' },
    'lose-hosts': { next: 'planned', by: 'engine' },
  },
  failed: {
    deploy: { next: 'deploying', by: 'person' },
    destroy: { next: 'destroying', by: 'person' },
    'lose-hosts': { next: 'planned', by: 'engine' },
  },
  destroying: {
    'destroy-failed': { next: 'failed', by: 'engine' },
    'lose-hosts': { next: 'planned', by: 'engine' },
  },
} as const satisfies Record<CloudState, { [Action in CloudAction]?: CloudActionRule }>;

/** The state after an action; undefined where the state does not allow it. */
export function nextCloudState(state: CloudState, action: CloudAction): CloudState | undefined {
  const actions: { [Action in CloudAction]?: CloudActionRule } = cloudStates[state];
  return actions[action]?.next;
}

/** The states from which an action is allowed. */
export function cloudStatesAllowing(action: CloudAction): CloudState[] {
  return (Object.keys(cloudStates) as CloudState[]).filter(
    (state) => nextCloudState(state, action) !== undefined,
  );
}
