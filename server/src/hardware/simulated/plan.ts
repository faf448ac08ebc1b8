import type { NodeStep, ProvisionRequest, ProvisionState, ProvisionVerb } from '../bare-metal.ts';
import type { End, Stretch } from './course.ts';
import { agentTimeoutSeconds, bmcTimeoutSeconds, type Duration, secondsOf } from './durations.ts';
import type { Individual } from './individual.ts';

/** What a piece of work goes through, how it ends, and which of its steps were carried out. */
export type Plan = { target: ProvisionState | null; stretches: Stretch[]; end: End; done: NodeStep[] };

export type PlanOptions = {
  id: string;
  /** Which piece of work of this node it is, from 0: each takes its own time. */
  run: number;
  individual: Individual;
  from: ProvisionState;
  request: ProvisionRequest;
  /** Whether the agent runs on it already. */
  agentUp: boolean;
};

/** What a BMC that does not do its part makes of work that only asks it, and of work that also starts the machine. */
function bmcError({ has }: Individual, work: 'asks' | 'starts'): string | undefined {
  if (has('bmc-wrong-password')) {
    return 'Redfish exception occurred. Error: HTTP GET returned code 401. Base.1.0.NoValidSession: Authentication failed';
  }
  if (has('bmc-error')) return 'Redfish exception occurred. Error: HTTP GET returned code 503. unknown error';
  if (has('bmc-timeout') || (work === 'starts' && has('bmc-hangs-after-power-on'))) {
    return 'Redfish exception occurred. Error: Unable to connect to the BMC: Read timed out. (read timeout=60)';
  }
  return undefined;
}

export function planWork(options: PlanOptions): Plan {
  const { request } = options;
  switch (request.verb) {
    case 'manage':
      return manage(options);
    case 'inspect':
      return inspect(options);
    case 'clean':
    case 'service':
      return steps(options, request.verb);
    case 'active':
    case 'rebuild':
      return deploy(options);
    case 'rescue':
      return boots(options, {
        states: ['rescuing', 'rescue wait'],
        reaches: 'rescue',
        failed: 'rescue failed',
        what: 'waiting for rescue ramdisk callback for node',
      });
    case 'provide':
      return quick(options, 'cleaning', 'available');
    case 'deleted':
      return quick(options, 'deleting', 'available', 'off');
    case 'unrescue':
      return unrescue(options);
    case 'adopt':
      return quick(options, 'adopting', 'active');
    case 'abort':
      return abort(options);
  }
}

const takes = ({ id, run }: PlanOptions, what: Duration, ...key: (string | number)[]) =>
  secondsOf(what, id, run, ...key);

function manage(options: PlanOptions): Plan {
  const target = 'manageable';
  if (options.from !== 'enroll') return { target: null, stretches: [], end: { state: target }, done: [] };
  const error = bmcError(options.individual, 'asks');
  const seconds = error === undefined ? takes(options, 'verify') : bmcTimeoutSeconds;
  const end: End =
    error === undefined
      ? { state: target }
      : { state: 'enroll', lastError: `Failed to get power state for node ${options.id}. Error: ${error}` };
  return { target, stretches: [{ state: 'verifying', seconds }], end, done: [] };
}

function quick(options: PlanOptions, state: string, reaches: string, power?: 'off'): Plan {
  const stretches = [{ state, seconds: takes(options, 'tearDown') }];
  return { target: reaches, stretches, end: { state: reaches, ...(power ? { power } : {}) }, done: [] };
}

/** Out of the rescue system: the BMC restarts the machine from its disk. */
function unrescue(options: PlanOptions): Plan {
  const error = bmcError(options.individual, 'starts');
  const way = quick(options, 'unrescuing', 'active');
  if (error === undefined) return way;
  return { ...way, end: { state: 'unrescue failed', lastError: `Failed to unrescue: ${error}` } };
}

type Boot = { states: [working: string, waiting: string]; reaches: string; failed: string; what: string };

/** The way to an agent that runs; or to the failure that comes instead of it. */
function boots(options: PlanOptions, { states, reaches, failed, what }: Boot): Plan {
  const [working, waiting] = states;
  const begins: Stretch = { state: working, seconds: takes(options, 'prepare') };
  const target = reaches;
  const error = bmcError(options.individual, 'starts');
  if (error !== undefined || options.individual.has('power-lost')) {
    const reason = error ?? 'Failed to set node power state to power on.';
    const lastError = `Failed to change power state to 'power on': ${reason}`;
    const stretches = [{ ...begins, seconds: bmcTimeoutSeconds }];
    return { target, stretches, end: { state: failed, lastError, ...faultOf(failed) }, done: [] };
  }
  if (options.individual.has('no-boot')) {
    const lastError = `Timeout reached while ${what}`;
    const stretches: Stretch[] = [begins, { state: waiting, seconds: agentTimeoutSeconds, power: 'on' }];
    return { target, stretches, end: { state: failed, lastError, ...faultOf(failed) }, done: [] };
  }
  const seconds = options.agentUp ? 1 : takes(options, 'boot');
  return {
    target,
    stretches: [begins, { state: waiting, seconds, power: 'on' }],
    end: { state: reaches },
    done: [],
  };
}

/** Ironic puts a node whose cleaning failed into maintenance. */
function faultOf(failed: string): { fault?: string } {
  return failed === 'clean failed' ? { fault: 'clean failure' } : {};
}

function inspect(options: PlanOptions): Plan {
  const way = boots(options, {
    states: ['inspecting', 'inspect wait'],
    reaches: 'manageable',
    failed: 'inspect failed',
    what: 'inspecting the node',
  });
  if (way.end.lastError !== undefined) return way;
  return { ...way, stretches: [...way.stretches, { state: 'inspecting', seconds: takes(options, 'look') }] };
}

function steps(options: PlanOptions, verb: 'clean' | 'service'): Plan {
  const [working, waiting, failed] =
    verb === 'clean'
      ? (['cleaning', 'clean wait', 'clean failed'] as const)
      : (['servicing', 'service wait', 'service failed'] as const);
  const way = boots(options, {
    states: [working, waiting],
    reaches: verb === 'clean' ? 'manageable' : 'active',
    failed,
    what: 'cleaning the node. Please check if the ramdisk responsible for the cleaning is running on the node',
  });
  if (way.end.lastError !== undefined) return way;
  const stretches = [...way.stretches];
  const done: NodeStep[] = [];
  for (const [index, step] of (options.request.cleanSteps ?? []).entries()) {
    stretches.push({ state: waiting, seconds: stepSeconds(options, step, index), step });
    const error = stepError(options, step);
    if (error !== undefined) {
      const lastError = agentError(options.id, verb, step, error);
      return { ...way, stretches, end: { state: failed, lastError, ...faultOf(failed) }, done };
    }
    done.push(step);
  }
  return { ...way, stretches, done };
}

/** A test takes the time that it was given; the rest as long as such steps do. */
function stepSeconds(options: PlanOptions, { step, args = {} }: NodeStep, index: number): number {
  const asked = Number(args['seconds']);
  if (Number.isFinite(asked)) return asked;
  return takes(options, step.includes('erase') ? 'erase' : 'step', index);
}

function stepError({ individual }: PlanOptions, { step }: NodeStep): string | undefined {
  const failing = individual.faults.find(({ name }) => name === 'disk-fails');
  const drive = individual.machine.drives.find(({ bay }) => bay === failing?.target);
  if (drive !== undefined && step.includes('erase')) {
    return `${step}: a disk was not erased\\nPart: disk ${drive.serial}`;
  }
  return undefined;
}

/** As Ironic writes what its agent answered. */
function agentError(id: string, verb: string, { interface: on, step }: NodeStep, details: string): string {
  return (
    `Agent returned error for ${verb} step {'step': '${step}', 'priority': 0, 'interface': '${on}'} on node ${id} : ` +
    `{'type': 'CleaningError', 'code': 500, 'message': 'Clean step failed', 'details': 'Clean step failed: ${details}'}.`
  );
}

function deploy(options: PlanOptions): Plan {
  const way = boots(options, {
    states: ['deploying', 'wait call-back'],
    reaches: 'active',
    failed: 'deploy failed',
    what: 'waiting for callback for node',
  });
  if (way.end.lastError !== undefined) return way;
  const write: NodeStep = { interface: 'deploy', step: 'write_image' };
  const stretches: Stretch[] = [
    ...way.stretches,
    { state: 'wait call-back', seconds: takes(options, 'write'), step: write },
    { state: 'deploying', seconds: takes(options, 'tearDown') },
  ];
  return { ...way, stretches };
}

const aborted: Partial<Record<ProvisionState, ProvisionState>> = {
  'clean wait': 'clean failed',
  'clean hold': 'clean failed',
  'inspect wait': 'inspect failed',
  'rescue wait': 'rescue failed',
  'service wait': 'service failed',
};

function abort({ from }: PlanOptions): Plan {
  const state = aborted[from] ?? 'active';
  const lastError = `By request, the ${from.split(' ')[0]} operation was aborted`;
  return { target: null, stretches: [], end: { state, lastError }, done: [] };
}

/** Verbs during which the agent stays up for what comes next. */
export const keepsAgent: ReadonlySet<ProvisionVerb> = new Set(['inspect', 'clean', 'service']);
