import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { NodeWork, PowerTarget, ProvisionRequest } from '../bare-metal.ts';
import { provisionRule, provisionVerbs } from '../provision-states.ts';
import { type Course, courseOf, type Phase, phaseAt } from './course.ts';
import { secondsOf } from './durations.ts';
import { individual } from './individual.ts';
import { keepsAgent, planWork } from './plan.ts';
import { changeSimulatedNode } from './registry.ts';
import type { Run, SimulatedNode } from './simulated-node.ts';
import { updateSimulatedNode } from './store.ts';

/** What is kept of earlier work: enough for what a burn-in of many tests, and its inspection, have found. */
const keptRuns = 20;
const keptHistory = 50;

const powerAfter: Record<PowerTarget, 'on' | 'off'> = {
  on: 'on',
  off: 'off',
  reboot: 'on',
  'soft-off': 'off',
  'soft-reboot': 'on',
};

export type Simulation = { seed: number; pace: number };

export function simulatedWork(db: Db, simulation: Simulation): NodeWork {
  return {
    provision: (id, request) =>
      changeSimulatedNode(db, id, (tx, node) => begin(tx, node, { ...simulation, request })),
    power: (id, target) =>
      changeSimulatedNode(db, id, async (tx, node) => {
        const now = Date.now();
        const phase = atRest(node, now);
        const seconds = secondsOf('power', id, node.runs.length);
        const at = now + Math.round(seconds * 1000 * simulation.pace);
        const course: Course = [phase, { ...phase, at, power: powerAfter[target] }];
        await updateSimulatedNode(tx, id, { course });
      }),
    bootDevice: (id) => changeSimulatedNode(db, id, async () => undefined),
    maintenance: (id, { reason }) =>
      changeSimulatedNode(db, id, async (tx, node) => {
        const { maintenance: _ended, ...flags } = node.flags;
        if (reason !== null) {
          await updateSimulatedNode(tx, id, { flags: { ...flags, maintenance: reason } });
          return;
        }
        // With the maintenance goes the fault for which the service set it.
        const phase = phaseAt(node.course, Date.now());
        const course = phase.fault === null ? node.course : ([{ ...phase, fault: null }] satisfies Course);
        await updateSimulatedNode(tx, id, { flags, course });
      }),
  };
}

/** The service takes one thing at a time. */
function atRest(node: SimulatedNode, now: number): Phase {
  const phase = phaseAt(node.course, now);
  if (['rest', 'failed'].includes(provisionRule(phase.state).kind)) return phase;
  throw new TuskarError('node-locked', `The node ${node.id} is busy: it is '${phase.state}'.`, {
    context: { node: node.id },
  });
}

async function begin(
  tx: Db,
  node: SimulatedNode,
  { seed, pace, request }: Simulation & { request: ProvisionRequest },
): Promise<void> {
  const now = Date.now();
  const from = phaseAt(node.course, now);
  const { verb } = request;
  if (!provisionVerbs[verb].from.includes(from.state)) {
    throw new TuskarError(
      'node-state',
      `The requested action '${verb}' can not be performed on node ${node.id} while it is in state '${from.state}'.`,
      { context: { node: node.id, provisionState: from.state, verb } },
    );
  }
  const number = (node.runs.at(-1)?.number ?? -1) + 1;
  const plan = planWork({
    id: node.id,
    run: number,
    individual: individual({ seed, name: node.name, faults: node.faults }),
    from: from.state,
    request,
    agentUp: from.power === 'on' && node.runs.length > 0 && from.state === 'manageable',
  });
  const course = courseOf(from, { now, pace, ...plan });
  const last = course.at(-1) ?? from;
  const { lastError } = last;
  const found = keepsAgent.has(verb) && (verb !== 'inspect' || lastError === null);
  const run = { number, verb: verb as Run['verb'], endsAt: last.at, faults: node.faults, steps: plan.done };
  const happening = { at: last.at, type: verb, event: lastError ?? '' };
  await updateSimulatedNode(tx, node.id, {
    course,
    ...(found ? { runs: [...node.runs, run].slice(-keptRuns) } : {}),
    ...(lastError === null ? {} : { history: [...node.history, happening].slice(-keptHistory) }),
  });
}
