import type { StepContext } from '../definition.ts';

/** For a step that a test calls by itself: nobody hears what it says, and nothing is done before it. */
export function silentContext(operation: StepContext['operation'], step: string): StepContext {
  return {
    operation,
    step,
    log: () => undefined,
    progress: () => undefined,
    waitingFor: () => undefined,
    results: {},
    signal: new AbortController().signal,
  };
}
