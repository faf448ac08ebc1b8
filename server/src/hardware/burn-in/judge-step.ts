import type { BurnInTest } from '@tuskar/contract/burn-in-test.ts';
import type { Step, StepContext } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import { lockMachine } from '../store.ts';
import { conclude } from './acceptance.ts';
import { type BurnInInput, ensureBurning } from './begin.ts';
import { judgeBurnIn } from './judge.ts';
import { getBurnIn } from './store.ts';
import { testEnd, testResult } from './test-end.ts';
import type { CarriedOut } from './verdict.ts';

/** The last step of a burn-in: judges what was measured, and accepts the machine or puts it into quarantine. */
export function judgeStep(deps: AcceptanceDeps, input: BurnInInput): Step {
  const { db, events } = deps;
  const { machine, burnIn: id, profile, tests } = input;
  return {
    name: 'judge',
    title: 'Compare with its siblings, and accept it or not',
    timeoutSeconds: 600,
    run: async (context) => {
      const done = await getBurnIn(db, id);
      // Judged already, and the machine has its new state: only the record of the step was lost.
      if (done.state !== 'passed' && done.state !== 'failed') {
        const wait = await ensureBurning(deps, input, context);
        if (wait !== undefined) return wait;
      }
      return await db.transaction().execute(async (tx) => {
        const row = await lockMachine(tx, machine);
        const burnIn = await getBurnIn(tx, id);
        const carriedOut = tests.map((test) => carriedOutTest(test, context.results));
        const { open, waived, notes } = await judgeBurnIn(tx, { burnIn, machine: row, tests: carriedOut });
        for (const { title, kind } of open) context.log(`${kind}: ${title}`, { level: 'warn' });
        for (const note of notes) context.log(note);
        if (row.state === 'burning-in') await conclude(tx, events, { machine: row, open, notes, profile });
        const verdict = open.length === 0 ? 'good' : 'bad';
        return { state: 'done', result: { burnIn: id, verdict, findings: open.length, waived, notes } };
      });
    },
    noUndo: 'a verdict is history',
  };
}

function carriedOutTest(test: BurnInTest, results: StepContext['results']): CarriedOut {
  const end = testEnd(results, test.kind);
  return {
    test,
    result: testResult(results, test.kind),
    failure: end.end === 'failed' ? end.why : undefined,
    skipped: end.end === 'left-out' ? (end.why ?? '') : undefined,
  };
}
