import type { BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { StepContext, StepOutcome } from '../../platform/operations/definition.ts';
import type { TestResult } from '../agent/results.ts';

/** A test, as its step's result tells. */
export type TestEnd =
  | { end: 'done' }
  | { end: 'failed'; why: string }
  | { end: 'left-out'; why: string | null };

export function ended(result: TestEnd): StepOutcome {
  return { state: 'done', result };
}

export function testEnd(results: StepContext['results'], kind: BurnInTestKind): TestEnd {
  return (results[`test-${kind}`] ?? { end: 'left-out', why: 'it was never begun' }) as TestEnd;
}

/** What the step after a test has read of it. */
export function testResult(results: StepContext['results'], kind: BurnInTestKind): TestResult | undefined {
  const kept = results[`results-${kind}`] as Partial<TestResult> | null | undefined;
  // What an older version kept says less: a burn-in takes weeks.
  return kept ? ({ unmeasured: [], cutOff: false, ...kept } as TestResult) : undefined;
}
