import { TuskarError } from '@tuskar/contract/error.ts';
import type { PowerTarget } from '@tuskar/contract/machine-bulk.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { OperationDefinition, Step } from '../../platform/operations/definition.ts';
import type { BareMetalOf } from '../bare-metal.ts';
import { powerObstacle } from '../bulk/obstacle.ts';
import { changeMachine } from '../machine-transition.ts';
import { getMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';

export type MachinePowerInput = { machine: string; target: PowerTarget };

export type MachinePowerDeps = { db: Db; events: EventBus; bareMetalOf: BareMetalOf };

const titles: Record<PowerTarget, string> = {
  on: 'Switch on',
  off: 'Switch off',
  'soft-off': 'Shut down',
  reboot: 'Reboot',
  'soft-reboot': 'Reboot',
};
const pollSeconds = 2;

/** Switches a machine on or off, or reboots it, and waits until it is so. */
export function machinePower(deps: MachinePowerDeps): OperationDefinition<MachinePowerInput> {
  return {
    kind: 'machine.power',
    title: ({ machine, target }) => `${titles[target]} ${machine}`,
    subject: ({ machine }) => ({ type: 'machine', name: machine }),
    plan: (input) =>
      [ask(deps, input), wait(deps, input)].map((step) => ({ title: step.title, steps: [step] })),
  };
}

const noUndo = 'power is switched back by asking for it';

function ask({ db, bareMetalOf }: MachinePowerDeps, { machine, target }: MachinePowerInput): Step {
  return {
    name: 'ask',
    title: 'Ask the bare-metal service for it',
    timeoutSeconds: 120,
    noUndo,
    run: async () => {
      const { row, node } = await registered(db, machine);
      const obstacle = powerObstacle(row, target);
      if (obstacle !== null)
        throw new TuskarError('machine-in-use', `${machine} stays as it is: ${obstacle}.`);
      await (await bareMetalOf(row.provider)).work.power(node, target);
      return { state: 'done' };
    },
  };
}

function wait({ db, events, bareMetalOf }: MachinePowerDeps, { machine, target }: MachinePowerInput): Step {
  const wanted = target === 'off' || target === 'soft-off' ? 'off' : 'on';
  return {
    name: 'wait',
    title: `Wait until it is ${wanted}`,
    timeoutSeconds: 900,
    noUndo,
    run: async () => {
      const { row, node } = await registered(db, machine);
      const { power } = await (await bareMetalOf(row.provider)).registry.show(node);
      if (power !== wanted)
        return { state: 'waiting', for: `its power to be ${wanted}; it is ${power}`, pollSeconds };
      await changeMachine(db, events, { name: machine, set: { power } });
      return { state: 'done', result: { power } };
    },
  };
}

/** @throws node-not-found where the bare-metal service was never told of it */
async function registered(db: Db, machine: string): Promise<{ row: MachineRow; node: string }> {
  const row = await getMachine(db, machine);
  if (row.node !== null) return { row, node: row.node };
  throw new TuskarError('node-not-found', `${machine} is not registered with the bare-metal service yet.`);
}
