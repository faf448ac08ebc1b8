import { TuskarError } from '@tuskar/contract/error.ts';
import type { BulkAction, BulkPreview, MachineSelector } from '@tuskar/contract/machine-bulk.ts';
import type { Machine, MachineState } from '@tuskar/contract/machine.ts';
import {
  acceptActionOf,
  eraseActionOf,
  isForgettable,
  type MachineAction,
  nextMachineState,
} from '@tuskar/contract/machine-states.ts';
import { submit } from '../simulate.ts';
import type { World } from '../world.ts';
import type { Handlers } from './handler.ts';
import { change, find, fits, move } from './machine.ts';

/** Of what stands in the way, as much as the tests of the console look at. */
function obstacleTo({ state, host, maintenance }: Machine, { action }: BulkAction): string | null {
  if (action === 'end-maintenance') return maintenance === null ? 'nobody works on it' : null;
  if (action === 'forget') return isForgettable({ state, host }) ? null : `it is ${state}: retire it instead`;
  if (action === 'power') return host === null ? null : `it carries the host ${host}`;
  const asked = machineActionOf(action, state);
  if (asked === undefined) return null;
  if (action !== 'quarantine' && maintenance !== null)
    return `${maintenance.by} works on it: ${maintenance.reason}`;
  return nextMachineState(state, asked) === undefined ? `it is ${state}` : null;
}

/** What the table of states calls it. */
function machineActionOf(action: BulkAction['action'], state: MachineState): MachineAction | undefined {
  if (action === 'inspect' || action === 'quarantine' || action === 'deploy') return action;
  if (action === 'rescue' || action === 'unrescue') return action;
  if (action === 'accept') return acceptActionOf(state);
  if (action === 'erase' || action === 'retire') return eraseActionOf(state);
  return undefined;
}

function previewOf(world: World, { names, filter = {} }: MachineSelector, action: BulkAction): BulkPreview {
  const found = names?.map((name) => find(world, name)) ?? world.machines.filter((one) => fits(one, filter));
  const machines = found.map((machine) => ({
    name: machine.name,
    state: machine.state,
    obstacle: obstacleTo(machine, action),
  }));
  const possible = machines.filter(({ obstacle }) => obstacle === null).length;
  return { machines, possible, impossible: machines.length - possible };
}

function act(world: World, name: string, { action, by }: { action: BulkAction; by: string }): void {
  if (action.action === 'quarantine') move(world, name, { state: 'quarantined', reason: action.reason });
  if (action.action === 'accept') move(world, name, { state: 'ready', reason: action.reason });
  if (action.action === 'retire') move(world, name, { state: 'retired', reason: action.reason });
  if (action.action === 'rescue') move(world, name, { state: 'rescued', reason: action.reason });
  if (action.action === 'unrescue') move(world, name, { state: 'in-use', reason: null });
  if (action.action === 'set-maintenance') {
    const { reason, until = null } = action;
    change(world, name, { maintenance: { by, reason, since: new Date().toISOString(), until } });
  }
  if (action.action === 'forget') world.machines = world.machines.filter((one) => one.name !== name);
}

export const machineBulkHandlers: Handlers<'machine-bulk.preview' | 'machine-bulk.run'> = {
  'machine-bulk.preview': ({ session: { world }, body: { selector, action } }) =>
    previewOf(world, selector, action),
  'machine-bulk.run': ({ session: { world, user }, body: { selector, action, expected } }) => {
    const { machines, possible } = previewOf(world, selector, action);
    if (expected !== undefined && expected !== possible) {
      throw new TuskarError(
        'bulk-changed',
        `It can be done to ${possible} machines now, not to ${expected}.`,
      );
    }
    const names = machines.filter(({ obstacle }) => obstacle === null).map(({ name }) => name);
    return submit(world, {
      kind: 'machine-bulk.run',
      title: `${action.action}: ${possible} machines`,
      subject: { type: 'operation', name: 'op-bulk' },
      requestedBy: user,
      steps: names.map((name) => ({ title: name, host: null, wave: 0 })),
      onDone: () => names.forEach((name) => act(world, name, { action, by: user })),
    });
  },
};
