import { isTuskarError } from '@tuskar/contract/error.ts';
import type { PartName } from '@tuskar/contract/burn-in.ts';
import type { BurnInTest, BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { Step, StepContext, StepOutcome, Wave } from '../../platform/operations/definition.ts';
import type { AcceptanceDeps } from '../acceptance-deps.ts';
import { heedSilence } from '../agent-silence.ts';
import { readResults, resultOfEnded, testSteps } from '../agent/results.ts';
import type { NodeStep } from '../bare-metal.ts';
import { endWork } from '../end-work.ts';
import { nodeOf } from '../inspection/steps.ts';
import { machineFailureOf } from '../node-failure.ts';
import { reachState } from '../reach-state.ts';
import { getMachine } from '../store.ts';
import { type BurnInInput, ensureBurning } from './begin.ts';
import { endNetwork, goneCodes, testNetwork } from './network-test.ts';
import { updateBurnIn } from './store.ts';
import { ended, testEnd } from './test-end.ts';

/** Which tests a re-test carries out, and on which parts; undefined: all of them, on everything. */
export type Scope = { kinds: BurnInTestKind[]; parts: PartName[] };

/** Boot of a server, and what a test takes besides its time: fio lays out, iperf waits for its partner. */
const slackSeconds = 3600;
/** A rack may be busy for as long as the longest profile takes, and again. */
const placeSeconds = 60 * 86_400;

/** Failures of the machine, which are findings; every other failure ends the operation. */
const findingCodes = ['node-work-failed', ...goneCodes] as const;

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
    // Where the partner leaves, a network test is begun again with another.
    timeoutSeconds: (test.seconds + slackSeconds) * (test.kind === 'network' ? 2 : 1),
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
        if (test.kind === 'network') await endNetwork(deps.db, input, error);
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
  const begin = async (network: Record<string, unknown>): Promise<StepOutcome> => {
    const step = cleanStep(test, { run: input.burnIn, scope, network });
    const outcome = await reachState(context, node, { verb: 'clean', cleanSteps: [step] });
    return outcome.state === 'done' ? ended({ end: 'done' }) : outcome;
  };
  return test.kind === 'network' ? await testNetwork(node, input, { context, begin }) : await begin({});
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
      if (test.kind === 'network' && end === 'done') {
        await updateBurnIn(deps.db, burnIn, { network_end: found?.cutOff === true ? 'gone' : 'over' });
      }
      log(found === undefined ? 'The agent recorded nothing.' : `${found.measurements.length} values`);
      return { state: 'done', result: found ?? null };
    },
    noUndo: 'it only reads',
  };
}
