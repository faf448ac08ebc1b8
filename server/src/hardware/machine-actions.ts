import { TuskarError } from '@tuskar/contract/error.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import { type MachineAction, nextMachineState } from '@tuskar/contract/machine-states.ts';
import type { MachineRow } from './tables.ts';

/** What somebody asks for: one action of the state machine, or what has another name there. */
export type MachineRequest = MachineAction | 'retest' | 'retire';

type Words = {
  past: string;
  /** The states in which it is done already, and those in which it is being done. */
  done?: readonly MachineState[];
  doing?: readonly MachineState[];
};

/** How a person reads that a request is refused; the actions of operations are only ever their own fault. */
const words: { [Request in MachineRequest]?: Words } = {
  inspect: { past: 'inspected', doing: ['inspecting'] },
  'burn-in': { past: 'burnt in', doing: ['burning-in'] },
  retest: { past: 'tested again' },
  accept: { past: 'accepted', done: ['ready'] },
  quarantine: { past: 'quarantined', done: ['quarantined'] },
  release: { past: 'released from quarantine' },
  adopt: { past: 'adopted' },
  deploy: { past: 'deployed', doing: ['deploying'] },
  rescue: { past: 'rescued', done: ['rescued'], doing: ['rescuing'] },
  unrescue: { past: 'brought back from the rescue system', doing: ['unrescuing'] },
  drain: { past: 'drained', doing: ['draining'] },
  erase: { past: 'erased', doing: ['erasing'] },
  retire: { past: 'retired', done: ['retired'] },
  'retire-unerased': { past: 'retired', done: ['retired'] },
};

function refusal(state: MachineState, request: MachineRequest): string {
  const known = words[request];
  if (known === undefined) return `its state allows no '${request}'`;
  const { past, done, doing } = known;
  if (done?.includes(state)) return `it is ${past} already`;
  return doing?.includes(state) ? `it is being ${past} already` : `it cannot be ${past}`;
}

/** The machine's state after an action, by which something was asked for. @throws machine-state */
export function stateAfter(
  { name, state }: Pick<MachineRow, 'name' | 'state'>,
  action: MachineAction,
  request: MachineRequest = action,
): MachineState {
  const next = nextMachineState(state, action);
  if (next !== undefined) return next;
  throw new TuskarError('machine-state', `The machine ${name} is ${state}: ${refusal(state, request)}.`, {
    context: { machine: name, state, action: request },
  });
}

/**
 * Refuses, before any work is queued, what the machine's state does not allow, and anything while somebody works on it.
 * @throws machine-state
 */
export function requireAction(
  row: Pick<MachineRow, 'name' | 'state' | 'maintenance'>,
  action: MachineAction,
  request: MachineRequest = action,
): void {
  stateAfter(row, action, request);
  const { name, state, maintenance } = row;
  if (maintenance === null) return;
  const { by, reason } = maintenance;
  throw new TuskarError('machine-state', `The machine ${name} is in maintenance by ${by}: ${reason}.`, {
    remedy: `End it with: tuskar machine maintenance ${name} --end`,
    context: { machine: name, state, action: request },
  });
}
