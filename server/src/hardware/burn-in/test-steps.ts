import { isTuskarError } from '@tuskar/contract/error.ts';
import type { PartName } from '@tuskar/contract/burn-in.ts';
import type { BurnInTest, BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { Step, StepContext, StepOutcome, Wave } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import { heedSilence } from '../agent-silence.ts';
import { readResults, resultOfEnded, type TestResult, testSteps } from '../agent/results.ts';
import type { NodeStep } from '../bare-metal.ts';
import { endWork } from '../end-work.ts';
import { nodeOf } from '../inspection/steps.ts';
import { machineFailureOf } from '../node-failure.ts';
import { isAskedFor, reachState } from '../reach-state.ts';
import { getMachine } from '../store.ts';
import { type BurnInInput, ensureBurning } from './begin.ts';
import { meetPartner } from './rendezvous.ts';

/** A test, as its step's result tells. */
export type TestEnd =
  | { end: 'done' }
  | { end: 'failed'; why: string }
  | { end: 'left-out'; why: string | null };

/** Which tests a re-test carries out, and on which parts; undefined: all of them, on everything. */
export type Scope = { kinds: BurnInTestKind[]; parts: PartName[] };

/** Boot of a server, and what a test takes besides its time: fio lays out, iperf waits for its partner. */
const slackSeconds = 3600;
/** For the partner of a network test, which may have to boot; twice, once a direction, within the slack. */
const partnerSeconds = 900;
/** A rack may be busy for as long as the longest profile takes, and again. */
const placeSeconds = 60 * 86_400;

/** Failures of the machine, which are findings; every other failure ends the operation. */
const findingCodes = ['node-work-failed', 'node-agent-silent'] as const;

export function placeStep(deps: AcceptanceDeps, input: BurnInInput): Step {
  return {
    name: 'take-place',
    title: 'Wait for a place in the rack',
    timeoutSeconds: placeSeconds,
    run: async (context) => (await ensureBurning(deps, input, context)) ?? { state: 'done' },
    noUndo: 'the place is given back where the operation ends',
  };
}

/** A wave for each test and one for what it measured, in the order of the profile. */
export function testWaves(
  deps: AcceptanceDeps,
  input: BurnInInput,
  scopeOf: (results: StepContext['results']) => Scope | undefined,
): Wave[] {
  return input.tests.flatMap((test) => [
    { title: `Test: ${test.kind}`, steps: [testStep(deps, input, { test, scopeOf })] },
    { title: `Results: ${test.kind}`, steps: [resultStep(deps, input, test)] },
  ]);
}

type OneTest = { test: BurnInTest; scopeOf: (results: StepContext['results']) => Scope | undefined };

function testStep(deps: AcceptanceDeps, input: BurnInInput, { test, scopeOf }: OneTest): Step {
  const heed = heedSilence();
  const node = async () => await nodeOf(deps, await getMachine(deps.db, input.machine));
  return {
    name: `test-${test.kind}`,
    title: `Test ${test.kind} for ${test.seconds} s`,
    timeoutSeconds: test.seconds + slackSeconds,
    run: async (context) => {
      const scope = scopeOf(context.results);
      if (scope !== undefined && !scope.kinds.includes(test.kind))
        return ended({ end: 'left-out', why: null });
      const wait = await ensureBurning(deps, input, context);
      if (wait !== undefined) return wait;
      try {
        const { bareMetal, ...rest } = await node();
        return await carryOut({ ...rest, bareMetal: heed(bareMetal) }, input, { test, scope, context });
      } catch (error) {
        if (!isTuskarError(error) || !findingCodes.some((code) => code === error.code)) throw error;
        const { message, output } = machineFailureOf(error);
        context.log(message, { level: 'error' });
        await endWork(context, await node());
        return ended({ end: 'failed', why: output === null ? message : `${output}\n${message}` });
      }
    },
    undo: async (context) => {
      await endWork(context, await node());
    },
  };
}

async function carryOut(
  node: Awaited<ReturnType<typeof nodeOf>>,
  input: BurnInInput,
  { test, scope, context }: { test: BurnInTest; scope: Scope | undefined; context: StepContext },
): Promise<StepOutcome> {
  let network: Record<string, unknown> = {};
  // Whoever is done first does not wait for the other to have read what it measured.
  if (test.kind === 'network' && !(await isAskedFor(context, node, 'clean'))) {
    const meeting = await meetPartner(node.db, input, node.bareMetal);
    if (meeting.state === 'waiting') return { state: 'waiting', for: meeting.for, pollSeconds: 5 };
    if (meeting.state === 'off') return ended({ end: 'left-out', why: meeting.why });
    const peer = meeting.role === 'client' ? { peer: meeting.address } : {};
    network = { role: meeting.role, wait: partnerSeconds, ...peer };
  }
  const step = cleanStep(test, { run: input.burnIn, scope, network });
  const outcome = await reachState(context, node, { verb: 'clean', cleanSteps: [step] });
  return outcome.state === 'done' ? ended({ end: 'done' }) : outcome;
}

/** What our hardware manager is asked for: image/src/recipes/agent/. */
export function cleanStep(
  test: BurnInTest,
  { run, scope, network }: { run: string; scope: Scope | undefined; network: Record<string, unknown> },
): NodeStep {
  const serials = (scope?.parts ?? []).flatMap(({ kind, serial }) =>
    kind === 'disk' && serial !== null ? [serial] : [],
  );
  const disks = scope === undefined || serials.length === 0 ? {} : { serials };
  return {
    interface: 'deploy',
    step: testSteps[test.kind],
    args: { run, ...argsOf(test), ...disksOnly(test, disks), ...network },
  };
}

function argsOf(test: BurnInTest): Record<string, unknown> {
  switch (test.kind) {
    case 'memory':
      return { seconds: test.seconds, percent: test.percent };
    case 'disk': {
      // Each of two patterns takes its time, and of four where it writes too.
      const seconds = Math.max(1, Math.floor(test.seconds / (test.write ? 4 : 2)));
      return { seconds, destructive: test.write, write_over_data: test.write };
    }
    case 'smart':
      return { seconds: test.seconds, test: test.test };
    default:
      return { seconds: test.seconds };
  }
}

function disksOnly(test: BurnInTest, disks: Record<string, unknown>): Record<string, unknown> {
  return test.kind === 'disk' || test.kind === 'smart' ? disks : {};
}

/** What was measured is read after each test: a machine that reboots later takes what its agent kept with it. */
function resultStep(deps: AcceptanceDeps, { machine, burnIn }: BurnInInput, test: BurnInTest): Step {
  return {
    name: `results-${test.kind}`,
    title: `Read what the ${test.kind} test measured`,
    timeoutSeconds: 300,
    run: async ({ results, log }) => {
      const { end } = testEnd(results, test.kind);
      if (end === 'left-out') return { state: 'done' };
      const { bareMetal, id } = await nodeOf(deps, await getMachine(deps.db, machine));
      const answer = await bareMetal.records.results(id);
      const found =
        end === 'done'
          ? resultOfEnded(answer, { run: burnIn, test: test.kind })
          : readResults(answer, burnIn).find((one) => one.test === test.kind);
      log(found === undefined ? 'The agent recorded nothing.' : `${found.measurements.length} values`);
      return { state: 'done', result: found ?? null };
    },
    noUndo: 'it only reads',
  };
}

function ended(result: TestEnd): StepOutcome {
  return { state: 'done', result };
}

export function testEnd(results: StepContext['results'], kind: BurnInTestKind): TestEnd {
  return (results[`test-${kind}`] ?? { end: 'left-out', why: 'it was never begun' }) as TestEnd;
}

export function testResult(results: StepContext['results'], kind: BurnInTestKind): TestResult | undefined {
  const kept = results[`results-${kind}`] as Partial<TestResult> | null | undefined;
  // What an older version kept says nothing of what could not be measured: a burn-in takes weeks.
  return kept ? ({ unmeasured: [], ...kept } as TestResult) : undefined;
}
